"""Texts in which somebody marked what has to be covered, for the benchmark of finding."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRACTICE = ROOT / "resources" / "practice"
DATA = ROOT / "tests" / "data" / "text"
_MARK = re.compile(r"\[\[([a-z]+)\|([^\]]*)\]\]")
_ALSO = {"rationale": "Rationale", "injury_text": "Injury and first aid"}  # labels of force stand under a field's name
_UNMARKED = re.compile(
    r"""(?P<reference> S60/P/\d{4}/\d{2} )
    | (?P<ethnicity> little\ English | headscarf | mosque | synagogue | (?<=Complaint\ from\ the\ )imam )
    | (?P<outcome> Reported\ for\ the\ offence | Breath\ test\ zero | Car\ seized | All\ in\ order(?=,\ thanked)
      | (?: Advice\ given | Words\ of\ advice )(?=\ and\ on) | Nothing\ found(?=,\ thanked)
      | (?<=Searched\ on\ street,\ )nothing\ found | (?<=gowisely\ given\.\ )Neg\ search | (?<=after\ )neg\ search
      | under\ arrest(?=\ and\ why) | free\ to\ go(?=\ at\ once) | sent\ on\ \w+\ way
      | (?<=was\ being\ )arrested(?=\ for\.) )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What the sentences of the practice extracts say and their maker does not mark, though it is to be covered."""
_PARTS = (  # of a detention: the file, the heading of the number that its labels name, that of the text, what they say
    ("practice-custody-log-2025-06.csv", "Entry number", "Entry", "Entry"),
    ("practice-custody-reviews-2025-06.csv", "Review number", "Representations", "Review"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A detail in a text, in code points from 0; the end is not part of it."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text with its labels, and the names that stand in other fields of its record."""

    text: str
    labels: tuple[Label, ...]
    names: tuple[str, ...] = ()


def marked(text: str) -> Text:
    """A text in which each detail is written ``[[kind|words]]``, without the marks."""
    said, labels, last, length = list[str](), list[Label](), 0, 0
    for found in _MARK.finditer(text):
        before = text[last : found.start()]
        start = length + len(before)
        length = start + len(found[2])
        labels.append(Label(start=start, end=length, kind=found[1]))
        said += [before, found[2]]
        last = found.end()
    return Text(text="".join([*said, text[last:]]), labels=tuple(labels))


def narratives(file: Path) -> tuple[Text, ...]:
    """The narratives of a file, parted by lines of ``%%``; lines that begin with ``#`` are about the file."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    parts = re.split(r"^%%\s*$", "\n".join(lines), flags=re.MULTILINE)
    return tuple(marked(part.strip()) for part in parts if part.strip())


def identifier_cases(file: Path) -> tuple[Text, ...]:
    """The published cases of identifiers, good and bad."""
    return tuple(
        Text(
            text=row["text"],
            labels=tuple(
                Label(start=start, end=end, kind=row["entity"])
                for start, end in json.loads(row["expected_positions"] or "[]")
                if row["expected_matches"] not in ("", "0")
            ),
        )
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8")))
    )


def practice(folder: Path) -> tuple[Text, ...]:
    """Every text of the practice extracts where records have labels, with its record's names; the same twice is one."""
    texts: list[Text] = []
    for file in sorted(folder.glob("*.labels.json")):
        labels = {
            (reference, _ALSO.get(column, column)): tuple(Label(**label) for label in found)
            for reference, columns in json.loads(file.read_bytes()).items()
            for column, found in (columns.items() if isinstance(columns, dict) else [("", columns)])
        }
        cells = _cells(folder, file.name.removesuffix(".labels.json"), {column for _, column in labels})
        texts += (
            Text(text=text, labels=_with_unmarked(text, labels.get(place, ())), names=names)
            for place, text, names in cells
            if text
        )
    return tuple(dict.fromkeys(texts))


def _with_unmarked(text: str, labels: tuple[Label, ...]) -> tuple[Label, ...]:
    more = (
        Label(start=found.start(), end=found.end(), kind=str(found.lastgroup)) for found in _UNMARKED.finditer(text)
    )
    return (
        *labels,
        *(each for each in more if not any(each.start < one.end and one.start < each.end for one in labels)),
    )


def _cells(folder: Path, name: str, columns: set[str]) -> Iterator[tuple[tuple[str, str], str, tuple[str, ...]]]:
    """The texts of an extract, each once, with the reference and the column that its labels stand under."""
    seen: dict[str, tuple[str, ...]] = {}
    for row in _rows(folder / f"{name}.csv"):
        reference = next(row[heading] for heading in row if heading in _REFERENCES)
        if not reference or reference in seen:
            continue
        seen[reference] = tuple(row[heading] for heading in row if heading.endswith(" name") and row[heading])
        for column in sorted(columns & {*row, ""}):
            heading = column or next(each for each in row if each in _SINGLE)
            yield (reference, column), row[heading], seen[reference]
    for file, number, heading, said in _PARTS if "custody" in name else ():
        for row in _rows(folder / file):
            reference = row["Custody reference"]
            yield (reference, f"{said} {row[number]}"), row[heading], seen.get(reference, ())


_REFERENCES = frozenset(
    ("URN", "Form ref", "Custody reference", "Incident reference", "Authority reference", "Stop reference")
)
_SINGLE = frozenset(
    ("Grounds for search", "Why this person", "Grounds for belief", "Reason for stop", "What was reported")
)


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
