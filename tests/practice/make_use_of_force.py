"""Makes the practice use of force extract and its labels: the same bytes on every machine, nobody real in it.

One row is one officer's form about one person. Some forms are those that searches of the practice stop and search
extract name. Run ``python -m tests.practice.make_use_of_force`` from the checkout to write them again.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.practice.dice import Dice
from tests.practice.force_scenes import Scene, Words, ordinary, read_scenes, searched
from tests.practice.force_stock import CONDUCT, HEADER, IMPACTS, KINDS_OF_PLACE, POWERS, REASONS, TACTICS
from tests.practice.prose import speak
from tests.practice.stock import (
    ETHNICITIES,
    NAMES,
    OFFICERS,
    PLACES,
    Ethnicity,
    Officer,
    Place,
    invented_address,
    invented_date,
    invented_phone,
    invented_plate,
)

SEED = "practice use of force, June 2025"
HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "resources" / "practice"
NAME = "practice-use-of-force-2025-06"
SEARCHES = OUT / "practice-stop-search-2025-06.csv"
NOT_THERE = "UOF-P8947"
"""The form that a search names and that nobody made."""

SEEN = {"white": "White", "traveller": "White", "mixed": "Mixed", "asian": "Asian", "black": "Black"}
WHY_NOT_STATED = ("N4 - Declined", "N3 - Did not understand", "N1 - Officer called away", "")
ENDS = (*("Arrested",) * 7, "Other", "Other", "Hospitalised", "Made off/escaped")
ENDS_IN_CARE = ("Detained - Mental Health Act", "Hospitalised", "Other")
BANDS = ((11, "0-10"), (18, "11-17"), (35, "18-34"), (50, "35-49"), (65, "50-64"), (200, "65+"))
STRONG = {"pava_used", "baton_used", "ced_fired", "dog_bite", "limb_restraint", "spit_guard", "ground_restraint"}


@dataclass
class Form:
    """One officer's form while it is being made up."""

    cells: dict[str, str]
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)


@dataclass
class Case:
    """One person in one incident, with the forms of those who used force."""

    scene: Scene
    at: datetime
    place: Place
    officers: list[Officer]
    search: dict[str, str] = field(default_factory=dict)
    """The row of the search that it was part of, or nothing."""
    beside: "Case | None" = None
    """The case of the other person in the same incident."""
    person: dict[str, str] = field(default_factory=dict)
    """What every form says of the person, the place and the end of it."""
    words: dict[str, str] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)


def make() -> tuple[bytes, bytes]:
    """The extract and its labels, as bytes."""
    dice = Dice(SEED)
    scenes, pools = read_scenes(HERE / "force.txt")
    cases = _plan(dice, scenes, Words(dice, pools))
    cases.sort(key=lambda case: case.at)
    _number(dice, cases)
    for case in cases:
        _person(dice, case)
        _forms(dice, case, pools)
        _gaps(dice, case)
    forms = [form for case in cases for form in case.forms]
    _refer(dice, cases)
    labels = {
        form.cells["Form ref"]: {
            name: [{"start": start, "end": end, "kind": kind} for start, end, kind in spans]
            for name, spans in form.spans.items()
            if spans
        }
        for form in forms
        if any(form.spans.values())
    }
    return _as_csv(_twice(forms)), (json.dumps(labels, indent=1, ensure_ascii=False) + "\n").encode()


# ------------------------------------------------------------------ the incidents
def _plan(dice: Dice, scenes: Sequence[Scene], words: Words) -> list[Case]:
    """The force of the searches, every written scene, ordinary ones, bare ones, and second people of an incident."""
    cases = [_of_search(dice, row, searched(dice, words)) for row in _named_searches()]
    cases += [_anywhere(dice, scene) for scene in scenes]
    strengths = "sssffffwwwn"
    cases += [_anywhere(dice, ordinary(dice, words, strengths[number % 11])) for number in range(243)]
    for case in cases[60:180:12]:
        second = ordinary(dice, words, dice.pick("sfwn"))
        cases.append(Case(scene=second, at=case.at, place=case.place, officers=case.officers, beside=case))
    return cases


