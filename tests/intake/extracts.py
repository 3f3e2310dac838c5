"""The real extracts of ``tests/data``, ready to be read; and small ones made for a test."""

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.core import resources

DATA = Path(__file__).resolve().parents[1] / "data"
CHESHIRE_JUNE = resources.root() / "practice" / "cheshire-2025-06-stop-and-search.csv"
CHESHIRE_JULY = "2025-07-cheshire-stop-and-search.csv"
MERSEYSIDE = "2025-06-merseyside-stop-and-search.csv"
METROPOLITAN = "2018-08-metropolitan-stop-and-search.csv"
ESSEX = "2019-12-essex-stop-and-search.csv"
CITY_OF_LONDON = "2020-07-city-of-london-stop-and-search.csv"
GREATER_MANCHESTER = "2018-12-greater-manchester-stop-and-search.csv"
SAVED_BY_R = "2018-12-greater-manchester-stop-and-search_edit.csv"
SOUTH_WALES = "south-wales-resaved.csv"

POLICE_UK = CHESHIRE_JUNE.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
"""The columns of data.police.uk."""

ROW = {
    "Type": "Person search",
    "Date": "2025-06-14T21:05:00+00:00",
    "Gender": "Female",
    "Age range": "18-24",
    "Self-defined ethnicity": "White - English/Welsh/Scottish/Northern Irish/British",
    "Officer-defined ethnicity": "White",
    "Legislation": "Misuse of Drugs Act 1971 (section 23)",
    "Object of search": "Controlled drugs",
    "Outcome": "Arrest",
    "Outcome linked to object of search": "True",
    "Removal of more than just outer clothing": "False",
}
"""A row that can be stored."""


def published(name: str, folder: Path) -> Path:
    """A file of ``tests/data`` as it was published; unpacked into ``folder`` where it is kept gzipped."""
    plain = DATA / name
    if plain.exists():
        return plain
    packed = next(DATA.rglob(f"{name}.gz"))
    file = folder / name
    file.write_bytes(gzip.decompress(packed.read_bytes()))
    return file


def line(cells: Iterable[str]) -> str:
    """One line of CSV with every cell in quotation marks."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def open_data(rows: Iterable[dict[str, str]], columns: Sequence[str] = POLICE_UK) -> str:
    """An extract in data.police.uk's columns: each row is :data:`ROW` with the cells that are given."""
    lines = [line(columns)]
    lines += [line({**ROW, **row}.get(name, "") for name in columns) for row in rows]
    return "\r\n".join(lines) + "\r\n"
