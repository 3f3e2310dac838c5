"""The structure of a document: elements, what belongs to each, and how they are written down.

Elements are written as ready bytes and not as ReportLab's dictionaries: a pack has tens of thousands of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from app.export.tagged.characters import plain
from app.export.tagged.fixes import object_number

_OWNERS = {
    "Scope": "Table",
    "ColSpan": "Table",
    "RowSpan": "Table",
    "Summary": "Table",
    "ListNumbering": "List",
    "BBox": "Layout",
    "Placement": "Layout",
}
_KEPT_WHEN_EMPTY = ("TD", "TH")
"""An empty cell still has its place in a row; any other element without content says nothing and is left out."""


_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
"""Most elements have none; one for all of them, as a pack has tens of thousands."""


class Ready(PDFObject):
    """An object of the file whose bytes we make ourselves."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        """The bytes as they stand in the file."""
        return self.data


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of drawing that belongs to an element: on which page, and under which number there."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Link:
    """A link's clickable place. Its words may hold a page number, so both words and bytes come at the end."""

    target: str
    box: tuple[float, float, float, float]
    words: str = ""
    thing: Ready = field(default_factory=Ready)


@dataclass(eq=False, slots=True)
class Element:
    """One element: a heading, a paragraph, a table, a cell, ...

    Attributes:
        tag: its kind in PDF's standard set, such as ``H1`` or ``P``.
        attributes: entries such as ``Scope``, already in PDF's syntax.
        alternative: words for what cannot be read, such as a picture.
        actual: the text that the drawing stands for.
        title: a name for people who look at the structure.
    """

    tag: str
    parent: "Element | None" = None
    attributes: Mapping[str, str] = field(default_factory=lambda: _NO_ATTRIBUTES)
    alternative: str = ""
    actual: str = ""
    title: str = ""
    children: list["Element | Mark | Link"] = field(default_factory=list)
    thing: Ready = field(default_factory=Ready)

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.children.append(self)


@lru_cache(maxsize=2_000)
def text_string(text: str) -> str:
    """Any text as a PDF string; hexadecimal, so that nothing in it can be taken for syntax.

    Half of a surrogate pair, as broken extracts hold them, has no encoding: it becomes a question mark.
    """
    return f"<FEFF{plain(text).encode('utf-16-be', 'replace').hex().upper()}>"


class StructureWriter:
    """Writes a finished structure into a document."""

    def __init__(self, document: PDFDocument, root: Element, pages: Sequence[PDFObject]) -> None:
        self._document = document
        self._root = root
        self._pages = [object_number(document, page) for page in pages]

    def write(self, marks: Sequence[Sequence[Element]], links: Sequence[tuple[Link, Element]]) -> Ready:
        """The tree's own object, after each element has its bytes.

        Args:
            marks: for each page, the element of each numbered piece of drawing.
            links: each link with its element; their numbers in the parent tree follow the pages'.
        """
        _prune(self._root)
        tree, parents = Ready(), Ready()
        tree_number = object_number(self._document, tree)
        self._write_element(self._root, tree_number)
        entries = [f"{page}[{self._references(elements)}]" for page, elements in enumerate(marks)]
        first = len(marks)
        entries += [f"{first + place} {self._reference(element)}" for place, (_, element) in enumerate(links)]
        parents.data = f"<</Nums[{' '.join(entries)}]>>".encode("ascii")
        tree.data = (
            f"<</Type/StructTreeRoot/K {self._reference(self._root)}"
            f"/ParentTree {object_number(self._document, parents)} 0 R/ParentTreeNextKey {first + len(links)}>>"
        ).encode("ascii")
        return tree

    def _references(self, elements: Sequence[Element]) -> str:
        return " ".join(map(self._reference, elements))

    def _reference(self, element: Element) -> str:
        return f"{object_number(self._document, element.thing)} 0 R"

    def _write_element(self, element: Element, parent: int) -> int | None:
        """Write an element and those in it; gives its page, which is that of the first piece of drawing in it."""
        number = object_number(self._document, element.thing)
        page = next((child.page for child in element.children if isinstance(child, Mark)), None)
        inner = page
        kids: list[str] = []
        for child in element.children:
            if isinstance(child, Element):
                found = self._write_element(child, number)
                inner = found if inner is None else inner
            kids.append(self._kid(child, page))
        at = "" if inner is None else f"/Pg {self._pages[inner]} 0 R"
        entries = f"/S/{element.tag}/P {parent} 0 R{at}/K[{' '.join(kids)}]{_words(element)}{_attributes(element)}"
        element.thing.data = f"<</Type/StructElem{entries}>>".encode("ascii")
        return inner

    def _kid(self, child: "Element | Mark | Link", page: int | None) -> str:
        if isinstance(child, Element):
            return self._reference(child)
        if isinstance(child, Link):
            return f"<</Type/OBJR/Obj {object_number(self._document, child.thing)} 0 R>>"
        if child.page == page:
            return str(child.number)
        return f"<</Type/MCR/Pg {self._pages[child.page]} 0 R/MCID {child.number}>>"


def _prune(element: Element) -> bool:
    """Leave out elements without content; whether this one has some."""
    element.children = [child for child in element.children if not isinstance(child, Element) or _prune(child)]
    return bool(element.children) or element.tag in _KEPT_WHEN_EMPTY


def _words(element: Element) -> str:
    entries = (("Alt", element.alternative), ("ActualText", element.actual), ("T", element.title))
    return "".join(f"/{name}{text_string(text)}" for name, text in entries if text)


def _attributes(element: Element) -> str:
    if not element.attributes:
        return ""
    owned: dict[str, list[str]] = {}
    for name, value in element.attributes.items():
        owned.setdefault(_OWNERS[name], []).append(f"/{name} {value}")
    return "/A[" + "".join(f"<</O/{owner}{''.join(entries)}>>" for owner, entries in owned.items()) + "]"