def _named_searches() -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(SEARCHES.read_bytes().decode(), newline=""))
    return [row for row in rows if row["Use of force form"] not in ("", NOT_THERE)]


def _of_search(dice: Dice, row: dict[str, str], scene: Scene) -> Case:
    at = datetime.strptime(row["Search date/time"], "%d/%m/%Y %H:%M") + timedelta(minutes=dice.below(4))  # noqa: DTZ007
    place = next(place for place in PLACES if row["LPU"] == f"{place.name} LPU")
    lead = next(officer for officer in OFFICERS if officer.number == row["Officer"])
    return Case(scene=scene, at=at, place=place, officers=[lead, *_mates(dice, place, lead)], search=row)


def _anywhere(dice: Dice, scene: Scene) -> Case:
    hour = dice.pick((0, 0, 1, 2, 3, 7, 9, 11, 13, 14, 15, 16, 17, 18, 19, 20, 20, 21, 21, 22, 22, 23, 23))
    at = datetime(2025, 6, 1) + timedelta(days=dice.below(30), hours=hour, minutes=dice.below(60))  # noqa: DTZ001
    place = dice.pick(PLACES)
    lead = dice.pick([officer for officer in OFFICERS if officer.lpu == place.lpu])
    return Case(scene=scene, at=at, place=place, officers=[lead, *_mates(dice, place, lead)])


def _mates(dice: Dice, place: Place, lead: Officer) -> list[Officer]:
    """Others who come: of the same unit first, then whoever is near."""
    near = [officer for officer in OFFICERS if officer.lpu == place.lpu and officer != lead]
    far = [officer for officer in OFFICERS if officer.lpu != place.lpu]
    return dice.some(near, 3) + dice.some(far, 2)


def _number(dice: Dice, cases: Iterable[Case]) -> None:
    """References of incidents; two people of one incident share one."""
    for number, case in enumerate(cases):
        if case.beside is None:
            case.person["Incident ref"] = f"PIN/25/{6200 + number * 7 + dice.below(6):05d}"
            case.person["Subject no"] = "1"
    for case in cases:
        if case.beside is not None:
            case.person["Incident ref"] = case.beside.person["Incident ref"]
            case.person["Subject no"] = "2"


# ------------------------------------------------------------------ what all forms of a case say
def _person(dice: Dice, case: Case) -> None:
    cells, words, search = case.person, case.words, case.search
    woman = case.scene.who == "woman" or (case.scene.who != "man" and dice.chance(17))
    words["sex"] = search.get("Gender", "").lower() or ("female" if woman else "male")
    group = _group(dice, search)
    words["eth"] = group.seen
    first, last = dice.pick(NAMES[group.names, words["sex"]]), dice.pick(NAMES[group.names, "last"])
    words["name1"] = search.get("Person name") or f"{first} {last}"
    words["addr1"] = search.get("Home address") or invented_address(dice, case.place)
    age = _age(dice, case)
    words["age"] = str(age)
    born = case.at - timedelta(days=age * 365 + 20 + dice.below(330))
    words["dob1"] = invented_date(dice, born)
    cells["Person name"] = words["name1"] if dice.chance(78) else ""
    cells["Date of birth"] = search.get("Date of birth") or (f"{born:%d/%m/%Y}" if dice.chance(60) else "")
    cells["Home address"] = words["addr1"] if dice.chance(45) else ""
    cells["Age"] = str(age) if dice.chance(80) else ""
    cells["Age band"] = next(band for below, band in BANDS if age < below) if dice.chance(88) else ""
    cells["Gender"] = words["sex"].capitalize() if dice.chance(97) else ""
    stated = dice.below(100)
    cells["Self-defined ethnicity"] = group.code if stated < 32 else "NS" if stated < 45 else ""
    cells["Reason ethnicity not stated"] = dice.pick(WHY_NOT_STATED) if 32 <= stated < 45 else ""
    cells["Perceived ethnicity"] = SEEN.get(group.group, "Other") if dice.chance(94) else dice.pick(("", "Unknown"))
    cells["Physical disability"] = "Yes" if dice.chance(4) else "No" if dice.chance(80) else ""
    mind = "mental" in case.scene.impacts or "abd" in case.scene.impacts
    cells["Mental disability"] = "Yes" if dice.chance(45 if mind else 2) else "No" if dice.chance(75) else ""
    if age < 18:
        cells["Parent informed"] = dice.pick(("Yes", "Yes", "No", ""))
        cells["Safeguarding referral"] = dice.pick(("Yes", "No", ""))
    _surroundings(dice, case, mind)
    _other_words(dice, case, group)


