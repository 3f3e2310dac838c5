"""Makes the practice vehicle stop extract and its labels: the same bytes on every machine, nobody real in it.

Run ``python -m tests.practice.make_vehicle_stop`` from the checkout to write them again into ``resources/practice``.
Some of the stops became searches of the practice stop and search extract, and name them.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.practice import make_stop_search
from tests.practice.dice import Dice
from tests.practice.prose import read_pools
from tests.practice.stock import OFFICERS, PLACES, Officer, Place
from tests.practice.written import (
    HERE,
    Spans,
    as_csv,
    as_labels,
    ethnicity_cells,
    header,
    moment,
    one_of,
    person_cells,
    person_words,
    save,
    say,
    staff_cells,
    staff_words,
    video_cells,
)

SEED = "practice vehicle stops, June 2025"
NAME = "practice-vehicle-stop-2025-06"
COLUMNS = header("force_vehicle_stop", "Log number")
PLAIN, REGULARS = 268, 9
NOWHERE = "PSS/25/09999"
REASONS = {
    "moving_offence": ("Moving offence", 24), "marker": ("ANPR/PNC marker", 20), "defect": ("Vehicle defect", 14),
    "documents_only": ("Document check", 13), "manner": ("Manner of driving", 10), "other": ("Other", 8),
    "road_safety": ("Road safety operation", 6), "intelligence": ("Intelligence", 6), "welfare": ("Welfare", 3),
}  # fmt: skip
ACTIONS = {
    "moving_offence": ("TOR/FPN/NIP", "TOR/FPN/NIP", "Advice", "Advice;HO/RT1"),
    "marker": ("S165A seizure;TOR/FPN/NIP", "No action", "Advice", "HO/RT1", "S165A seizure"),
    "defect": ("VDRS/prohibition", "Advice", "VDRS/prohibition;TOR/FPN/NIP", "Advice"),
    "documents_only": ("No action", "No action", "No action", "Advice", "HO/RT1"),
    "manner": ("Breath/drug test", "Breath/drug test;Arrest", "Breath/drug test;Advice", "Advice"),
    "other": ("No action", "No action", "No action", "Advice", ""),
    "road_safety": ("Advice", "No action", "VDRS/prohibition"),
    "intelligence": ("No action", "Advice", "Person/vehicle search", "No action"),
    "welfare": ("Other", "Advice", "Other"),
}
MODELS = (
    ("Car", "Vauxhall Corsa"), ("Car", "Ford Fiesta"), ("Car", "VW Golf"), ("Car", "BMW 1 Series"), ("Car", "Audi A3"),
    ("Car", "Range Rover Evoque"), ("Van", "Ford Transit"), ("Van", "Citroen Berlingo"), ("HGV", "DAF XF"),
    ("M/cycle", "Yamaha MT-07"), ("E-scooter", ""), ("Taxi", "Skoda Octavia"), ("PSV", "ADL Enviro"),
)  # fmt: skip


@dataclass
class Stop:
    """One row while it is being made up."""

    at: datetime
    place: Place
    officer: Officer
    words: dict[str, str]
    reason: str
    cells: dict[str, str] = field(default_factory=dict)
    spans: Spans = field(default_factory=list)
    before: int = 0
    vehicle: tuple[str, str] = MODELS[0]


def make() -> dict[str, bytes]:
    """The extract and its labels, by file name."""
    dice, pools = Dice(SEED), read_pools(HERE / "vehicle_stop.txt")
    stops = [_stop(dice) for _ in range(PLAIN)]
    stops += [again for _ in range(REGULARS) for again in _regular(dice)]
    stops += [_searched(dice, row) for row in _searches()]
    stops.sort(key=lambda stop: stop.at)
    for number, stop in enumerate(stops):
        stop.cells["Stop reference"] = f"PVS/25/{1800 + number * 3 + number % 2:05d}"
        _fill(dice, stop, pools)
    _loose_end(stops)
    rows = _without_reference(stops)
    labels = as_labels({stop.cells["Stop reference"]: stop.spans for stop in stops})
    return {f"{NAME}.csv": as_csv(rows, COLUMNS), f"{NAME}.labels.json": labels}


# ------------------------------------------------------------------ which stops
def _stop(dice: Dice) -> Stop:
    place, at = dice.pick(PLACES), _when(dice)
    officer = one_of(dice, place)
    reasons = [name for name, (_, share) in REASONS.items() for _ in range(share)]
    words = person_words(dice, place, at, women=28, children=2)
    vehicle = dice.pick(MODELS[:6]) if dice.chance(65) else dice.pick(MODELS)
    return Stop(at, place, officer, words, dice.pick(reasons), vehicle=vehicle)


def _when(dice: Dice) -> datetime:
    hour = dice.pick((0, 1, 2, 6, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 17, 18, 19, 20, 21, 22, 22, 23, 23))
    return datetime(2025, 6, 1) + timedelta(days=dice.below(30), hours=hour, minutes=dice.below(60))  # noqa: DTZ001


def _regular(dice: Dice) -> list[Stop]:
    """Somebody who is stopped again and again, mostly for little: two to four times in the month, same car."""
    first = _stop(dice)
    found: list[Stop] = []
    for at in sorted(_when(dice) for _ in range(2 + dice.below(3))):
        officer = one_of(dice, first.place)
        reason = dice.pick(("documents_only", "other", "marker", "defect"))
        before = len(found) + dice.below(2)
        found.append(Stop(at, first.place, officer, dict(first.words), reason, before=before, vehicle=first.vehicle))
    return found


def _searches() -> list[dict[str, str]]:
    """The searches of the practice extract that began as a vehicle stop and have a reference."""
    rows = csv.DictReader(io.StringIO(make_stop_search.make()[0].decode(), newline=""))
    return [row for row in rows if row["Stopped under s163"] == "Yes" and row["URN"]]


def _searched(dice: Dice, row: Mapping[str, str]) -> Stop:
    """The stop that came some minutes before such a search: same officer, place, car and driver."""
    found = datetime.strptime(row["Search date/time"], "%d/%m/%Y %H:%M")  # noqa: DTZ007
    place = next(place for place in PLACES if f"{place.name} LPU" == row["LPU"])
    officer = next(officer for officer in OFFICERS if officer.number == row["Officer"])
    at = found - timedelta(minutes=2 + dice.below(9))
    words = person_words(dice, place, at)
    words |= {"name1": row["Person name"] or words["name1"], "vrm1": row["Vehicle registration"] or words["vrm1"]}
    words |= {"age": row["Age"] or words["age"], "sex": row["Gender"].lower() or words["sex"]}
    reason = dice.pick(("marker", "manner", "moving_offence", "intelligence", "other"))
    stop = Stop(at, place, officer, words, reason, vehicle=dice.pick(MODELS[:8]))
    arrested = ";Arrest" if row["Outcome"] == "Arrested" else ""
    stop.cells |= {"Search reference": row["URN"], "Action taken": f"Person/vehicle search{arrested}"}
    stop.cells |= {"Use of force form": row["Use of force form"], "Road": row["Location"]}
    stop.cells |= {"Driver self-defined ethnicity": row["Self-defined ethnicity"] if dice.chance(80) else ""}
    stop.cells |= {"Officer-defined ethnicity": row["Officer-defined ethnicity"]}
    stop.cells |= {"Driver name": row["Person name"], "Driver age": row["Age"], "Driver gender": row["Gender"]}
    return stop


# ------------------------------------------------------------------ one stop
def _fill(dice: Dice, stop: Stop, pools: Mapping[str, list[str]]) -> None:
    """Every cell that is not yet there, in the order in which an officer fills the form in."""
    given = dict(stop.cells)
    stop.words |= staff_words(dice, stop.officer)
    stop.cells = {**_where(dice, stop), **_driver(dice, stop), **_vehicle(dice, stop)}
    stop.cells |= staff_cells(dice, stop.officer, stop.at) | video_cells(dice, stop.at, filmed=68)
    stop.cells["Action taken"] = dice.pick(ACTIONS[stop.reason]) if dice.chance(94) else ""
    stop.cells |= given
    _told(dice, stop, pools)


def _where(dice: Dice, stop: Stop) -> dict[str, str]:
    street = stop.words["street"]
    late = dice.pick((2, 3, 5, 8, 15, 40, 60 * 9))
    return {
        "Practice data": "PRACTICE",
        "Log number": stop.words["log"] if dice.chance(40) else "",
        "Stop date/time": moment(stop.at),
        "Recorded date/time": moment(stop.at + timedelta(minutes=late)) if dice.chance(92) else "",
        "LPU": f"{stop.place.name} LPU",
        "Road": f"{street}, {stop.place.name}" if dice.chance(95) else "",
        "Operation": "Op Crossbill" if stop.reason == "road_safety" and dice.chance(80) else "",
        "Reason code": REASONS[stop.reason][0] if dice.chance(96) else "",
        "Driver seen before stop": dice.pick(("Yes", "No", "No", "No", "Unsure", "Unsure", "")),
        "Reason explained": dice.pick(("Yes", "Yes", "Yes", "No", "")),
        "Duration (minutes)": str(dice.pick((2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 35))) if dice.chance(86) else "",
    }


def _driver(dice: Dice, stop: Stop) -> dict[str, str]:
    words = stop.words
    cells = person_cells(dice, words, who="Driver", age="Driver age", gender="Driver gender")
    cells |= ethnicity_cells(dice, words, column="Driver self-defined ethnicity", stated=61, refused=20)
    cells["Date of birth"] = words["born"] if dice.chance(60) else ""
    cells["Home address"] = words["addr1"] if dice.chance(50) else ""
    return cells


def _vehicle(dice: Dice, stop: Stop) -> dict[str, str]:
    kind, model = stop.vehicle
    number = "" if kind == "E-scooter" else stop.words["vrm1"]
    before = stop.before or (dice.below(3) if dice.chance(15) else 0)
    return {
        "Vehicle registration": number,
        "Vehicle type": kind if dice.chance(97) else "",
        "Make and model": model if dice.chance(85) else "",
        "Occupants": str(dice.pick((1, 1, 1, 1, 2, 2, 3, 4))) if dice.chance(88) else "",
        "Earlier stops (12 months)": str(before) if dice.chance(90) or stop.before else "",
    }


def _told(dice: Dice, stop: Stop, pools: Mapping[str, list[str]]) -> None:
    """The reason in the officer's words: now and then empty, now and then one word."""
    searched = "Search reference" in stop.cells
    if dice.chance(5) and not searched:
        stop.cells["Reason for stop"] = dice.pick(("", "", ".", "N/A", "As per code"))
        return
    sentences = dice.some(pools[stop.reason], 1)
    sentences += dice.some(pools["told"], 1) if dice.chance(62) else []
    sentences += dice.some(pools["search"], 1) if searched else dice.some(pools["after"], 1 if dice.chance(45) else 0)
    spoken = say(dice, sentences, stop.words)
    stop.cells["Reason for stop"], stop.spans = spoken.text, spoken.spans


# ------------------------------------------------------------------ what is odd
def _loose_end(stops: Sequence[Stop]) -> None:
    """One stop names a search that is in no extract."""
    plain = [stop for stop in stops if stop.cells["Action taken"] == "No action"]
    plain[3].cells |= {"Action taken": "Person/vehicle search", "Search reference": NOWHERE}


def _without_reference(stops: Sequence[Stop]) -> list[dict[str, str]]:
    """The rows: four have no reference, and one of those stands there twice."""
    rows = [stop.cells for stop in stops]
    plain = [stop.cells for stop in stops if not stop.spans and stop.cells["Action taken"] == "Advice"]
    for row in plain[1:12:3]:
        row["Stop reference"] = ""
    at = rows.index(plain[4])
    return [*rows[: at + 1], dict(plain[4]), *rows[at + 1 :]]


if __name__ == "__main__":
    save(make())
