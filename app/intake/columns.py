"""A column of an extract, cell by distinct cell: what it says of a row's identity, what is kept, what must be told.

Extracts repeat themselves, so what was made of a cell is remembered, and a batch of cells is read without a step of
Python for those seen before. What must be told every time (a cell that cannot be read, a word that no vocabulary has)
is never remembered: so it is noticed every time, and costs nothing where there is none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, Final, Literal, NamedTuple

from app.core.canonical import clean_text
from app.core.schemes.spec import LIST, Field, Scheme
from app.core.schemes.spelling import spelt
from app.intake.cells import Reader, field_reader, read_yes_no
from app.intake.moments import DayOrder, Times, read_moment

LayOut = Callable[[Field], Callable[[str], Any]]
"""For a field, how its kept text is laid out for whoever stores it."""

_REMEMBERED: Final = 10_000
_LONGEST_REMEMBERED: Final = 100


class Noticed(NamedTuple):
    """What must be told of one cell: it cannot be read (and why), its word is not known, or it is a day alone."""

    what: Literal["bad", "unknown", "day"]
    text: str
    reason: str = ""


class Taken(NamedTuple):
    """What became of a cell.

    ``piece`` is its part of the row's canonical JSON, with a comma behind it ("" when blank): rows are known by it.
    ``kept`` is the text that is kept, ``laid`` the same laid out for the store, ``noticed`` what must be told.
    """

    piece: str
    kept: str
    laid: Any
    noticed: Noticed | None


class Column(dict[Any, Taken]):
    """What was made of each distinct cell of the column that fills a field. Bounded, because narratives do not repeat.

    Its ``__getitem__`` costs no call in Python for a cell that was seen.
    """

    def __init__(self, field: Field, read: Callable[[str], tuple[str, Any, Noticed | None]], *, known: bool) -> None:
        """For a field; ``read`` gives what is kept, the same laid out, and what is noticed. ``known``: see below.

        Args:
            field: the field that the column fills.
            read: from a cell's trimmed text; raises ValueError with the reason when it cannot be read.
            known: whether the cell is part of what a row is known by (an identity field is not).
        """
        super().__init__()
        self.field = field
        self.noticed = 0
        self._read = read
        self._name = f"{encode_basestring(field.id)}:" if known else ""
        self._blank = Taken("", *read(""))

    def take(
        self, cells: Iterable[Any]
    ) -> tuple[Sequence[str], Sequence[str], Sequence[Any], Sequence[Noticed | None]]:
        """A batch of cells: pieces, kept texts, laid out, noticed; each as long as the batch."""
        self.noticed = 0
        return tuple(zip(*map(self.__getitem__, cells), strict=True))  # pyright: ignore[reportReturnType]

    def __missing__(self, cell: Any) -> Taken:
        text = self._text(cell)
        if not text:
            taken = self._blank
        else:
            piece = f"{self._name}{encode_basestring(text)}," if self._name else ""
            try:
                taken = Taken(piece, *self._read(text))
            except ValueError as error:
                taken = Taken(piece, "", self._blank.laid, Noticed("bad", text, str(error)))
            if taken.noticed is not None:
                self.noticed += 1
                return taken
        if len(self) < _REMEMBERED and len(text) < _LONGEST_REMEMBERED:
            self[cell] = taken
        return taken

    def _text(self, cell: Any) -> str:
        return cell.strip() if cell.isascii() else clean_text(cell)


class JoinedColumn(Column):
    """Several columns that fill one field: their cells come as a tuple; a yes in one may stand for a code."""

    def __init__(
        self, field: Field, read: Callable[[str], tuple[str, Any, Noticed | None]], *, known: bool, codes: Sequence[str]
    ) -> None:
        """As a column; ``codes`` has one entry a cell: a code of the field's vocabulary, or "" for a plain cell."""
        self._codes = codes
        self._between = {"codes": LIST, "time": " ", "date": " "}.get(field.type, " ")
        super().__init__(field, read, known=known)

    def _text(self, cell: Sequence[str]) -> str:
        texts = [clean_text(part) for part in cell]
        said = [_stood_for(code, text) for code, text in zip(self._codes, texts, strict=True) if text]
        return self._between.join(filter(None, said))


def make_column(
    scheme: Scheme,
    field: Field,
    *,
    way: "ReadingWay",
    lay_out: Callable[[str], Any],
    spellings: Mapping[str, str],
    codes: Sequence[str] = ("",),
) -> Column:
    """The column of a field.

    Args:
        scheme: of the rows.
        field: the field that is filled.
        way: how times are read.
        lay_out: from a kept text to what the store takes; a moment's is of its seconds since 1970.
        spellings: what words of this layout mean, over and above the vocabulary: a code, or "" for nothing.
        codes: one entry for each column that fills the field; more than one, or a code, makes a joined column.
    """
    known = "identity" not in field.use
    read = _moment_reading(way, lay_out) if field.id == way.time else _reading(scheme, field, way, lay_out, spellings)
    if len(codes) == 1 and not codes[0]:
        return Column(field, read, known=known)
    return JoinedColumn(field, read, known=known, codes=codes)


class ReadingWay(NamedTuple):
    """How the times of a file are read, and which field a row is filed by."""

    time: str
    times: Times
    order: DayOrder


def _stood_for(code: str, text: str) -> str:
    """A cell's own text; or, in a column that stands for a code, the code where the cell says yes."""
    if not code:
        return text
    try:
        return code if read_yes_no(text) == "yes" else ""
    except ValueError:
        return text  # it is told as a word that no vocabulary has


def _moment_reading(way: ReadingWay, lay_out: Callable[[Any], Any]) -> Callable[[str], tuple[str, Any, Noticed | None]]:
    """The time a row is filed by goes to seconds at once: it differs in every row."""

    def read(text: str) -> tuple[str, Any, Noticed | None]:
        if not text:
            return "", lay_out(None), None
        moment, day = read_moment(text, way.times, way.order)
        return "", lay_out(int(moment.timestamp())), Noticed("day", text) if day else None

    return read


def _reading(
    scheme: Scheme, field: Field, way: ReadingWay, lay_out: Callable[[str], Any], spellings: Mapping[str, str]
) -> Callable[[str], tuple[str, Any, Noticed | None]]:
    reader: Reader = field_reader(scheme, field, way.times, way.order)
    meant = {spelt(word): code for word, code in spellings.items()}
    codes = {code.code for code in scheme.vocabularies.get(field.vocabulary, ())}

    def read(text: str) -> tuple[str, Any, Noticed | None]:
        found = meant.get(spelt(text)) if meant else None
        if found is None:
            found = reader(text) if text else ""
        return found, lay_out(found), _notice(field, text, found, codes, way)

    return read


def _notice(field: Field, text: str, found: str, codes: set[str], way: ReadingWay) -> Noticed | None:
    if not found:
        return None
    if field.type in ("code", "codes"):
        strange = [code for code in (found.split(LIST) if field.type == "codes" else (found,)) if code not in codes]
        return Noticed("unknown", LIST.join(strange)) if strange else None
    if field.type == "time" and read_moment(text, way.times, way.order).day:
        return Noticed("day", text)
    return None
