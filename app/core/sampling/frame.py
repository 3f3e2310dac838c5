"""The closed list of cases from which a draw is made: its strata, its file ``frame.csv`` and its seal."""

import hmac
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, NamedTuple

from app.core.canonical import clean_text, sha256_hex
from app.core.errors import AppError
from app.core.sampling.keys import SECRET_BYTES, SEPARATOR, token_maker
from app.core.sampling.packed import Texts, Tokens

ALL: Final = "all cases"
"""The name of the one stratum of a simple frame."""

NOT_RECORDED: Final = "not recorded"
"""The name of the stratum of cases whose facet is blank."""

SMALL: Final = 4
"""A stratum of this many cases or fewer could point at a person (DESIGN 3.3)."""

HEADER: Final = "token,stratum"
"""First line of ``frame.csv``."""

_HEX = re.compile("[0-9a-f]{64}").fullmatch
_HEX_TOKEN: Final = 64

PublicCase = tuple[str, str] | tuple[str, str, str]
"""A case of a sealed frame: token, label and, where it is inside, key."""


class FrameCase(NamedTuple):
    """A case that goes into a frame: its key, the digest of its content, and the name of its stratum.

    In a simple frame every case's stratum is :data:`ALL`; in a stratified one a blank is "not recorded".
    """

    key: str
    content: str
    stratum: str = ALL


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum:
    """A stratum of a sealed frame. The name stays in the store; only the label is published."""

    label: str
    name: str
    cases: int


class SealedCase(NamedTuple):
    """A case of a sealed frame: its public token, its stratum's label, and the key, which stays in the store."""

    token: str
    stratum: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A sealed frame: the bytes of ``frame.csv``, their SHA-256, and the strata by label.

    ``keys`` are the cases' keys in the order in which the cases came; ``places`` says for each line of the file which
    of them it is, from 0. The file itself holds tokens and labels, so that a million cases are kept once.
    """

    file: bytes
    seal: str
    strata: tuple[Stratum, ...]
    keys: Sequence[str] = field(repr=False, compare=False)
    places: Sequence[int] = field(repr=False, compare=False)

    def __iter__(self) -> Iterator[SealedCase]:
        for (token, label), place in zip(file_lines(self.file), self.places, strict=True):
            yield SealedCase(token, label, self.keys[place])

    @property
    def cases(self) -> tuple[SealedCase, ...]:
        """The cases in the order of their tokens; of a long list rather go through the frame itself."""
        return tuple(self)


def seal_frame(*, secret: bytes, cases: Iterable[FrameCase], stratified: bool) -> Frame:
    """Close the list of cases (DESIGN 3.2 to 3.4). The order of the cases does not matter.

    The cases are gone through once and not kept, so they may be read from the store as they are needed.

    Args:
        secret: 32 random bytes made for this frame alone and kept in the store.
        cases: every case of the frame, once.
        stratified: False for a simple frame, whose cases must all name the stratum :data:`ALL`.

    Raises:
        AppError: the list is empty, or two cases have the same key.
        ValueError: the secret has another length; a key is blank or not NFC; a content digest is not one; a case
            of a simple frame names a stratum.
    """
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a frame's secret has {SECRET_BYTES} bytes")
    make = token_maker(secret)
    keys, tokens = Texts(), Tokens()
    names: list[str] = []
    once: dict[str, str] = {}  # each name is cleaned once and kept once, however many cases bear it
    for key, content, stratum in cases:
        if not key or not (key.isascii() or unicodedata.is_normalized("NFC", key)):
            raise ValueError("a case key that is blank or not NFC: make it with case_key or row_key")
        if not _HEX(content):
            raise ValueError("a content digest that is not 64 lower-case hex digits")
        tokens.append(make(key, content))
        keys.append(key)
        name = once.get(stratum)
        if name is None:
            name = once[stratum] = clean_text(stratum) or NOT_RECORDED
        names.append(name)
    counts = Counter(names)
    _check_whole(keys, counts, stratified)
    labels = stratum_labels(secret, counts)
    places = array("L")

    def lines() -> Iterator[tuple[str, str]]:
        for token, place in tokens:
            places.append(place)
            yield token, labels[names[place]]

    file = frame_file(lines())
    strata = [Stratum(label=labels[name], name=name, cases=count) for name, count in counts.items()]
    return Frame(
        file=file,
        seal=sha256_hex(file),
        strata=tuple(sorted(strata, key=lambda stratum: stratum.label)),
        keys=keys,
        places=places,
    )


def stratum_labels(secret: bytes, names: Iterable[str]) -> dict[str, str]:
    """The strata's labels by name: S01, S02, ... in an order that says nothing about the names (DESIGN 3.3).

    The order is that of HMAC-SHA256(secret, "stratum" U+001F name). A stratum of several facets is named by their
    values joined by U+001F, as a case key is.
    """
    ordered = sorted(names, key=lambda name: _stratum_code(secret, name))
    return dict(zip(ordered, label_series(len(ordered)), strict=True))


def label_series(count: int) -> list[str]:
    """The labels of that many strata: zero-padded to one width, two digits at least (DESIGN 3.3)."""
    width = max(2, len(str(count)))
    return [f"S{place:0{width}}" for place in range(1, count + 1)]


def frame_file(cases: Iterable[PublicCase]) -> bytes:
    """The bytes of ``frame.csv`` (DESIGN 3.4): LF after every line, the last one too.

    Args:
        cases: in token order: token first, then the stratum's label; what stands behind them is left out.
    """
    file = BytesIO()
    file.write(f"{HEADER}\n".encode())
    file.writelines(f"{case[0]},{case[1]}\n".encode() for case in cases)
    return file.getvalue()


def file_lines(file: bytes) -> Iterator[tuple[str, str]]:
    """Token and label of each line of a ``frame.csv`` of ours, whose lines are of one length.

    A file from elsewhere is read by ``checks.read_frame``, which believes nothing.
    """
    begin = len(HEADER) + 1
    length = file.index(b"\n", begin) + 1 - begin
    for at in range(begin, len(file), length):
        yield file[at : at + _HEX_TOKEN].decode(), file[at + _HEX_TOKEN + 1 : at + length - 1].decode()


def small_strata(frame: Frame) -> tuple[Stratum, ...]:
    """The strata of 1 to 4 cases, to be named before sealing is confirmed (DESIGN 3.3)."""
    return tuple(stratum for stratum in frame.strata if stratum.cases <= SMALL)


def _stratum_code(secret: bytes, name: str) -> bytes:
    return hmac.digest(secret, f"stratum{SEPARATOR}{name}".encode(), "sha256")


def _check_whole(keys: Texts, names: Counter[str], stratified: bool) -> None:
    if not keys:
        raise AppError(
            "There is no case in this list, so there is nothing to draw from.",
            "Check the kind, the dates and the filters.",
        )
    if keys.repeats():
        raise AppError(
            "Two cases of this list have the same reference, so one would have two chances to be drawn.",
            "Import the extract again, or exclude one of the two.",
        )
    if not stratified and set(names) != {ALL}:
        raise ValueError("a simple frame's cases name no stratum")
