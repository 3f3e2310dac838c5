"""One invented detention while it is being made up, and the log and reviews that are written of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from tests.practice.custody_met import Met
from tests.practice.custody_stock import INSPECTORS, Keeper
from tests.practice.dice import Dice
from tests.practice.prose import speak
from tests.practice.stock import NAMES, OFFICERS, Officer, Place, invented_address, invented_phone, invented_plate

Span = tuple[int, int, str]
WOMENS = ("Pads", "Pack shown", "Female officer")
GROWN = ("Heroin", "Drank")
"""How sentences begin that are written of women and girls only, and of adults only."""


@dataclass
class Entry:
    """A row of the log or of the reviews, with the name under which its labels stand."""

    at: datetime
    cells: dict[str, str]
    label: str = ""
    spans: list[Span] = field(default_factory=list)


@dataclass
class Stay:
    """One detention: its row, what is known of it on the way, and its other rows."""

    met: Met
    at: datetime
    place: Place
    keeper: Keeper
    offence: str
    ref: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    log: list[Entry] = field(default_factory=list)
    reviews: list[Entry] = field(default_factory=list)
    arresting: Officer = OFFICERS[0]
    authorised: datetime = field(init=False)
    aa_at: datetime | None = None
    minutes: int = 0
    age: int = 0
    names: str = ""
    outcome: str = ""
    vulnerable: bool = False
    at_risk: bool = False
    interpreter: bool = False
    strip: bool = False
    force: bool = False
    rip: bool = False
    spit: bool = False

    @property
    def child(self) -> bool:
        """Under 18."""
        return self.age < 18

    @property
    def charged(self) -> bool:
        """Whether the person was charged in the end."""
        return self.outcome.startswith("Charged")

    @property
    def end(self) -> datetime:
        """When the person left."""
        return self.at + timedelta(minutes=self.minutes)

    @property
    def overnight(self) -> bool:
        """Whether the hours from midnight to five were all spent in the cell."""
        night = datetime.combine(self.at.date() + timedelta(days=self.at.time() > time(0, 30)), time(0))
        return self.end >= night + timedelta(hours=5)

    def number(self, ref: str) -> None:
        """Give the detention and all its rows their reference."""
        self.ref = ref
        for cells in (self.cells, *(entry.cells for entry in (*self.log, *self.reviews))):
            cells["Custody reference"] = ref

    def labels(self) -> dict[str, list[dict[str, object]]]:
        """The places of planted details, by column of the detention or by entry."""
        every = {**self.spans, **{entry.label: entry.spans for entry in (*self.log, *self.reviews)}}
        return {
            name: [{"start": start, "end": end, "kind": kind} for start, end, kind in spans]
            for name, spans in every.items()
            if spans
        }

    def stranger(self, dice: Dice) -> str:
        """Somebody else's name."""
        names = dice.pick(("british", "british", "asian", "african", "polish"))
        return f"{dice.pick(NAMES[names, dice.pick(('male', 'female'))])} {dice.pick(NAMES[names, 'last'])}"


def at_text(at: datetime) -> str:
    """A moment as the system writes it."""
    return f"{at:%d/%m/%Y %H:%M}"


def shown(dice: Dice, percent: int, text: str) -> str:
    """A cell that is filled that many times in a hundred."""
    return text if dice.chance(percent) else ""


def say(dice: Dice, stay: Stay, column: str, pool: Sequence[str]) -> None:
    """Fill a narrative of the detention's own row, and note what was planted."""
    stay.cells[column], stay.spans[column] = _spoken(dice, stay, pool)


def write_log(dice: Dice, pools: dict[str, list[str]], stay: Stay) -> list[Entry]:
    """The log: what happened, entry by entry."""
    start = stay.authorised
    plan: list[tuple[datetime, str, str]] = [
        (stay.at + timedelta(minutes=2), "Booking in", "log_booking_in"),
        (start + timedelta(minutes=6), "Rights", "log_rights"),
        (start + timedelta(minutes=9), "Risk assessment", "log_risk"),
        (start + timedelta(minutes=14), "Search", "log_search"),
        (stay.end, "Release", _release_pool(stay)),
    ]
    some = [("Cell check", "log_check")] * (2 + dice.below(3)) + [("Meals and needs", "log_needs")]
    some += [("Investigation", "log_interview")] if dice.chance(75) else []
    some += [("Healthcare", "log_health")] if stay.cells.get("HCP called") else []
    some += [("Investigation", "log_interview_charged")] if stay.charged and dice.chance(25) else []
    some += [("Use of force", "log_force")] if stay.force else []
    some += [("Use of force", "log_rip")] if stay.rip else []
    some += [("Use of force", "log_spit")] if stay.spit else []
    some += [("Other", "log_other")] if dice.chance(14) else []
    plan += [(start + timedelta(minutes=20 + dice.below(stay.minutes - 80)), kind, pool) for kind, pool in some]
    if stay.child or stay.vulnerable:
        came = "log_adult_child" if stay.child else "log_adult_grown"
        if stay.aa_at:
            plan.append((stay.aa_at, "AA", came))
        if not stay.aa_at or dice.chance(30):
            plan.append((start + timedelta(minutes=25), "AA", "log_adult_none"))
    return [_entry(dice, pools, stay, number, step) for number, step in enumerate(sorted(plan), 1)]


