"""The closed list of cases from which a draw is made: its strata, its file ``frame.csv`` and its seal."""

import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.canonical import clean_text, sha256_hex
from app.core.errors import AppError
from app.core.sampling.keys import SECRET_BYTES, SEPARATOR, token

ALL: Final = "all cases"
"""The name of the one stratum of a simple frame."""

NOT_RECORDED: Final = "not recorded"
"""The name of the stratum of cases whose facet is blank."""

SMALL: Final = 4
"""A stratum of this many cases or fewer could point at a person (DESIGN 3.3)."""

HEADER: Final = "token,stratum"
"""First line of ``frame.csv``."""

_HEX = re.compile("[0-9a-f]{64}").fullmatch


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameCase:
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


@dataclass(frozen=True, kw_only=True, slots=True)
class SealedCase:
    """A case of a sealed frame: its public token, its stratum's label, and the key, which stays in the store."""

    token: str
    stratum: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A sealed frame: the bytes of ``frame.csv``, their SHA-256, the cases by token, the strata by label."""

    file: bytes
    seal: str
    cases: tuple[SealedCase, ...]
    strata: tuple[Stratum, ...]


def seal_frame(*, secret: bytes, cases: Iterable[FrameCase], stratified: bool) -> Frame:
    """Close the list of cases (DESIGN 3.2 to 3.4). The order of the cases does not matter.

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
    names: Counter[str] = Counter()
    rows: list[tuple[str, str, str]] = []
    for case in cases:
        _check_case(case)
        name = clean_text(case.stratum) or NOT_RECORDED
        names[name] += 1
        rows.append((token(secret, case.key, case.content), name, case.key))
    _check_whole(rows, names, stratified)
    labels = stratum_labels(secret, names)
    rows.sort()
    sealed = tuple(SealedCase(token=code, stratum=labels[name], key=key) for code, name, key in rows)
    strata = [Stratum(label=labels[name], name=name, cases=count) for name, count in names.items()]
    file = frame_file(sealed)
    return Frame(
        file=file,
        seal=sha256_hex(file),
        cases=sealed,
        strata=tuple(sorted(strata, key=lambda stratum: stratum.label)),
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


def frame_file(cases: Sequence[SealedCase]) -> bytes:
    """The bytes of ``frame.csv`` for cases in token order (DESIGN 3.4): LF after every line, the last one too."""
    lines = (f"{case.token},{case.stratum}\n" for case in cases)
    return (HEADER + "\n" + "".join(lines)).encode("ascii")


def small_strata(frame: Frame) -> tuple[Stratum, ...]:
    """The strata of 1 to 4 cases, to be named before sealing is confirmed (DESIGN 3.3)."""
    return tuple(stratum for stratum in frame.strata if stratum.cases <= SMALL)


def _stratum_code(secret: bytes, name: str) -> bytes:
    return hmac.digest(secret, f"stratum{SEPARATOR}{name}".encode(), "sha256")


def _check_case(case: FrameCase) -> None:
    if not case.key or not (case.key.isascii() or unicodedata.is_normalized("NFC", case.key)):
        raise ValueError("a case key that is blank or not NFC: make it with case_key or row_key")
    if not _HEX(case.content):
        raise ValueError("a content digest that is not 64 lower-case hex digits")


def _check_whole(rows: Sequence[tuple[str, str, str]], names: Counter[str], stratified: bool) -> None:
    if not rows:
        raise AppError(
            "There is no case in this list, so there is nothing to draw from.",
            "Check the kind, the dates and the filters.",
        )
    if len({key for _, _, key in rows}) != len(rows):
        raise AppError(
            "Two cases of this list have the same reference, so one would have two chances to be drawn.",
            "Import the extract again, or exclude one of the two.",
        )
    if not stratified and set(names) != {ALL}:
        raise ValueError("a simple frame's cases name no stratum")
