"""Makes the practice custody extract with its log, reviews and labels: the same bytes everywhere, nobody real in it.

Run ``python -m tests.practice.make_custody`` from the checkout to write them again into ``resources/practice``. Some of
the people were searched in the practice stop and search extract, arrested, and are met here again.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.practice.custody_met import Met, met
from tests.practice.custody_stay import Stay, at_text, say, shown, write_log, write_reviews
from tests.practice.custody_stock import (
    KEEPERS,
    LANGUAGES,
    NECESSITY,
    OFFENCES,
    OUTCOMES,
    SUITES,
    USUAL,
    header,
)
from tests.practice.dice import Dice
from tests.practice.make_stop_search import HERE, OUT
from tests.practice.prose import read_pools
from tests.practice.stock import ETHNICITIES, NAMES, OFFICERS, PLACES, invented_address

SEED = "practice custody, June 2025"
DETENTIONS_FILE = "practice-custody-2025-06"
LOG_FILE = "practice-custody-log-2025-06"
REVIEWS_FILE = "practice-custody-reviews-2025-06"
DETENTIONS = 318
STRIPS = {3: "strip_strong", 4: "strip_fair", 5: "strip_weak", 6: "strip_weak"}


@dataclass
class Maker:
    """What all the steps draw from."""

    dice: Dice
    pools: dict[str, list[str]] = field(default_factory=lambda: read_pools(HERE / "custody.txt"))

    def say(self, stay: Stay, column: str, *names: str) -> None:
        """Fill a narrative of a detention from one of these pools; from "" nothing is written."""
        name = self.dice.pick(names)
        say(self.dice, stay, column, self.pools[name] if name else [""])


def make() -> dict[str, bytes]:
    """The three files and the labels, by file name."""
    maker = Maker(Dice(SEED))
    stays = [_stay(maker, known) for known in met(maker.dice)]
    stays += [_stay(maker, _unknown(maker.dice)) for _ in range(DETENTIONS - len(stays))]
    stays.sort(key=lambda stay: stay.at)
    for number, stay in enumerate(stays):
        stay.number(stay.met.ref or f"PCR/25/{10200 + number * 4 + number % 3}")
    rows = [stay.cells for stay in stays]
    rows.insert(40, dict(rows[39]))
    log = [entry.cells for stay in stays for entry in stay.log]
    reviews = [entry.cells for stay in stays for entry in stay.reviews]
    _loose_ends(
        [entry.cells for stay in stays for entry in stay.log if not entry.spans],
        [entry.cells for stay in stays for entry in stay.reviews if not entry.spans],
    )
    log.insert(601, dict(log[600]))
    labels = {stay.ref: stay.labels() for stay in stays if stay.labels()}
    files = {
        f"{DETENTIONS_FILE}.csv": _as_csv(header("force_custody", unknown=("Cell",)), rows),
        f"{LOG_FILE}.csv": _as_csv(header("force_custody_log"), log),
        f"{REVIEWS_FILE}.csv": _as_csv(header("force_custody_reviews"), reviews),
    }
    files[f"{DETENTIONS_FILE}.labels.json"] = (json.dumps(labels, indent=1, ensure_ascii=False) + "\n").encode()
    return files


def _loose_ends(log: list[dict[str, str]], reviews: list[dict[str, str]]) -> None:
    """Some rows without planted details name a detention that is not there, or lose their number or their words."""
    for number, at in enumerate((30, 400, 401, 900, 1500, 1501, 1502)):
        log[at]["Custody reference"] = f"PCR/25/{99100 + number // 2}"
    reviews[50]["Custody reference"] = "PCR/25/99101"
    for row in log[77:1300:400]:
        row["Entry number"] = ""
    for row in log[120:1900:200]:
        row["Entry"] = ""


def _as_csv(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**row, "Practice data": "PRACTICE"} for row in rows)
    return out.getvalue().encode()


# ------------------------------------------------------------------ one detention
def _unknown(dice: Dice) -> Met:
    """A detention of somebody who was not met before."""
    hour = dice.pick((0, 1, 2, 3, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 21, 22, 22, 23, 23))
    at = datetime(2025, 6, 1) + timedelta(days=dice.below(30), hours=hour, minutes=dice.below(60))  # noqa: DTZ001
    return Met(at=at, place=dice.pick(PLACES), cells={})


def _stay(maker: Maker, known: Met) -> Stay:
    dice = maker.dice
    keeper = dice.pick([keeper for keeper in KEEPERS if keeper.suite == SUITES[known.place.lpu]])
    stay = Stay(known, known.at, known.place, keeper, known.offence or dice.pick(USUAL))
    _person(dice, stay, known)
    _length(dice, stay)
    for step in (_arrest, _rights, _risk, _care, _strip, _force, _time, _cameras, _end):
        step(maker, stay)
    stay.log = write_log(dice, maker.pools, stay)
    stay.reviews = write_reviews(dice, maker.pools, stay)
    return stay


def _person(dice: Dice, stay: Stay, known: Met) -> None:
    cells, words = stay.cells, stay.words
    group = dice.pick(ETHNICITIES)
    sex = known.sex if known.sex in ("male", "female") else ("male", "female")[dice.chance(17)]
    stay.age = known.age or (11 + dice.below(7) if dice.chance(15) else 18 + dice.below(45))
    stay.names, words["sex"] = group.names, sex
    name = f"{dice.pick(NAMES[group.names, sex])} {dice.pick(NAMES[group.names, 'last'])}"
    cells["Detainee name"], cells["Home address"] = name, invented_address(dice, stay.place)
    cells["Date of birth"] = shown(
        dice, 92, f"{stay.at - timedelta(days=stay.age * 365 + 40 + dice.below(300)):%d/%m/%Y}"
    )
    cells["Age"], cells["Sex"] = shown(dice, 97, str(stay.age)), shown(dice, 98, sex.capitalize())
    stated = dice.below(100)
    cells["Self-defined ethnicity"] = group.code if stated < 82 else "NS" if stated < 94 else ""
    reasons = ("N4 - Declined", "N4 - Declined", "N3 - Did not understand", "")
    cells["Reason ethnicity not stated"] = dice.pick(reasons) if 82 <= stated < 94 else ""
    cells["Officer-defined ethnicity"] = shown(dice, 94, group.seen)
    cells.update(known.cells)
    words["name1"], words["addr1"] = cells["Detainee name"], cells["Home address"]
    stay.arresting = next((officer for officer in OFFICERS if officer.number == known.officer), None) or dice.pick(
        [officer for officer in OFFICERS if officer.lpu == stay.place.lpu]
    )
    stay.vulnerable = dice.chance(24)


def _length(dice: Dice, stay: Stay) -> None:
    low, high = dice.pick(((200, 600), (300, 700), (600, 1080), (600, 1080), (700, 1080), (1080, 1430)))
    if dice.chance(3):
        low, high = 1500, 2400
    stay.minutes = low + dice.below(high - low)
    stay.outcome = "To court on warrant" if stay.offence == "warrant" else dice.pick(OUTCOMES)
    if stay.child and stay.overnight and dice.chance(45):
        stay.outcome = "Charged - remanded"


def _arrest(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    cells["LPU of arrest"], cells["Suite"] = f"{stay.place.name} LPU", stay.keeper.suite
    cells["Arrested"] = at_text(stay.at - timedelta(minutes=15 + dice.below(50)))
    cells["Arrival"] = at_text(stay.at)
    stay.authorised = stay.at + timedelta(minutes=dice.pick((4, 6, 9, 12, 15, 20, 25, 40, 70)))
    cells["Detention authorised"] = shown(dice, 97, at_text(stay.authorised))
    group, offences = OFFENCES[stay.offence]
    cells["Offence group"], cells["Offence"] = shown(dice, 98, group), dice.pick(offences)
    cells["Necessity of arrest"] = "; ".join(
        dice.some(NECESSITY[:3] if dice.chance(70) else NECESSITY, 1 + dice.below(2))
    )
    stay.words["now"] = f"{stay.at - timedelta(minutes=20 + dice.below(90)):%H:%M}"
    maker.say(stay, "Grounds for detention", f"strong_{stay.offence}", "fair", "fair", "weak", "weak", "")
    cells["Custody officer"], cells["Custody team"] = stay.keeper.number, stay.keeper.team
    cells["Custody officer name"] = f"PS {stay.keeper.name}"
    cells["Arresting officer"], cells["Arresting team"] = stay.arresting.number, stay.arresting.team
    cells["Arresting officer name"] = f"PC {stay.arresting.name}"
    cells["Cell"] = dice.pick(("M1", "M4", "M7", "F2", "J1", ""))
    cells["Complaint"] = "Yes" if dice.chance(3) else shown(dice, 80, "No")


def _rights(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    stay.interpreter = stay.names in LANGUAGES and dice.chance(45)
    cells["Interpreter needed"] = "Yes" if stay.interpreter else shown(dice, 85, "No")
    if stay.interpreter:
        cells["Language"] = dice.pick(LANGUAGES[stay.names])
        cells["Interpreter used"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
    help_needed = stay.vulnerable and dice.chance(40)
    cells["Communication help needed"] = "Yes" if help_needed else shown(dice, 70, "No")
    cells["Easy read given"] = dice.pick(("Yes", "No", "")) if help_needed else ""
    cells["Rights told"] = dice.pick(("Yes",) * 14 + ("No", ""))
    late = dice.pick((6, 8, 10, 15, 20, 300))
    cells["Rights told at"] = shown(dice, 88, at_text(stay.authorised + timedelta(minutes=late)))
    cells["Notice of rights given"] = dice.pick(("Yes", "Yes", "Yes", "Yes", "No", ""))
    cells["Someone informed"] = dice.pick(
        ("Informed",) * 6 + ("Not wanted",) * 8 + ("No reply", "Delay authorised", "")
    )
    if cells["Someone informed"] == "Delay authorised":
        cells["Delay authorised by"] = dice.pick(("Insp", "PS", "Supt"))
    cells["Legal advice"] = dice.pick(
        ("Requested", "Requested", "Requested", "Declined", "Declined", "Changed mind", "")
    )
    if cells["Legal advice"] == "Declined":
        maker.say(stay, "Reason advice declined", "decline")
    elif cells["Legal advice"]:
        cells["Legal adviser"] = stay.stranger(dice)
        came = stay.authorised + timedelta(minutes=45 + dice.below(400))
        cells["Legal adviser arrived"] = at_text(came) if came < stay.end and dice.chance(80) else ""


def _risk(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    cells["Risk assessment done"] = dice.pick(("Yes",) * 18 + ("No", ""))
    cells["Risk assessment updated"] = dice.pick(("Yes", "Yes", "No", ""))
    stay.at_risk = stay.vulnerable or dice.chance(18)
    levels = (
        ("Level 2", "Level 2", "Level 3", "Level 1")
        if stay.at_risk
        else ("Level 1", "Level 1", "Level 1", "Level 2", "")
    )
    cells["Observation level"] = "Level 4" if dice.chance(1) else dice.pick(levels)
    cells["Checks on time"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
    cells["Self-harm marker"] = "Yes" if stay.at_risk and dice.chance(55) else shown(dice, 85, "No")
    if dice.chance(70):
        maker.say(stay, "Risk notes", "risk")
    cells["Medication"] = (
        dice.pick(("Inhaler", "Paracetamol", "Own tablets, checked", "Refused")) if dice.chance(18) else ""
    )
    if (stay.at_risk and dice.chance(75)) or dice.chance(15):
        called = stay.authorised + timedelta(minutes=10 + dice.below(60))
        seen = called + timedelta(minutes=dice.pick((15, 30, 45, 60, 95, 160, 280)))
        cells["HCP called"], cells["HCP name"] = at_text(called), stay.stranger(dice)
        cells["HCP saw detainee"] = at_text(seen) if seen < stay.end and dice.chance(88) else ""
    cells["Liaison and diversion"] = "Yes" if stay.at_risk and dice.chance(45) else shown(dice, 60, "No")
    if stay.words["sex"] == "female":
        cells["Menstrual care"] = dice.pick(
            ("Offered - accepted", "Offered - declined", "Offered - declined", "Not offered", "")
        )
        cells["Pregnant"] = "Yes" if stay.age > 17 and dice.chance(5) else shown(dice, 75, "No")
    cells["Needs met"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
    if dice.chance(35):
        maker.say(stay, "Needs notes", "needs")


def _care(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    cells["Vulnerable"] = "Yes" if stay.vulnerable else shown(dice, 90, "No")
    decided = ("vuln_good", "vuln_good", "vuln_poor") if stay.vulnerable else ("not_vuln", "")
    maker.say(stay, "How vulnerability decided", *decided)
    if stay.child:
        cells["Parent informed"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
        cells["Girl in care of woman"] = dice.pick(("Yes", "No", "")) if stay.words["sex"] == "female" else ""
        night = stay.overnight
        after = night and stay.charged and dice.chance(70)
        cells["Child overnight"] = "Post-charge" if after else "Pre-charge" if night else shown(dice, 90, "No")
        cells["LA bed sought"] = dice.pick(("Yes", "No", "")) if after else ""
    if not (stay.child or stay.vulnerable):
        return
    nobody = dice.chance(9)
    kinds = (
        ("Parent", "Parent", "Family member", "Social worker", "AA scheme")
        if stay.child
        else ("AA scheme", "AA scheme", "Carer", "Other adult")
    )
    cells["AA type"] = "None attended" if nobody else shown(dice, 95, dice.pick(kinds))
    asked = stay.authorised + timedelta(minutes=dice.pick((5, 10, 20, 45, 90, 240)))
    wait = dice.pick((25, 40, 55, 70, 95, 130, 200, 320, 610))
    cells["AA requested"] = shown(dice, 90, at_text(asked))
    if not nobody and asked + timedelta(minutes=wait) < stay.end:
        stay.aa_at = asked + timedelta(minutes=wait)
        cells["AA arrived"], cells["AA name"] = shown(dice, 92, at_text(stay.aa_at)), stay.stranger(dice)
        cells["AA minutes"] = str(wait) if cells["AA arrived"] and cells["AA requested"] and dice.chance(90) else ""


def _strip(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    roll = dice.below(18 if stay.child else 24 if stay.offence == "drugs" else 42)
    stay.strip = roll in STRIPS
    cells["Strip search"] = "Yes" if stay.strip else shown(dice, 92, "No")
    cells["Intimate search"] = "No" if dice.chance(80) else ""
    if not stay.strip:
        return
    strong = STRIPS[roll] != "strip_weak"
    began = stay.authorised + timedelta(minutes=10 + dice.below(40))
    if stay.aa_at and dice.chance(60):
        began = stay.aa_at + timedelta(minutes=8)
    stay.words["now"] = f"{began:%H:%M}"
    maker.say(stay, "Strip search reason", *[STRIPS[roll]] * 8, "")
    cells["Strip search authorised by"] = dice.pick(("PS", "PS", "PS", "Insp", "PC", ""))
    cells["Strip search start"] = shown(dice, 90, at_text(began))
    cells["Strip search minutes"] = shown(dice, 85, str(3 + dice.below(22)))
    cells["Strip search persons present"] = dice.pick(("2", "2", "2", "2", "3", "1", "5", ""))
    for cell in ("Strip search same sex", "Strip search private", "Strip search clothing in two parts"):
        cells[cell] = dice.pick(("Yes", "Yes", "Yes", "Yes", "No", ""))
    if not (stay.child or stay.vulnerable):
        adult = ("N/A - adult", "")
    elif stay.aa_at and stay.aa_at < began:
        adult = ("Present", "Present", "Declined in AA presence")
    else:
        adult = ("Not present", "Not present", "Urgent - not waited for", "")
    cells["Strip search AA"] = dice.pick(adult)
    maker.say(stay, "Strip search result", "found_yes" if dice.chance(55 if strong else 10) else "found_no")
    if dice.chance(6):
        cells.update(
            {"Intimate search": "Yes", "Intimate search authorised by": "Insp", "Intimate search done by": "Nurse"}
        )
        cells["Intimate search consent"] = dice.pick(("Yes", "Yes", ""))


def _force(maker: Maker, stay: Stay) -> None:
    dice, cells, known = maker.dice, stay.cells, stay.met
    stay.force = bool(known.officers) or (not known.forms and dice.chance(40 if stay.strip else 8))
    stay.rip = dice.chance(18 if stay.at_risk else 3)
    stay.spit = known.spit or (stay.force and dice.chance(28))
    stay.words["now"] = f"{stay.authorised + timedelta(minutes=30 + dice.below(90)):%H:%M}"
    cells["Anti-rip clothing"] = "Yes" if stay.rip else shown(dice, 85, "No")
    if stay.rip:
        maker.say(stay, "Anti-rip rationale", "rip_strong", "rip_fair", "rip_weak", "rip_weak", "")
        cells["Anti-rip reviewed"] = dice.pick(("Yes", "Yes", "No", ""))
    cells["Spit guard"] = "Yes" if stay.spit else shown(dice, 85, "No")
    cells["Spit guard minutes"] = dice.pick(("3", "4", "6", "9", "25", "")) if stay.spit else ""
    cells["Cell restraint"] = dice.pick(("Yes", "No")) if stay.force else shown(dice, 80, "No")
    officers = known.officers or 2 + dice.below(4)
    cells["Officers who used force"] = str(officers) if stay.force else shown(dice, 80, "0")
    forms = known.forms
    if stay.force:
        maker.say(stay, "Force in custody", "force_strong", "force_fair", "force_weak", "force_weak", "")
        lost = 0 if dice.chance(55) else 1 + dice.below(officers)
        forms = forms or tuple(f"UOF-C{dice.below(9000) + 1000}" for _ in range(officers - lost))
        cells["Force forms on file"] = str(len(forms))
    cells["Use of force forms"] = "; ".join(forms)


def _time(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    cells["Hours held"] = shown(dice, 96, str(stay.minutes // 60))
    long = stay.minutes >= 24 * 60
    cells["Extension"] = (
        dice.pick(("Superintendent", "Superintendent", "Warrant of further detention"))
        if long
        else shown(dice, 75, "No")
    )
    if stay.minutes > 700 and dice.chance(60):
        maker.say(stay, "Delays", "delays")


def _cameras(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    cells["CCTV kept"] = dice.pick(("Yes", "Yes", "No", "No", "No", "Fault", ""))
    cells["BWV"] = dice.pick(("Yes", "Yes", "No", "No", "Fault", ""))
    if "Yes" in (cells["CCTV kept"], cells["BWV"]):
        cells["Video reference"] = shown(dice, 90, f"CUV-P{dice.below(90000) + 10000}")
        cells["Video kept until"] = f"{stay.at + timedelta(days=31):%d/%m/%Y}"


def _end(maker: Maker, stay: Stay) -> None:
    dice, cells = maker.dice, stay.cells
    cells["Outcome"] = shown(dice, 96, stay.outcome)
    cells["Released"] = shown(dice, 96, at_text(stay.end))
    cells["Pre-release risk assessment"] = dice.pick(("Yes", "Yes", "Yes", "No", ""))
    if stay.outcome not in ("Charged - remanded", "To court on warrant"):
        maker.say(stay, "Pre-release plan", "release_good", "release_poor", "release_poor", "")
    if stay.outcome == "Charged - remanded":
        maker.say(stay, "Reason bail refused", *["bail_refused"] * 9, "")


if __name__ == "__main__":
    for name, data in make().items():
        (OUT / name).write_bytes(data)