def _group(dice: Dice, search: dict[str, str]) -> Ethnicity:
    if seen := search.get("Officer-defined ethnicity"):
        code = search["Self-defined ethnicity"]
        alike = [entry for entry in ETHNICITIES if entry.seen == seen]
        return next((entry for entry in alike if entry.code == code), alike[0])
    return dice.pick(ETHNICITIES)


def _age(dice: Dice, case: Case) -> int:
    if known := case.search.get("Age"):
        return int(known)
    if case.scene.who == "child":
        return dice.pick((10, 12, 13, 14, 14, 15, 15, 16, 16, 17, 17))
    return dice.pick((18, 19, 20, 21, 22, 23, 25, 26, 28, 29, 31, 33, 34, 36, 38, 41, 44, 47, 52, 58, 63, 71))


def _surroundings(dice: Dice, case: Case, mind: bool) -> None:
    cells, place = case.person, case.place
    street = case.words["street"] = dice.pick(place.streets)
    cells["LPU"] = f"{place.name} LPU" if dice.chance(98) else ""
    cells["Location"] = case.search.get("Location") or (f"{street}, {place.name}" if dice.chance(94) else "")
    cells["Location type"] = KINDS_OF_PLACE[case.scene.place] if dice.chance(97) else ""
    cells["Operation"] = dice.pick(("Op Lantern", "Op Crossbill")) if dice.chance(4) else ""
    ends = ENDS_IN_CARE if mind else ENDS
    cells["Outcome"] = dice.pick(ends) if dice.chance(95) else ""
    if case.search:
        cells["Outcome"] = "Arrested" if case.search["Outcome"] == "Arrested" else "Other"
        cells["Linked search"] = case.search["URN"]
    held = case.scene.place == "custody" or (cells["Outcome"] == "Arrested" and dice.chance(30))
    cells["Custody record"] = f"PCR/25/{dice.below(9000) + 1000}" if held and dice.chance(80) else ""
    cells["Complaint"] = "Yes" if dice.chance(3) else "No" if dice.chance(60) else ""


def _other_words(dice: Dice, case: Case, group: Ethnicity) -> None:
    words = case.words
    names = dice.pick(("british", "british", "polish", "asian"))
    words["other"] = f"{dice.pick(NAMES[names, dice.pick(('male', 'female'))])} {dice.pick(NAMES[names, 'last'])}"
    words["alias"] = f"{dice.pick(NAMES[group.names, words['sex']])} {dice.pick(NAMES['british', 'last'])}"
    words["email"] = f"{words['name1'].split()[0].lower()}{dice.below(90) + 10}@mail.example"
    words["addr2"], words["phone"] = invented_address(dice, case.place), invented_phone(dice)
    words["vrm1"], words["town"] = invented_plate(dice), case.place.name
    words["log"] = f"PL{case.at:%m%d}-{dice.below(900) + 100}"
    words["now"] = f"{case.at + timedelta(minutes=4 + dice.below(30)):%H:%M}"