def _release_pool(stay: Stay) -> str:
    if stay.outcome in ("Charged - remanded", "To court on warrant"):
        return "log_release_court"
    return {"Charged - bailed": "log_release_charged", "NFA": "log_release_nfa"}.get(stay.outcome, "log_release")


def _entry(dice: Dice, pools: dict[str, list[str]], stay: Stay, number: int, step: tuple[datetime, str, str]) -> Entry:
    at, kind, pool = step
    stay.words["now"] = f"{at - timedelta(minutes=2):%H:%M}"
    said = pools[pool]
    if pool == "log_search":
        said = said[1:] if stay.strip else said[:1]
    text, spans = _spoken(dice, stay, said)
    cells = {
        "Entry number": str(number),
        "Entry time": shown(dice, 99, at_text(at)),
        "Entry type": kind,
        "Author": stay.keeper.number,
        "Entry": text,
    }
    return Entry(at, cells, f"Entry {number}", spans)


def write_reviews(dice: Dice, pools: dict[str, list[str]], stay: Stay) -> list[Entry]:
    """The reviews that fell due, some late, some missed; whether one was late is noted on the detention too."""
    due, reviews = stay.authorised + timedelta(hours=6), list[Entry]()
    while due < stay.end:
        reviews.append(_review(dice, pools, stay, due, len(reviews) + 1))
        due += timedelta(hours=9)
    if stay.cells.get("Extension") == "Superintendent":
        reviews.append(_review(dice, pools, stay, stay.authorised + timedelta(hours=24), len(reviews) + 1, "Supt"))
    late = any(review.cells["Late"] == "Yes" for review in reviews)
    stay.cells["Review late"] = ("Yes" if late else shown(dice, 90, "No")) if reviews else ""
    return sorted(reviews, key=lambda review: review.at)


def _review(
    dice: Dice, pools: dict[str, list[str]], stay: Stay, due: datetime, number: int, rank: str = "Insp"
) -> Entry:
    after = (
        dice.pick((-40, -25, -15, -10, -5, 0, 0, -20, -30, -12, -8, -3, -50, 35, 80, 150)) if rank == "Insp" else -30
    )
    missed = due + timedelta(minutes=after) > stay.end or (rank == "Insp" and dice.chance(2))
    pool = dice.pick(("reps_good", "reps_fair", "reps_fair", "reps_weak", ""))
    text, spans = _spoken(dice, stay, pools.get(pool, [""])) if not missed else ("", [])
    cells = {
        "Review number": str(number),
        "Review type": "Supt extension" if rank == "Supt" else "6 hour" if number == 1 else "9 hour",
        "Due": at_text(due),
        "Done": "" if missed else at_text(due + timedelta(minutes=after)),
        "Late": "Yes" if missed or after > 0 else shown(dice, 92, "No"),
        "Rank": "" if missed else rank,
        "How": "" if missed else dice.pick(("Face to face", "Face to face", "Telephone", "Video link", "")),
        "Representations": text,
        "Reviewing officer": "" if missed else "0207" if rank == "Supt" else dice.pick(INSPECTORS),
    }
    return Entry(due, cells, f"Review {number}", spans)


def _spoken(dice: Dice, stay: Stay, pool: Sequence[str]) -> tuple[str, list[Span]]:
    sex = stay.words["sex"]
    unfit = (*(WOMENS if sex == "male" else ()), *(GROWN if stay.child else ()))
    fitting = [text for text in pool if not text.startswith(unfit)]
    mate = dice.pick([officer for officer in OFFICERS if officer.lpu == stay.place.lpu])
    words = {
        **stay.words,
        "officer": f"PC {mate.name}",
        "other": stay.stranger(dice),
        "alias": f"{dice.pick(NAMES['british', sex])} {dice.pick(NAMES['british', 'last'])}",
        "phone": invented_phone(dice),
        "addr2": invented_address(dice, stay.place),
        "vrm1": invented_plate(dice),
        "street": dice.pick(stay.place.streets),
        "level": stay.cells.get("Observation level") or "Level not set",
        "gone": f"{stay.end:%H:%M}",
    }
    spoken = speak(dice, dice.pick(fitting), words)
    return spoken.text, spoken.spans
