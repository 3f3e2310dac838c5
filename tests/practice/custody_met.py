"""People whom the practice searches and forms of force have met already, and whom the practice custody meets again."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.practice.dice import Dice
from tests.practice.make_stop_search import OUT
from tests.practice.stock import PLACES, Place

ETHNICITY = ("Self-defined ethnicity", "Reason ethnicity not stated", "Officer-defined ethnicity")
POWERS = {"S23 MDA": "drugs", "S1 PACE": "theft"}
Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Met:
    """What is known of a detention before it is made up."""

    at: datetime
    place: Place
    offence: str = ""
    ref: str = ""
    officer: str = ""
    age: int = 0
    sex: str = ""
    cells: Row
    forms: tuple[str, ...] = ()
    officers: int = 0
    """Who used force in custody; 0 when the forms are of the arrest."""
    spit: bool = False


def met(dice: Dice) -> list[Met]:
    """Whoever a search says was arrested, and whoever a form of force names a custody record for."""
    searched = [row for row in _rows("practice-stop-search-2025-06") if row["Outcome"] == "Arrested" and row["URN"]]
    cases: dict[str, list[Row]] = {}
    for row in _rows("practice-use-of-force-2025-06"):
        if row["Custody record"]:
            cases.setdefault(row["Custody record"], []).append(row)
    found = [_after_search(dice, row) for row in searched if row["Age"]]
    return found + [_after_force(dice, ref, rows) for ref, rows in cases.items()]


def _after_search(dice: Dice, row: Row) -> Met:
    at = datetime.strptime(row["Search date/time"], "%d/%m/%Y %H:%M")  # noqa: DTZ007
    return Met(
        at=at + timedelta(minutes=40 + dice.below(80)),
        place=_place(row),
        offence="weapons" if "weapon" in row["Object of search"] else POWERS.get(row["Power"], "weapons"),
        officer=row["Officer"],
        age=int(row["Age"]),
        sex=row["Gender"].lower(),
        cells={**_person(row), "Stop and search record": row["URN"]},
        forms=(row["Use of force form"],) if row["Use of force form"] else (),
    )


def _after_force(dice: Dice, ref: str, rows: Sequence[Row]) -> Met:
    first, clock = rows[0], next((row["Time"] for row in rows if row["Time"]), "12:00")
    at = datetime.strptime(f"{first['Date']} {clock}", "%d/%m/%Y %H:%M")  # noqa: DTZ007
    inside = first["Location type"] == "Custody block"
    told = {key: next((row[key] for row in rows if row[key]), "") for key in first}
    return Met(
        at=at + timedelta(minutes=(-1 if inside else 1) * (40 + dice.below(60))),
        place=_place(first),
        ref=ref,
        officer="" if inside else first["Officer"],
        age=int(told["Age"] or 0),
        sex=told["Gender"].lower(),
        cells=_person({**told, "Officer-defined ethnicity": told["Perceived ethnicity"]}),
        forms=tuple(dict.fromkeys(row["Form ref"] for row in rows)),
        officers=int(told["Officers using force"] or len(rows)) if inside else 0,
        spit=inside and bool(told["Spit guard minutes"]),
    )


def _person(row: Row) -> Row:
    names = {"Person name": "Detainee name", "Home address": "Home address", "Date of birth": "Date of birth"}
    return {to: row[name] for name, to in names.items() if row[name]} | {name: row[name] for name in ETHNICITY}


def _place(row: Row) -> Place:
    return next((place for place in PLACES if f"{place.name} LPU" == row["LPU"]), PLACES[0])


def _rows(name: str) -> list[Row]:
    """The rows of a practice file that ships."""
    return list(csv.DictReader(io.StringIO((OUT / f"{name}.csv").read_bytes().decode(), newline="")))