# ------------------------------------------------------------------ each officer's form
def _forms(dice: Dice, case: Case, pools: dict[str, list[str]]) -> None:
    marked = len(case.scene.parts) > 1 and dice.chance(60)
    injured, hurt_by = _injury(dice, case), {name for tactics, _ in case.scene.parts for name in tactics} & STRONG
    for place, ((tactics, text), officer) in enumerate(zip(case.scene.parts, case.officers, strict=False)):
        cells = {"Practice data": "PRACTICE", **case.person}
        cells["Officers using force"] = str(len(case.scene.parts))
        cells["Lead officer form"] = ("Yes" if place == 0 else "No") if marked else ""
        form = Form(cells)
        mates = [mate for mate in case.officers if mate != officer]
        case.words["officer"], case.words["officer2"] = f"PC {mates[0].name}", f"PC {mates[1].name}"
        case.words["collar"] = mates[0].number
        _when(dice, case, cells, place)
        _what(dice, case, cells, tactics)
        _tell(dice, case, form, "rationale", "Rationale", text if dice.chance(98) else dice.pick(("", "N/A", ".")))
        if injured:
            cells.update(
                {"Subject injured": "Yes", "Subject injury level": "Severe" if "dog_bite" in hurt_by else "Minor"}
            )
            cells["Medical help offered"] = "Yes" if dice.chance(80) else dice.pick(("No", ""))
            cells["Medical help given"] = "Yes" if dice.chance(60) else "No"
            words = dice.pick(pools["injury"]) if place == 0 or dice.chance(25) else ""
            _tell(dice, case, form, "injury_text", "Injury and first aid", words)
        else:
            cells["Subject injured"] = "No" if dice.chance(90) else ""
        _staff(dice, case, form, officer, pools)
        case.forms.append(form)


def _injury(dice: Dice, case: Case) -> bool:
    tactics = {name for part, _ in case.scene.parts for name in part}
    return dice.chance(92 if tactics & {"dog_bite", "ced_fired", "baton_used"} else 34 if tactics & STRONG else 7)


def _when(dice: Dice, case: Case, cells: dict[str, str], place: int) -> None:
    cells["Entry number"] = str(dice.below(90000) + 10000) if dice.chance(70) else ""
    at = case.at + timedelta(minutes=place and dice.pick((-1, 0, 0, 1, 1, 2, 4)))
    cells["Date"], cells["Time"] = f"{at:%d/%m/%Y}", f"{at:%H:%M}"
    late = timedelta(minutes=dice.pick((50, 90, 140, 200, 260, 330, 420, 60 * 20, 60 * 44, 60 * 24 * 6)))
    cells["Form submitted"] = f"{at + late:%d/%m/%Y %H:%M}" if dice.chance(95) else ""


def _what(dice: Dice, case: Case, cells: dict[str, str], tactics: Sequence[str]) -> None:
    scene = case.scene
    cells["Subject conduct"] = CONDUCT[scene.conduct] if dice.chance(96) else ""
    cells["Assaulted by subject"] = "Yes" if scene.conduct == "aggressive" and dice.chance(55) else "No"
    cells["Threatened with weapon"] = "Yes" if scene.conduct == "serious" else "No"
    cells["Assaulted with weapon"] = "Yes" if scene.conduct == "serious" and dice.chance(15) else "No"
    for code, name in IMPACTS.items():
        cells[f"Impact: {name}"] = "Yes" if code in scene.impacts.split(",") else "No" if dice.chance(92) else ""
    cells["Reasons for force"] = "; ".join(REASONS[code] for code in scene.reasons.split(","))
    cells["Legal power"] = "; ".join(POWERS[code] for code in scene.power.split(",")) if dice.chance(85) else ""
    for place, name in enumerate(tactics, start=1):
        cells[f"Tactic {place}"] = TACTICS[name]
    cells["Effective tactics"] = "; ".join(TACTICS[name] for name in dict.fromkeys(tactics) if dice.chance(70))
    cells["Warning given"] = "Yes" if "communication" in tactics and dice.chance(70) else dice.pick(("No", ""))
    cells["Minutes of force"] = str(1 + dice.below(14)) if dice.chance(65) else ""
    cells["Spit guard minutes"] = str(3 + dice.below(14)) if "spit_guard" in tactics and dice.chance(75) else ""
    armed = any(name.startswith("ced_") for name in tactics)
    cells["Carrying Taser"] = "Yes" if armed or dice.chance(25) else "No"
    if "ced_fired" in tactics:
        cells["Taser cycles"] = dice.pick(("1", "1", "1", "2"))
        cells["Taser over 5 seconds"] = "Yes" if dice.chance(20) else "No"
        cells["Taser body map"] = dice.pick(("Front 4, 11", "Front 6, 13", "Back C, G", ""))


