"""Makes the practice extract of hate crimes and incidents and its labels: the same bytes everywhere, nobody real in it.

Run ``python -m tests.practice.make_hate_incident`` from the checkout to write them again into ``resources/practice``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.practice.dice import Dice
from tests.practice.prose import read_pools
from tests.practice.stock import ETHNICITIES, PLACES, Place
from tests.practice.written import (
    HERE,
    Spans,
    as_csv,
    as_labels,
    day,
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

SEED = "practice hate reports, June 2025"
NAME = "practice-hate-incident-2025-06"
COLUMNS = header("force_hate_incident", "Log number")
SIZE = 312
STRANDS = {
    "race": "Strand: race", "religion": "Strand: religion", "orientation": "Strand: sexual orientation",
    "disability": "Strand: disability", "transgender": "Strand: transgender", "other": "Any other strand",
}  # fmt: skip
SHARES = (
    ("race",) * 11 + ("religion",) * 3 + ("orientation",) * 4 + ("disability",) * 3 + ("transgender",) * 2 + ("other",)
)
OFFENCES = ("S4A POA", "S5 POA", "Harassment", "Common assault", "Crim dam", "Malicious comms", "Threats to kill")
ENDS = (
    "OC16",
    "OC16",
    "OC16",
    "OC14",
    "OC14",
    "OC18",
    "OC18",
    "OC18",
    "OC15",
    "OC1",
    "OC1",
    "OC8",
    "OC3",
    "OC20",
    "OC22",
)


@dataclass
class Report:
    """One row while it is being made up."""

    at: datetime
    place: Place
    strand: str
    crime: bool
    words: dict[str, str]
    again: int = 0
    cells: dict[str, str] = field(default_factory=dict)
    spans: Spans = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it is still being looked into."""
        return self.cells.get("Outcome") == "Open"


def make() -> dict[str, bytes]:
    """The extract and its labels, by file name."""
    dice, pools = Dice(SEED), read_pools(HERE / "hate_incident.txt")
    reports = [_report(dice) for _ in range(SIZE - 24)]
    reports += [again for _ in range(8) for again in _repeated(dice)]
    reports.sort(key=lambda report: report.at)
    for number, report in enumerate(reports):
        report.cells["Incident reference"] = f"PHI/25/{3300 + number * 4 + number % 3:05d}"
        for step in (_where, _what, _person, _told, _crime_or_not, _risk, _care, _end):
            step(dice, report, pools)
        report.cells |= staff_cells(dice, one_of(dice, report.place), report.at)
    rows = _without_reference(reports)
    labels = as_labels({report.cells["Incident reference"]: report.spans for report in reports})
    return {f"{NAME}.csv": as_csv(rows, COLUMNS), f"{NAME}.labels.json": labels}


def _report(dice: Dice) -> Report:
    place = dice.pick(PLACES)
    at = datetime(2025, 6, 1) + timedelta(days=dice.below(30), hours=dice.below(24), minutes=dice.below(60))  # noqa: DTZ001
    strand = dice.pick(SHARES)
    aimed = strand in ("race", "religion") and dice.chance(88)
    among = [entry for entry in ETHNICITIES if entry.group != "white"] if aimed else ETHNICITIES
    words = person_words(dice, place, at, women=48, children=12, among=among)
    words |= staff_words(dice, one_of(dice, place))
    return Report(at, place, strand, dice.chance(72), words)


def _repeated(dice: Dice) -> list[Report]:
    """Somebody who is targeted three times in the month, at the same address and for the same reason."""
    first = _report(dice)
    times = sorted(datetime(2025, 6, 1) + timedelta(minutes=dice.below(30 * 24 * 60)) for _ in range(3))  # noqa: DTZ001
    return [Report(at, first.place, first.strand, True, dict(first.words), again=n) for n, at in enumerate(times)]


