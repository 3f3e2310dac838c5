"""The canvas that knows what it draws: as part of which element, or as decoration.

Whoever draws says so first::

    with canvas.element("H1"), canvas.marked():
        canvas.drawString(...)
    with canvas.artifact():
        canvas.line(...)

Anything drawn outside both is a fault, found when the next element begins or the page ends. Marked content is never
nested: inside an open piece further elements and artifacts are part of it, so a picture may be drawn by anything.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from app.export.tagged import fixes
from app.export.tagged.ink import Writing
from app.export.tagged.metadata import About, information, output_intent, xmp
from app.export.tagged.objects import FileWriter
from app.export.tagged.structure import Element, Link, Mark, Ready, StructureWriter, Widget, text_string

if TYPE_CHECKING:
    from app.export.tagged.fields import Form

_PAINTS = re.compile(r"(?<![\w*/])(?:Tj|TJ|S|s|f\*?|F|B\*?|b\*?|sh|Do|EI)(?![\w*])")
"""The operators that put ink on a page; the rest only set colours, places and states."""

_LATER = re.compile(r"%later (\d+)\n")


class TaggedCanvas(Canvas):
    """A ReportLab canvas that writes PDF/UA-1 and PDF/A-2a."""

    _doc: Any
    _filename: Any
    _pageNumber: int
    _annotationrefs: list[Any]

    def __init__(self, filename: Any, *, about: About, **options: Any) -> None:
        fixes.require_tested_version()
        # invariant: nothing of the machine's clock; the date comes from ``about``
        options.update(invariant=1, pdfVersion=(1, 7), lang=about.language)
        super().__init__(filename, **options)
        self.about = about
        self.root = Element("Document")
        self._within = [self.root]
        self._shared: dict[object, Element] = {}
        self._open: Element | None = None
        self._decorating = False
        self._checked = 0
        self._marks: list[list[Element]] = [[]]
        self._pages: list[Any] = []
        self._placed: list[tuple[Element, Callable[[int], None]]] = []
        self.form: Form | None = None
        self.continued = ""
        """What is going on where a page ends, such as a case; the next page says so at its head."""
        self._places: dict[str, tuple[int, float]] = {}
        self._late: list[Callable[[], None]] = []
        self.writing = Writing(self._doc)

    # ------------------------------------------------------------- structure
    @contextmanager
    def element(self, tag: str, key: object = None, **words: Any) -> Iterator[Element]:
        """Draw inside a new element; with a key, inside the one that was made with it.

        Pieces of one thing that was split over pages give the same key, and so stay one element.
        """
        self.begin(tag, key, **words)
        try:
            yield self._within[-1]
        finally:
            self.end()

    def begin(self, tag: str, key: object = None, **words: Any) -> None:
        """Open an element that :meth:`end` will close."""
        inside = self._open is not None or self._decorating
        element = self._within[-1] if inside else self._shared.get(key) if key is not None else None
        if element is None:
            element = Element(tag, self._within[-1], **words)
            if key is not None:
                self._shared[key] = element
        self._within.append(element)

    def end(self) -> None:
        """Close the element that was opened last."""
        self._within.pop()

    @contextmanager
    def marked(self) -> Iterator[None]:
        """What is drawn now is content of the current element."""
        if self._open is not None or self._decorating:
            yield
            return
        self._look_for_strays()
        self._open = element = self._within[-1]
        marks = self._marks[-1]
        element.children.append(Mark(len(self._marks) - 1, len(marks)))
        self._code.append(f"/{element.tag} <</MCID {len(marks)}>> BDC")
        marks.append(element)
        try:
            yield
        finally:
            self._close_piece()
            self._open = None

    @contextmanager
    def artifact(self, kind: str = "", subtype: str = "") -> Iterator[None]:
        """What is drawn now is decoration, or stands on every page: a screen reader leaves it out."""
        if self._open is not None or self._decorating:
            yield
            return
        self._look_for_strays()
        self._decorating = True
        entries = "".join(f"/{name}/{value}" for name, value in (("Type", kind), ("Subtype", subtype)) if value)
        self._code.append(f"/Artifact <<{entries}>> BDC" if entries else "/Artifact BMC")
        try:
            yield
        finally:
            self._close_piece()
            self._decorating = False

    def ink(self, code: str) -> None:
        """Ready operators as content of the current element, or of the piece that is being drawn."""
        if self._open is not None or self._decorating:
            self._code.append(code)
            return
        self._look_for_strays()
        element, marks = self._within[-1], self._marks[-1]
        element.children.append(Mark(len(self._marks) - 1, len(marks)))
        self._code.append(f"/{element.tag} <</MCID {len(marks)}>> BDC {code} EMC")
        marks.append(element)
        self._checked += 1

    def decorate(self, code: str) -> None:
        """Ready operators as decoration."""
        if self._open is not None or self._decorating:
            self._code.append(code)
            return
        self._look_for_strays()
        self._code.append(f"/Artifact BMC {code} EMC")
        self._checked += 1

    def _close_piece(self) -> None:
        self._code.append("EMC")
        self._checked = len(self._code)

    def _look_for_strays(self) -> None:
        """Refuse ink that belongs to nothing.

        Raises:
            RuntimeError: something was drawn outside an element or artifact since the last one.
        """
        new = self._code[self._checked :]
        self._checked += len(new)
        if any(code != "q" and _PAINTS.search(code) for code in new):
            raise RuntimeError(f"page {self._pageNumber}: something was drawn outside an element or artifact")

    # ------------------------------------------------------------- links and places
    def place(self, name: str, title: str, level: int, height: float = 0) -> None:
        """Name the place at that height, for links and for the bookmarks beside the pages."""
        _, top = self.absolutePosition(0, height)
        self._places[name] = (len(self._marks) - 1, top)
        self.bookmarkHorizontalAbsolute(name, top)
        self.addOutlineEntry(title, name, level, closed=level > 0)

    def link(self, target: str, words: Callable[[], str], width: float, height: float) -> None:
        """Make a box at the current place a link; ``words`` is asked once all places are known."""
        left, bottom = self.absolutePosition(0, 0)
        link = Link(target, (left, bottom, left + width, bottom + height))
        element = self._within[-1]

        def finish(number: int) -> None:
            link.words = words()
            link.thing.data = self._link_bytes(link, number)
            element.alternative = element.alternative or link.words

        self._place(link, finish)

    def widget(self, width: float, height: float, entries: str) -> Ready:
        """Make a box at the current place one of a form's field; ``entries`` are in PDF's syntax: see ``fields``."""
        left, bottom = self.absolutePosition(0, 0)
        box = " ".join(f"{edge:.2f}" for edge in (left, bottom, left + width, bottom + height))
        widget = Widget(len(self._marks) - 1)

        def finish(number: int) -> None:
            page = fixes.object_number(self._doc, self._pages[widget.page])
            head = f"<</Type/Annot/Subtype/Widget/F 4/Rect[{box}]/P {page} 0 R/StructParent {number}"
            widget.thing.data = f"{head}{entries}>>".encode("ascii")

        self._place(widget, finish)
        return widget.thing

    def number_of(self, thing: Any) -> int:
        """The number of an object in the file; it is given one if it has none."""
        return fixes.object_number(self._doc, thing)

    def _place(self, thing: Link | Widget, finish: Callable[[int], None]) -> None:
        """Put a link or a field into the current element; it is finished when its number in the structure is known."""
        self._annotationrefs.append(self._doc.Reference(thing.thing))
        self._within[-1].children.append(thing)
        self._placed.append((self._within[-1], finish))

    def page_of(self, name: str) -> int:
        """The page number of a named place; to be asked at the end, as by :meth:`later`."""
        return self._places[name][0] + 1

    @property
    def page_count(self) -> int:
        """How many pages there are; to be asked at the end."""
        return len(self._pages)

    def later(self, draw: Callable[[], None]) -> None:
        """Draw something here that is known only at the end, such as the number of pages: one pass is enough."""
        self._code.append(f"%later {len(self._late)}\n")
        self._late.append(draw)

    # ------------------------------------------------------------- pages and file
    def showPage(self) -> None:
        """Finish a page."""
        if self._open is not None or self._decorating:
            raise RuntimeError("a page ends within a piece of content")
        self._look_for_strays()
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        fixes.tag_page(page, len(self._pages))
        self._pages.append(page)
        self._marks.append([])
        self._checked = 0

    def save(self) -> None:
        """Write the file."""
        self._marks.pop()
        self._finish_pages()
        for number, (_, finish) in enumerate(self._placed, len(self._pages)):
            finish(number)
        structure = self._finish_catalogue()
        for font in self._doc.delayedFonts:
            font.addObjects(self._doc)
        self._doc.Outlines.prepare(self._doc, self)
        if self._doc.Outlines.ready < 0:
            self._doc.Catalog.Outlines = None
        self._filename.write(FileWriter().write(self._doc, self._doc.Catalog, information(self.about), structure))

    def _finish_pages(self) -> None:
        drawn = [self._draw_late(draw) for draw in self._late]
        for page in self._pages:
            code = _LATER.sub(lambda found: drawn[int(found[1])], page.stream)
            fixes.set_page_content(page, code)

    def _draw_late(self, draw: Callable[[], None]) -> str:
        self._code, self._decorating = [], True  # the place where it goes is already part of something
        draw()
        code, self._code, self._decorating = self._code, [], False
        return "\n".join(code) + "\n"

    def _link_bytes(self, link: Link, number: int) -> bytes:
        page, top = self._places[link.target]
        box = " ".join(f"{edge:.2f}" for edge in link.box)
        target = f"[{fixes.object_number(self._doc, self._pages[page])} 0 R/XYZ 0 {top:.2f} 0]"
        return (
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/Dest{target}"
            f"/StructParent {number}/Contents{text_string(link.words)}>>"
        ).encode("ascii")

    def _finish_catalogue(self) -> StructureWriter:
        catalogue = self._doc.Catalog
        if self.form is not None:
            catalogue.AcroForm = self.form.write()
        writer = StructureWriter(self._doc, self.root, self._pages)
        catalogue.StructTreeRoot = writer.write(self._marks, [element for element, _ in self._placed])
        catalogue.MarkInfo = Ready(b"<</Marked true>>")
        catalogue.Metadata = xmp(self.about)
        self.setViewerPreference("DisplayDocTitle", "true")
        fixes.let_catalogue_have(catalogue, "OutputIntents", output_intent())
        return writer