def _tell(dice: Dice, case: Case, form: Form, name: str, column: str, template: str) -> None:
    spoken = speak(dice, template, case.words)
    change = dice.pick((str.upper, str.lower)) if dice.chance(5) else str
    form.cells[column] = change(spoken.text)
    form.spans[name] = spoken.spans


def _staff(dice: Dice, case: Case, form: Form, officer: Officer, pools: dict[str, list[str]]) -> None:
    cells = form.cells
    hurt = cells["Assaulted by subject"] == "Yes" and dice.chance(40)
    cells["Officer injured"] = "Yes" if hurt else "No"
    if hurt:
        cells["Officer injury level"], cells["Injury intentional"] = "Minor", dice.pick(("Yes", "Yes", "No"))
        if not cells.get("Injury and first aid"):
            _tell(dice, case, form, "injury_text", "Injury and first aid", dice.pick(pools["injury_staff"]))
    on = dice.pick(("Yes",) * 15 + ("No", "No", "Fault", ""))
    cells["BWV"] = on
    if on == "Yes":
        cells["BWV reference"] = f"BWV-P{dice.below(90000) + 10000}" if dice.chance(88) else ""
        cells["BWV kept until"] = f"{case.at + timedelta(days=31):%d/%m/%Y}"
    duty = "Custody" if case.scene.place == "custody" else "Neighbourhood" if "Neigh" in officer.team else "Response"
    cells["Main duty"] = duty if dice.chance(95) else ""
    cells["Single crewed"] = "Yes" if len(case.scene.parts) == 1 and dice.chance(30) else "No"
    cells["Officer"], cells["Officer name"], cells["Team"] = officer.number, f"PC {officer.name}", officer.team
    cells["Supervisor"] = officer.supervisor
    seen = case.at + timedelta(days=1 + dice.below(12))
    cells["Supervisor review date"] = f"{seen:%d/%m/%Y}" if dice.chance(50) else ""


def _refer(dice: Dice, cases: Iterable[Case]) -> None:
    """References of forms: the leading form of a search's force has the one that the search names."""
    number = 10000
    for case in cases:
        for place, form in enumerate(case.forms):
            number += 1 + dice.below(4)
            named = case.search.get("Use of force form", "") if place == 0 else ""
            form.cells["Form ref"] = named or f"UOF-P{number}"


# ------------------------------------------------------------------ what goes wrong in real extracts
def _gaps(dice: Dice, case: Case) -> None:
    """Forms that nobody made, a time that is missing, and officers who do not agree about the person."""
    if len(case.forms) > 1 and not case.search and dice.chance(12):
        case.forms.pop()
    for form in case.forms[1:]:
        _differ(dice, form.cells, len(case.scene.parts))
    if dice.chance(1):
        case.forms[0].cells["Time"] = ""


def _differ(dice: Dice, cells: dict[str, str], officers: int) -> None:
    if dice.chance(9) and cells["Age"]:
        age = int(cells["Age"]) + dice.pick((-2, 1, 3))
        cells["Age"], cells["Age band"] = str(age), next(band for below, band in BANDS if age < below)
    if dice.chance(5):
        cells["Perceived ethnicity"] = dice.pick(("White", "Mixed", "Other", ""))
    if dice.chance(6):
        cells["Outcome"] = dice.pick(("Arrested", "Other", "Hospitalised"))
    if dice.chance(5):
        cells["Officers using force"] = str(officers + 1)
    if dice.chance(4):
        cells["Linked search"] = ""


def _twice(forms: Sequence[Form]) -> list[dict[str, str]]:
    """The rows; one stands there twice, and one names a search that is in no file."""
    rows = [form.cells for form in forms]
    rows[101]["Linked search"] = "PSS/25/09999"
    return [*rows[:200], dict(rows[199]), *rows[200:]]


def _as_csv(rows: Iterable[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


if __name__ == "__main__":
    extract, labels = make()
    (OUT / f"{NAME}.csv").write_bytes(extract)
    (OUT / f"{NAME}.labels.json").write_bytes(labels)
