"""Fields that a viewer fills in: text, boxes to tick, circles of which one is filled. Printed, they are a plain form.

Every field has a name for whoever reads the file, words for whoever cannot see the page, and appearances of its own:
nothing is left for a viewer to draw before somebody fills it in. A simple font goes with them whole, for a viewer
writes with it: Windows-1252, and the letters of Welsh in the places of signs that nobody writes on a form.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFontFile

from app.export.tagged.canvas import TaggedCanvas
from app.export.tagged.fixes import compressed
from app.export.tagged.structure import Ready, text_string

INK = "0.102 0.122 0.149"
"""The colour of frames and marks."""

_WELSH = {
    0x81: ("Wcircumflex", "Ŵ"),
    0x8D: ("wcircumflex", "ŵ"),
    0x8F: ("Ycircumflex", "Ŷ"),
    0x90: ("ycircumflex", "ŷ"),
    0x9D: ("Wgrave", "Ẁ"),
    0xA4: ("wgrave", "ẁ"),
    0xA6: ("Wacute", "Ẃ"),
    0xA8: ("wacute", "ẃ"),
    0xAC: ("Wdieresis", "Ẅ"),
    0xAF: ("wdieresis", "ẅ"),
    0xB8: ("Ygrave", "Ỳ"),
    0xB9: ("ygrave", "ỳ"),
}
"""What stands in places that Windows-1252 leaves empty, or gives to signs such as a lone cedilla."""

_FIRST, _LAST = 32, 255
_MULTILINE, _READ_ONLY, _RADIO = 1 << 12, 1, 1 << 15
_CURVE = 0.5523
"""How far a curve's handles reach for a quarter of a circle."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A field's name, without a full stop as PDF wants it, and the words that are read out for it."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """Where a field is: its lower left corner from the current place, and its size."""

    x: float
    y: float
    width: float
    height: float


class FieldFont:
    """A TrueType font for what is typed into fields: it should hold little more than can be typed."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _read(self) -> tuple[bytes, Any]:
        return self._file.read_bytes(), TTFontFile(str(self._file))

    def write(self, number_of: Callable[[Any], int]) -> Ready:
        """The font as an object of a document, which gives its parts their numbers."""
        data, face = self._read
        name = face.name.decode("ascii") if isinstance(face.name, bytes) else str(face.name)
        program = compressed(data)
        program.dictionary["Length1"] = len(data)
        edges = " ".join(f"{edge:.0f}" for edge in face.bbox)
        described = Ready(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 32/FontBBox[{edges}]/ItalicAngle 0/Ascent {face.ascent:.0f}"
            f"/Descent {face.descent:.0f}/CapHeight {face.capHeight:.0f}/StemV 80"
            f"/FontFile2 {number_of(program)} 0 R>>".encode("ascii")
        )
        widths = " ".join(f"{face.charWidths.get(ord(sign), face.defaultWidth):.0f}" for sign in _signs())
        told = compressed(_unicode_map())
        return Ready(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar {_FIRST}/LastChar {_LAST}/Widths[{widths}]"
            f"/FontDescriptor {number_of(described)} 0 R/ToUnicode {number_of(told)} 0 R"
            f"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{_differences()}]>>>>".encode("ascii")
        )