# ------------------------------------------------------------------ one report
def _where(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells, at = report.cells, report.at
    cells |= {"Practice data": "PRACTICE", "Reported date/time": moment(at), "LPU": f"{report.place.name} LPU"}
    before = timedelta(minutes=dice.pick((20, 45, 90, 300, 1440, 4000)))
    cells["Happened date/time"] = moment(at - before) if dice.chance(85) else ""
    street = report.words["street"]
    cells["Location"] = f"{street}, {report.place.name}" if dice.chance(92) else ""
    cells["Log number"] = report.words["log"] if dice.chance(50) else ""
    cells["Reported by"] = dice.pick(
        ("101", "101", "999", "Website", "Website", "Front counter", "Third party centre", "")
    )


def _what(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells = report.cells
    cells["Crime or non-crime"] = "Crime" if report.crime else "NCHI"
    if dice.chance(5):
        cells["Crime or non-crime"] = dice.pick(("Under review", ""))
    cells["Offence"] = dice.pick(OFFENCES) if report.crime else "Incident only"
    for name, column in STRANDS.items():
        cells[column] = "Yes" if name == report.strand else "No" if dice.chance(60) else ""
    if dice.chance(7):
        cells[STRANDS[report.strand]] = dice.pick(("No", ""))
    if dice.chance(9):
        cells[dice.pick(list(STRANDS.values())[:5])] = "Yes"
    cells["Perceived by"] = dice.pick(("Victim",) * 6 + ("Witness", "Police", ""))


def _person(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells, words = report.cells, report.words
    cells |= person_cells(dice, words, who="Victim", age="Victim age", gender="Victim gender")
    cells |= ethnicity_cells(dice, words, column="Victim self-defined ethnicity", stated=66, refused=14)
    cells["Victim date of birth"] = words["born"] if dice.chance(70) else ""
    cells["Victim address"] = words["addr1"] if dice.chance(75) else ""
    cells["Victim telephone"] = words["phone"] if dice.chance(70) else ""
    cells |= video_cells(dice, report.at, filmed=45)


def _told(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    """The account: a few are empty or a word."""
    if dice.chance(4):
        report.cells["What was reported"] = dice.pick(("", "", "See log", "Racial", "Dup"))
        return
    sentences = dice.some(pools[report.strand if report.crime else "non_crime"], 1)
    sentences += dice.some(pools["more"], dice.pick((0, 1, 1, 2) if report.crime else (0, 0, 1)))
    spoken = say(dice, sentences, report.words)
    report.cells["What was reported"], report.spans = spoken.text, spoken.spans
    if any(kind == "name" and spoken.text[a:b] == report.words["other"] for a, b, kind in spoken.spans):
        report.cells["Other party name"] = report.words["other"] if dice.chance(70) else ""


def _crime_or_not(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells = report.cells
    if report.crime:
        cells["Evidence of hostility"] = dice.pick(pools["hostility"]) if dice.chance(78) else ""
        cells["Flagged as aggravated"] = dice.pick(("Yes", "Yes", "No", ""))
        return
    cells["Other party recorded"] = dice.pick(("Yes", "No", "No", ""))
    cells["Reason for recording"] = dice.pick(pools["threshold"]) if dice.chance(70) else ""
    cells["Freedom of expression weighed"] = dice.pick(("Yes", "No", "", ""))


def _risk(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells = report.cells
    cells["Risk"] = (
        dice.pick(("Standard", "Standard", "Standard", "Medium", "High", "")) if not report.again else "Medium"
    )
    cells["Community risk assessed"] = dice.pick(("Yes", "Yes", "No", ""))
    earlier = report.again or (dice.below(4) if dice.chance(18) else 0)
    cells["Earlier reports (12 months)"] = str(earlier) if report.again or dice.chance(88) else ""


def _care(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells = report.cells
    wait = timedelta(minutes=dice.pick((15, 40, 120, 600, 1500, 4300, 12000)))
    cells["First contact"] = moment(report.at + wait) if dice.chance(88) else ""
    cells["Updates"] = str(dice.pick((0, 0, 1, 1, 2, 3, 5))) if dice.chance(85) else ""
    cells["Personal statement offered"] = dice.pick(("Yes", "Yes", "No", "")) if report.crime else ""
    cells["Support"] = dice.pick(("Referred", "Referred", "Declined", "Declined", "Not offered", ""))
    lines = dice.some(pools["enquiries"], dice.pick((0, 1, 1, 2)))
    cells["Enquiries"] = say(dice, lines, report.words).text if lines else ""


def _end(dice: Dice, report: Report, pools: Mapping[str, list[str]]) -> None:
    cells = report.cells
    cells["Outcome"] = "Open" if dice.chance(17) else dice.pick(ENDS) if report.crime else "NCHI closed"
    if not report.open:
        cells["Closed date"] = day(report.at + timedelta(days=1 + dice.below(80)))
        cells["Reason for closing"] = dice.pick(pools["closing"]) if dice.chance(85) else ""
        cells["Outcome"] = cells["Outcome"] if dice.chance(97) else ""
    cells["Inspector review date"] = day(report.at + timedelta(days=1 + dice.below(30))) if dice.chance(66) else ""


# ------------------------------------------------------------------ what is odd
def _without_reference(reports: Sequence[Report]) -> list[dict[str, str]]:
    """The rows: four have no reference, and one of those stands there twice."""
    rows = [report.cells for report in reports]
    plain = [report.cells for report in reports if not report.spans and len(report.cells["What was reported"]) > 40]
    for row in plain[1:12:3]:
        row["Incident reference"] = ""
    at = rows.index(plain[4])
    return [*rows[: at + 1], dict(plain[4]), *rows[at + 1 :]]


if __name__ == "__main__":
    save(make())
