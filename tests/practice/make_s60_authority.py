"""Makes the practice register of section 60 authorities and its labels: the same bytes everywhere, nobody real in it.

Run ``python -m tests.practice.make_s60_authority`` from the checkout to write them again into ``resources/practice``.
Two of the authorities are those that the practice stop and search extract names; the practice section 60 searches name
those of June.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.practice.dice import Dice
from tests.practice.prose import read_pools
from tests.practice.stock import AUTHORITIES, PLACES, Place
from tests.practice.written import (
    HERE,
    Spans,
    as_csv,
    as_labels,
    day,
    header,
    moment,
    one_of,
    person_words,
    save,
    say,
    staff_words,
)

SEED = "practice section 60 authorities, 2025"
NAME = "practice-s60-authority-2025"
COLUMNS = header("force_s60_authority", "Control room note")
SIZE = 308
WRONG = 151
"""Which of them, in order of time, was extended wrongly: too late, by an inspector and for too long."""
LIMBS = {"a": "60(1)(a)", "aa": "60(1)(aa)", "b": "60(1)(b)"}
GROUPS = ("White", "Mixed", "Asian", "Black", "Other", "not stated")


@dataclass
class Authority:
    """One row while it is being made up."""

    start: datetime
    hours: int
    place: Place
    limb: str
    ref: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    spans: Spans = field(default_factory=list)

    @property
    def end(self) -> datetime:
        """When it ends, as first given."""
        return self.start + timedelta(hours=self.hours)

    @property
    def last(self) -> datetime:
        """When it ends with its extension."""
        return self.end + timedelta(hours=int(self.cells.get("Hours added") or 0))


def make() -> dict[str, bytes]:
    """The register and its labels, by file name."""
    authorities = every_authority()
    rows = _without_reference(authorities)
    labels = as_labels({authority.cells["Authority reference"]: authority.spans for authority in authorities})
    return {f"{NAME}.csv": as_csv(rows, COLUMNS), f"{NAME}.labels.json": labels}


def every_authority() -> list[Authority]:
    """All of them in the order of time, with their cells filled."""
    dice, pools = Dice(SEED), read_pools(HERE / "s60_authority.txt")
    authorities = [_known(entry.ref) for entry in AUTHORITIES]
    authorities += [_authority(dice) for _ in range(SIZE - len(authorities))]
    authorities.sort(key=lambda authority: authority.start)
    _number(authorities)
    for at, authority in enumerate(authorities):
        authority.words = person_words(dice, authority.place, authority.start) | {"town": authority.place.name}
        officer = one_of(dice, authority.place)
        authority.words |= staff_words(dice, officer)
        authority.words["offname"] = officer.sergeant
        for step in (_decision, _reasons, _community, _results, _review):
            step(dice, authority, pools)
        _extend(dice, authority, pools, wrong=at == WRONG)
    return authorities


def _known(ref: str) -> Authority:
    entry = next(entry for entry in AUTHORITIES if entry.ref == ref)
    place = next(place for place in PLACES if place.lpu == entry.lpu)
    return Authority(entry.start, entry.minutes // 60, place, "a", ref=ref)


def _authority(dice: Dice) -> Authority:
    hour = dice.pick((8, 12, 14, 15, 16, 16, 17, 17, 18, 18, 19, 20, 21, 22))
    start = datetime(2025, 1, 1) + timedelta(days=dice.below(365), hours=hour, minutes=dice.pick((0, 0, 15, 30)))  # noqa: DTZ001
    hours = dice.pick((4, 6, 6, 8, 8, 8, 9, 10, 10, 12, 12, 12, 14, 15, 15, 18, 24))
    return Authority(start, hours, dice.pick(PLACES), dice.pick(("a", "a", "a", "aa", "aa", "b")))


def _number(authorities: Sequence[Authority]) -> None:
    """References by month, in order of time; the two that other files name keep theirs."""
    taken = {authority.ref for authority in authorities}
    for month in range(1, 13):
        free = (ref for number in range(1, 99) if (ref := f"S60/P/25{month:02d}/{number:02d}") not in taken)
        for authority in authorities:
            if authority.start.month == month and not authority.ref:
                authority.ref = next(free)
    for authority in authorities:
        authority.cells["Authority reference"] = authority.ref


# ------------------------------------------------------------------ one authority
def _decision(dice: Dice, authority: Authority, pools: Mapping[str, list[str]]) -> None:
    cells, start = authority.cells, authority.start
    rank = dice.pick(("Insp",) * 6 + ("Ch Insp", "Ch Insp", "Supt", "Supt", "ACC"))
    cells |= {"Practice data": "PRACTICE", "LPU": f"{authority.place.name} LPU", "Authorising rank": rank}
    cells |= {"Start": moment(start), "End": moment(authority.end), "Hours": str(authority.hours)}
    cells["Control room note"] = f"Log {authority.words['log']}" if dice.chance(40) else ""
    cells["Operation"] = dice.pick(("Op Lantern", "Op Crossbill", "Op Sandpiper")) if dice.chance(20) else ""
    area = say(dice, dice.some(pools["area"], 1), authority.words).text
    cells["Area"] = area if dice.chance(97) else ""
    cells["Map attached"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
    cells["Section 60 limb"] = LIMBS[authority.limb] if dice.chance(96) else ""
    cells["Authorising officer"] = str(1200 + 17 * dice.below(24))
    cells["Authorising officer name"] = f"{rank} {dice.pick(('Holcroft', 'Adeyemi', 'Barnett', 'Greenway', 'Jessop'))}"
    cells["Written"] = dice.pick(("Oral then written", "Written")) if authority.limb == "aa" else "Written"
    cells["Written"] = cells["Written"] if dice.chance(96) else dice.pick(("Verbal only", ""))
    signed = start - timedelta(minutes=dice.pick((5, 10, 20, 30, 45)))
    signed += timedelta(minutes=90) if cells["Written"] == "Oral then written" else timedelta()
    cells["Signed at"] = moment(signed) if dice.chance(93) and cells["Written"] != "Verbal only" else ""
    if rank in ("Insp", "Ch Insp"):
        told = start + timedelta(minutes=dice.pick((-20, 5, 15, 30, 60, 300)))
        cells["Superintendent informed at"] = moment(told) if dice.chance(85) else ""
    cells["Intelligence references"] = f"INT-P{dice.below(9000) + 1000}" if dice.chance(55) else ""


def _reasons(dice: Dice, authority: Authority, pools: Mapping[str, list[str]]) -> None:
    cells = authority.cells
    if dice.chance(4):
        cells["Grounds for belief"] = dice.pick(("", "", "See log.", "As briefed"))
    else:
        thin = dice.chance(24)
        sentences = dice.some(pools["weak" if thin else authority.limb], 1 if dice.chance(55) else 2)
        sentences += dice.some(pools["weak" if thin else "more"], dice.pick((0, 1, 1, 2)))
        spoken = say(dice, list(dict.fromkeys(sentences)), authority.words)
        cells["Grounds for belief"], authority.spans = spoken.text, spoken.spans
    chosen = dice.some(pools["necessity"], dice.pick((1, 1, 2)))
    cells["Necessity"] = say(dice, chosen, authority.words).text if dice.chance(92) else ""


def _community(dice: Dice, authority: Authority, pools: Mapping[str, list[str]]) -> None:
    cells, start = authority.cells, authority.start
    cells["Impact assessment"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
    if dice.chance(60):
        cells["Community contacted"] = dice.pick(pools["consulted"][0].split("|"))
        cells["Community contact name"] = authority.words["other"] if dice.chance(70) else ""
        cells["Community contacted at"] = moment(start + timedelta(minutes=dice.pick((-120, -45, 30, 600))))
    if dice.chance(72):
        cells["Channels"] = dice.pick(("Website;Social media", "Social media", "Website", "Social media;Leaflets"))
        cells["Public told at"] = moment(start + timedelta(minutes=dice.pick((-60, -15, 0, 45, 900))))
    elif dice.chance(60):
        cells["Channels"] = "None"
        cells["Reason public not told"] = dice.pick(pools["no_comms"]) if dice.chance(70) else ""
    cells["Officers briefed"] = dice.pick(("Yes", "Yes", "Yes", "Yes", "No", ""))
    if cells["Officers briefed"] == "Yes" and dice.chance(88):
        cells["Briefing"] = say(dice, dice.some(pools["briefing"], 1), authority.words).text


def _results(dice: Dice, authority: Authority, pools: Mapping[str, list[str]]) -> None:
    cells = authority.cells
    if dice.chance(16):
        early = authority.start + timedelta(minutes=60 * authority.hours * (40 + dice.below(50)) // 100)
        cells["Cancelled at"] = moment(early)
    if not dice.chance(94):
        return
    total = dice.pick((0, 0, 1, 2, 3, 5, 6, 8, 11, 14, 19, 26, 38))
    cells["Searches"] = str(total)
    cells["Searches under 18"] = str(dice.below(total // 2 + 1)) if dice.chance(85) else ""
    shares = [dice.pick((0, 0, 0, 1, 2, 3, 4, 5) if total else (0,)) for _ in range(total)]
    for number, group in enumerate(GROUPS):
        cells[f"Searches {group}"] = str(sum(share == number for share in shares))
    if total and dice.chance(4):
        cells["Searches White"] = str(int(cells["Searches White"]) + 2)
    found = min(total, dice.pick((0, 0, 0, 0, 1, 1, 2, 3)))
    cells["Weapons found"] = str(found)
    cells["Arrests"] = str(min(total, found + dice.pick((0, 0, 1, 2))))
    cells["Linked outcomes"] = str(found) if dice.chance(85) else ""


def _review(dice: Dice, authority: Authority, pools: Mapping[str, list[str]]) -> None:
    cells, end = authority.cells, authority.end
    if dice.chance(70):
        cells["Debrief date"] = day(end + timedelta(days=1 + dice.below(20)))
        cells["Debrief led by"] = dice.pick(("Ch Insp", "Supt", "Supt", "Insp", ""))
        cells["Lessons"] = dice.pick(pools["lessons"]) if dice.chance(75) else ""
    if dice.chance(62):
        cells["Published date"] = day(end + timedelta(days=3 + dice.below(40)))
        cells["Published where"] = f"https://force.example/s60/{authority.start:%Y-%m-%d}"
    if dice.chance(45):
        cells["Community review date"] = day(end + timedelta(days=20 + dice.below(90)))
        cells["Community group"] = f"{authority.place.name} community cohesion group"
    cells["Complaint"] = "Yes" if dice.chance(5) else "No" if dice.chance(70) else ""


def _extend(dice: Dice, authority: Authority, pools: Mapping[str, list[str]], *, wrong: bool) -> None:
    """About one in ten is extended, each by the book but for one: an inspector, two hours late, for 30 hours more."""
    cells = authority.cells
    if authority.ref in {entry.ref for entry in AUTHORITIES} or not (wrong or dice.chance(10)):
        return
    added = 30 if wrong else dice.pick((4, 6, 8, 12, 24))
    at = authority.end + timedelta(hours=2) if wrong else authority.end - timedelta(minutes=30 + dice.below(90))
    cells["Extended by rank"] = "Insp" if wrong else dice.pick(("Supt", "Supt", "Ch Supt", "ACC"))
    cells["Extended at"], cells["Hours added"] = moment(at), str(added)
    cells["Extended until"] = moment(authority.end + timedelta(hours=added))
    pool = pools["extension"][3:] if wrong or dice.chance(25) else pools["extension"][:3]
    cells["Reason for extension"] = say(dice, dice.some(pool, 1), authority.words).text
    cells["Cancelled at"] = ""


# ------------------------------------------------------------------ what is odd
def _without_reference(authorities: Sequence[Authority]) -> list[dict[str, str]]:
    """The rows: some of a month that nobody searches in have no reference (three), and one of those is there twice."""
    rows = [authority.cells for authority in authorities]
    plain = [a.cells for a in authorities if a.start.month == 3 and not a.spans and a.cells["Grounds for belief"]]
    for row in plain[:3]:
        row["Authority reference"] = ""
    _too_long(authorities)
    at = rows.index(plain[1])
    return [*rows[: at + 1], dict(plain[1]), *rows[at + 1 :]]


def _too_long(authorities: Sequence[Authority]) -> None:
    """One was given for more than the law allows, and one by too low a rank."""
    late = [authority for authority in authorities if authority.start.month == 11]
    late[2].cells |= {"Hours": "26", "End": moment(late[2].start + timedelta(hours=26))}
    late[5].cells["Authorising rank"] = "PS"


if __name__ == "__main__":
    save(make())
