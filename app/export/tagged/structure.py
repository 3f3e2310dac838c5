"""The structure of a document: elements, what belongs to each, and how they are written down.

Elements are written as ready bytes and not as ReportLab's dictionaries: a pack has tens of thousands of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

from app.export.tagged.characters import plain
from app.export.tagged.fixes import object_number, reserve_numbers

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
class Widget:
    """A field's place on a page; its bytes come at the end, when its number in the structure is known."""

    page: int
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
        number: that of its object in the file, once it is written.
    """

    tag: str
    parent: "Element | None" = None
    attributes: Mapping[str, str] | None = None
    alternative: str = ""
    actual: str = ""
    title: str = ""
    children: list["Element | Mark | Link | Widget"] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.children.append(self)


@lru_cache(maxsize=2_000)
def text_string(text: str) -> str:
    """Any text as a PDF string; beyond plain ASCII in hexadecimal, so that nothing in it can be taken for syntax.

    Half of a surrogate pair, as broken extracts hold them, has no encoding: it becomes a question mark.
    """
    text = plain(text)
    if text.isascii() and text.isprintable():
        return f"({_SYNTAX.sub(_escaped, text)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


_SYNTAX = re.compile(r"[\\()]")


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


class StructureWriter:
    """Writes a finished structure into a document.

    Attributes:
        first: the number of the first element's object.
        objects: the bytes of the elements, in the order of their numbers.
    """

    def __init__(self, document: PDFDocument, root: Element, pages: Sequence[PDFObject]) -> None:
        self.first = 0
        self.objects: list[bytes] = []
        self._document = document
        self._root = root
        self._pages = [object_number(document, page) for page in pages]

    def write(self, marks: Sequence[Sequence[Element]], placed: Sequence[Element]) -> Ready:
        """The tree's own object, after each element has its bytes.

        Args:
            marks: for each page, the element of each numbered piece of drawing.
            placed: the element of each link and field; their numbers in the parent tree follow the pages'.
        """
        _prune(self._root)
        tree, parents = Ready(), Ready()
        tree_number = object_number(self._document, tree)
        parents_number = object_number(self._document, parents)
        self.first = reserve_numbers(self._document, _count(self._root))
        self._write_element(self._root, tree_number)
        entries = [
            f"{page}[{' '.join(f'{element.number} 0 R' for element in elements)}]"
            for page, elements in enumerate(marks)
        ]
        first = len(marks)
        entries += [f"{first + place} {element.number} 0 R" for place, element in enumerate(placed)]
        parents.data = f"<</Nums[{' '.join(entries)}]>>".encode("ascii")
        tree.data = (
            f"<</Type/StructTreeRoot/K {self._root.number} 0 R"
            f"/ParentTree {parents_number} 0 R/ParentTreeNextKey {first + len(placed)}>>"
        ).encode("ascii")
        return tree

    def _write_element(self, element: Element, parent: int) -> int | None:
        """Write an element and those in it; gives its page, which is that of the first piece of drawing in it."""
        place = len(self.objects)
        number = element.number = self.first + place
        self.objects.append(b"")  # its place, before those of its children
        page = next((child.page for child in element.children if isinstance(child, Mark)), None)
        inner = page
        kids: list[str] = []
        for child in element.children:
            if isinstance(child, Element):
                found = self._write_element(child, number)
                inner = found if inner is None else inner
                kids.append(f"{child.number} 0 R")
            else:
                kids.append(self._kid(child, page))
        at = "" if inner is None else f"/Pg {self._pages[inner]} 0 R"
        more = _words(element) if element.alternative or element.actual or element.title else ""
        if element.attributes:
            more += _attributes(tuple(element.attributes.items()))
        self.objects[place] = (
            f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R{at}/K[{' '.join(kids)}]{more}>>".encode("ascii")
        )
        return inner

    def _kid(self, child: "Mark | Link | Widget", page: int | None) -> str:
        if isinstance(child, Link):
            return f"<</Type/OBJR/Obj {object_number(self._document, child.thing)} 0 R>>"
        if isinstance(child, Widget):
            number = object_number(self._document, child.thing)
            return f"<</Type/OBJR/Pg {self._pages[child.page]} 0 R/Obj {number} 0 R>>"
        if child.page == page:
            return str(child.number)
        return f"<</Type/MCR/Pg {self._pages[child.page]} 0 R/MCID {child.number}>>"


def _prune(element: Element) -> bool:
    """Leave out elements without content; whether this one has some."""
    kept = [child for child in element.children if not isinstance(child, Element) or _prune(child)]
    if len(kept) < len(element.children):
        element.children = kept
    return bool(kept) or element.tag in _KEPT_WHEN_EMPTY


def _count(element: Element) -> int:
    return 1 + sum(_count(child) for child in element.children if isinstance(child, Element))


def _words(element: Element) -> str:
    entries = (("Alt", element.alternative), ("ActualText", element.actual), ("T", element.title))
    return "".join(f"/{name}{text_string(text)}" for name, text in entries if text)


@lru_cache(maxsize=1_000)
def _attributes(entries: tuple[tuple[str, str], ...]) -> str:
    owned: dict[str, list[str]] = {}
    for name, value in entries:
        owned.setdefault(_OWNERS[name], []).append(f"/{name} {value}")
    return "/A[" + "".join(f"<</O/{owner}{''.join(entries)}>>" for owner, entries in owned.items()) + "]"