class Form:
    """The fields of one document. Each is placed while its page is drawn, within the element that is open then."""

    def __init__(self, canvas: TaggedCanvas, font: FieldFont) -> None:
        self._number_of = canvas.number_of
        number = self._number_of(font.write(self._number_of))
        self._writing = Ready(f"<</Font<</FF {number} 0 R>>>>".encode("ascii"))
        self._fields: list[Ready] = []
        self._groups: dict[str, tuple[Ready, Named, list[Ready]]] = {}
        self._appearances: dict[str, int] = {}

    @classmethod
    def of(cls, canvas: TaggedCanvas, font: FieldFont) -> "Form":
        """The one of a document, begun if it has none yet."""
        if canvas.form is None:
            canvas.form = cls(canvas, font)
        return canvas.form

    def text(self, canvas: TaggedCanvas, field: Named, box: Box, size: float) -> None:
        """Room to type in, over several lines where it is high enough for them; ``size`` is that of its letters."""
        several = _MULTILINE if box.height > 2.4 * size else 0
        # its own drawing: a viewer puts what is typed into it
        drawn = self._number_of(_drawing(f"{_frame(box)} /Tx BMC EMC", box, self._writing))
        self._place(
            canvas,
            field,
            box,
            f"/FT/Tx/Ff {several}/DA{_literal(f'/FF {size:g} Tf {INK} rg')}"
            f"/MK<</BC[{INK}]/BG[1 1 1]>>/BS<</W 0.75/S/S>>/AP<</N {drawn} 0 R>>",
        )

    def tick(self, canvas: TaggedCanvas, field: Named, box: Box) -> None:
        """A box to tick: ``Yes`` when it is."""
        size = box.width
        mark = f"{size * 0.16:.2f} w {_point(size * 0.2, size * 0.5)} m {_point(size * 0.42, size * 0.24)} l "
        mark += f"{_point(size * 0.8, size * 0.78)} l S"
        states = self._states("Yes", _frame(box), mark, box)
        self._place(canvas, field, box, f"/FT/Btn/V/Off/AS/Off{states}")

    def choice(self, canvas: TaggedCanvas, group: Named, state: str, box: Box, words: str) -> None:
        """A circle of a group of which one is filled: the field then says ``state``, which means ``words``."""
        parent, _, circles = self._groups.get(group.name) or self._begin(group)
        radius = box.width / 2
        ring = f"1 1 1 rg {INK} RG 0.8 w {_circle(radius, radius - 0.6)} B"
        states = self._states(state, ring, f"{INK} rg {_circle(radius, radius * 0.52)} f", box)
        said = Named(name="", words=f"{group.words} {words}")
        circles.append(self._widget(canvas, said, box, f"/AS/Off/Parent {self._number_of(parent)} 0 R{states}"))

    def note(self, canvas: TaggedCanvas, field: Named, value: str) -> None:
        """A field that nobody sees or changes, for whoever reads the file; it takes no room on the page."""
        # PDF/A lets no field be hidden, so this one has no size
        entries = f"/FT/Tx/Ff {_READ_ONLY}/V{_literal(value)}/DA{_literal('/FF 0 Tf 0 g')}"
        self._place(canvas, field, Box(x=0, y=0, width=0, height=0), entries)

    def write(self) -> Ready:
        """The form's own object, once all pages are drawn."""
        for parent, group, circles in self._groups.values():
            kids = " ".join(f"{self._number_of(circle)} 0 R" for circle in circles)
            parent.data = f"<</FT/Btn/Ff {_RADIO}{_said(group)}/V/Off/Kids[{kids}]>>".encode("ascii")
        fields = " ".join(f"{self._number_of(field)} 0 R" for field in self._fields)
        writing = f"/DR {self._number_of(self._writing)} 0 R/DA{_literal(f'/FF 10 Tf {INK} rg')}"
        return Ready(f"<</Fields[{fields}]{writing}>>".encode("ascii"))

    def _begin(self, group: Named) -> tuple[Ready, Named, list[Ready]]:
        found = (Ready(), group, [])
        self._groups[group.name] = found
        self._fields.append(found[0])
        return found

    def _place(self, canvas: TaggedCanvas, field: Named, box: Box, entries: str) -> None:
        self._fields.append(self._widget(canvas, field, box, entries))

    def _widget(self, canvas: TaggedCanvas, field: Named, box: Box, entries: str) -> Ready:
        canvas.saveState()
        canvas.translate(box.x, box.y)
        with canvas.element("Form", alternative=field.words):
            placed = canvas.widget(box.width, box.height, f"{entries}{_said(field)}")
        canvas.restoreState()
        return placed

    def _states(self, state: str, frame: str, mark: str, box: Box) -> str:
        on, off = self._appearance(f"{frame} {INK} RG {mark}", box), self._appearance(frame, box)
        return f"/AP<</N<</{state} {on} 0 R/Off {off} 0 R>>>>"

    def _appearance(self, code: str, box: Box) -> int:
        """The number of the drawing of a box or circle; those of one size share it."""
        key = f"{box.width:.2f} {box.height:.2f} {code}"
        if key not in self._appearances:
            self._appearances[key] = self._number_of(_drawing(code, box, PDFDictionary()))
        return self._appearances[key]


def _drawing(code: str, box: Box, resources: Any) -> PDFStream:
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": PDFArray([0, 0, round(box.width, 2), round(box.height, 2)]),
        "Resources": resources,
    }
    return PDFStream(PDFDictionary(entries), content=code.encode("ascii"), filters=[PDFZCompress])


def _said(field: Named) -> str:
    name = f"/T{_literal(field.name)}" if field.name else ""
    return f"{name}/TU{text_string(field.words)}"


def _literal(text: str) -> str:
    """A PDF string; hexadecimal, so that nothing in it can be taken for syntax."""
    return f"<{text.encode('ascii').hex().upper()}>"


def _point(x: float, y: float) -> str:
    return f"{x:.2f} {y:.2f}"


def _frame(box: Box) -> str:
    return f"1 1 1 rg {INK} RG 0.75 w 0.38 0.38 {box.width - 0.75:.2f} {box.height - 0.75:.2f} re B"


@lru_cache(maxsize=100)
def _circle(middle: float, radius: float) -> str:
    """The path of a circle around a point on the diagonal."""
    low, high, reach = middle - radius, middle + radius, radius * _CURVE
    turns: Sequence[tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = (
        ((high, middle + reach), (middle + reach, high), (middle, high)),
        ((middle - reach, high), (low, middle + reach), (low, middle)),
        ((low, middle - reach), (middle - reach, low), (middle, low)),
        ((middle + reach, low), (high, middle - reach), (high, middle)),
    )
    curves = " ".join(" ".join(_point(*place) for place in turn) + " c" for turn in turns)
    return f"{_point(high, middle)} m {curves} h"


# ------------------------------------------------------------------ the encoding of what is typed
def _signs() -> list[str]:
    """The characters of the encoding, from its first code to its last."""
    return [_WELSH[code][1] if code in _WELSH else _windows(code) for code in range(_FIRST, _LAST + 1)]


def _windows(code: int) -> str:
    return bytes([code]).decode("cp1252", "ignore") or " "


def _differences() -> str:
    return " ".join(f"{code}/{name}" for code, (name, _) in _WELSH.items())


def _unicode_map() -> bytes:
    """What each code stands for, so that typed text can be searched and read out."""
    rows = [f"<{code:02X}> <{ord(sign):04X}>" for code, sign in enumerate(_signs(), _FIRST)]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Typed def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")
