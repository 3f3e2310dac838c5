"""Makes the practice stop and search extract and its labels: the same bytes on every machine, nobody real in it.

Run ``python -m tests.practice.make_stop_search`` from the checkout to write them again into ``resources/practice``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tests.practice.dice import Dice
from tests.practice.prose import Block, Spoken, read_blocks, read_pools, speak
from tests.practice.stock import (
    AUTHORITIES,
    ETHNICITIES,
    FOUND,
    HEADER,
    NAMES,
    OFFICERS,
    PLACES,
    Officer,
    Place,
    invented_address,
    invented_date,
    invented_phone,
    invented_plate,
)
from tests.practice.written import as_csv, as_labels, one_of

SEED = "practice stop and search, June 2025"
HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "resources" / "practice"
NAME = "practice-stop-search-2025-06"

BLANK_GROUNDS = ("", "", "", "", "", ".", "N/A", "")
MINUTES = {"jog": (3, 22), "mts": (12, 35), "eip": (40, 110)}
FIND_RATE = {"s": 62, "f": 40, "w": 20, "n": 9}


@dataclass
class Search:
    """One row while it is being made up."""

    block: Block
    at: datetime
    place: Place
    officer: Officer
    cells: dict[str, str] = field(default_factory=dict)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def is_on(self, cell: str, *values: str) -> bool:
        """Whether a cell holds one of these values."""
        return self.cells.get(cell, "") in values


def make() -> tuple[bytes, bytes]:
    """The extract and its labels, as bytes."""
    dice = Dice(SEED)
    blocks, pools = read_blocks(HERE / "grounds.txt"), read_pools(HERE / "fragments.txt")
    searches = [_search(dice, block) for block in _plan(dice, blocks, pools)]
    searches.sort(key=lambda search: search.at)
    for number, search in enumerate(searches):
        search.cells["URN"] = f"PSS/25/{4100 + number * 3 + number % 2:05d}"
    rows = _without_reference(searches)
    return as_csv(rows, HEADER), as_labels({search.cells["URN"]: search.spans for search in searches})


def _plan(dice: Dice, blocks: Sequence[Block], pools: dict[str, list[str]]) -> list[Block]:
    """Every written block once, ordinary records put together from sentences, lazy ones again, and empty ones."""
    lazy = [block for block in blocks if block.power == "s23_mda" and len(block.text) < 100]
    made = [_drugs, _drugs, _drugs, _drugs, _drugs, _theft, _theft, _weapon]
    plan = list(blocks)
    plan += [made[number % len(made)](dice, pools) for number in range(128)]
    plan += [dice.pick(lazy) for _ in range(18)]
    plan += [_vague(dice, pools) for _ in range(22)]
    plan += [Block("s23_mda", "drugs", "person", "jog", "n", text) for text in BLANK_GROUNDS]
    plan += [_strip(dice, pools, number) for number in range(4)]
    return plan


def _drugs(dice: Dice, pools: dict[str, list[str]]) -> Block:
    level = "mts" if dice.chance(5) else "jog"
    parts = _parts(dice, pools, "obs_drugs", "info_drugs", level)
    return Block("s23_mda", "drugs", dice.pick(("person", "person", "person", "both")), level, dice.pick("sffw"), parts)


def _theft(dice: Dice, pools: dict[str, list[str]]) -> Block:
    parts = _parts(dice, pools, "obs_theft", "info_theft", "jog")
    thing = dice.pick(("theft_article", "stolen", "theft_article", "stolen", "damage_article"))
    return Block("s1_pace", thing, dice.pick(("person", "person", "both")), "jog", dice.pick("sffw"), parts)


def _weapon(dice: Dice, pools: dict[str, list[str]]) -> Block:
    parts = _parts(dice, pools, "obs_weapon", "info_weapon", "jog")
    return Block("s1_pace", "weapons", "person", "jog", dice.pick("sffw"), parts)


def _parts(dice: Dice, pools: dict[str, list[str]], seen: str, known: str, level: str) -> str:
    parts = [dice.pick(pools["open"])] if dice.chance(75) else []
    parts += dice.some(pools[seen], 2 if dice.chance(30) else 1)
    parts += dice.some(pools["react"], dice.pick((0, 1, 1, 2)))
    parts += dice.some(pools[known], dice.pick((0, 1, 1, 2)))
    parts += dice.some(pools["detail"], 1) if dice.chance(38) else []
    if dice.chance(14):
        parts[1:] = dice.some(parts[1:], len(parts) - 1)
    parts += dice.some(pools[level], 1) if level == "mts" else []
    parts += dice.some(pools["tail"], dice.pick((0, 0, 1, 1, 2)))
    return ("¶" if dice.chance(7) else " ").join(parts)


def _vague(dice: Dice, pools: dict[str, list[str]]) -> Block:
    parts = dice.some(pools["vague"], dice.pick((1, 2, 2, 3, 4)))
    power, thing = dice.pick(
        (("s23_mda", "drugs"), ("s23_mda", "drugs"), ("s1_pace", "weapons"), ("s1_pace", "stolen"))
    )
    return Block(power, thing, "person", "jog", "n", " ".join(parts + dice.some(pools["tail"], dice.pick((0, 0, 1)))))


def _strip(dice: Dice, pools: dict[str, list[str]], number: int) -> Block:
    parts = [dice.pick(pools["open"]), dice.pick(pools["obs_drugs"][:10]), pools["eip"][number]]
    return Block("s23_mda", "drugs", "person", "eip", "sn"[number % 2], " ".join(parts), child=number >= 2)


# ------------------------------------------------------------------ one search
def _search(dice: Dice, block: Block) -> Search:
    authority = dice.pick(AUTHORITIES) if block.power == "s60_cjpoa" else None
    if authority:
        at = authority.start + timedelta(minutes=dice.below(authority.minutes))
        place = next(place for place in PLACES if place.lpu == authority.lpu)
    else:
        at = datetime(2025, 6, 1) + timedelta(days=dice.below(30), hours=_hour(dice), minutes=dice.below(60))  # noqa: DTZ001
        place = dice.pick(PLACES)
    search = fill(dice, Search(block, at, place, one_of(dice, place)))
    if authority:
        told = "" if dice.chance(25) else authority.ref
        search.cells["Section 60 authority"] = told
    return search


def fill(dice: Dice, search: Search) -> Search:
    """A search with all its cells, in the order in which an officer fills the form in."""
    for step in (_when, _who, _what, _words, _care, _video, _result, _staff):
        step(dice, search)
    return search


def _hour(dice: Dice) -> int:
    return dice.pick(
        (0, 0, 1, 2, 6, 9, 10, 11, 12, 13, 14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 20, 20, 21, 21, 22, 22, 23, 23)
    )


def _when(dice: Dice, search: Search) -> None:
    late = dice.pick((5, 9, 12, 20, 25, 40, 75, 180, 60 * 11, 60 * 50 if dice.chance(20) else 15))
    cells, place = search.cells, search.place
    cells["Practice data"] = "PRACTICE"
    cells["Log number"] = f"PL{search.at:%m%d}-{dice.below(900) + 100}" if dice.chance(60) else ""
    cells["Search date/time"] = f"{search.at:%d/%m/%Y %H:%M}"
    recorded = search.at + timedelta(minutes=late)
    cells["Recorded date/time"] = f"{recorded:%d/%m/%Y %H:%M}" if dice.chance(94) else ""
    cells["LPU"] = f"{place.name} LPU"
    street = search.words["street"] = dice.pick(place.streets)
    cells["Location"] = f"{street}, {place.name}" if dice.chance(96) else ""
    if dice.chance(88):
        cells["Latitude"] = f"{place.latitude + (dice.below(400) - 200) / 10000:.4f}"
        cells["Longitude"] = f"{place.longitude + (dice.below(400) - 200) / 10000:.4f}"
    cells["Operation"] = dice.pick(("Op Lantern", "Op Crossbill")) if dice.chance(6) else ""


def _who(dice: Dice, search: Search) -> None:
    block, cells, words = search.block, search.cells, search.words
    woman = block.woman or (not block.man and dice.chance(16))
    by_profile = "ethnicity:<eth>" in block.text or (block.strength == "n" and dice.chance(30))
    group = dice.pick(
        [entry for entry in ETHNICITIES if entry.group != "white"] if by_profile and dice.chance(60) else ETHNICITIES
    )
    words["sex"] = "female" if woman else "male"
    words["eth"] = group.seen
    words["name1"] = f"{dice.pick(NAMES[group.names, words['sex']])} {dice.pick(NAMES[group.names, 'last'])}"
    if dice.chance(2) and group.names == "british":
        words["name1"] = dice.pick(("Tomos Glyndŵr", "Siân Glyndŵr-Hughes"))
    words["addr1"] = invented_address(dice, search.place)
    if block.subject in ("vehicle", "unattended"):
        return
    age = (
        dice.below(4) + 14
        if block.child or dice.chance(11)
        else dice.pick((18, 19, 19, 20, 21, 22, 23, 24, 26, 28, 31, 33, 36, 41, 47, 58))
    )
    words["age"] = str(age)
    cells["Age"] = str(age) if dice.chance(90) else ""
    born = search.at - timedelta(days=age * 365 + 20 + dice.below(330))
    words["dob1"] = invented_date(dice, born)
    cells["Person name"] = words["name1"] if dice.chance(82) or "<name1>" in block.text else ""
    cells["Date of birth"] = f"{born:%d/%m/%Y}" if dice.chance(70) else ""
    cells["Home address"] = words["addr1"] if dice.chance(55) or "<addr1>" in block.text else ""
    cells["Gender"] = words["sex"].capitalize() if dice.chance(97) else ""
    stated = dice.below(100)
    cells["Self-defined ethnicity"] = group.code if stated < 84 else "NS" if stated < 95 else ""
    reasons = ("N4 - Declined", "N4 - Declined", "N3 - Did not understand", "N1 - Officer called away", "")
    cells["Reason ethnicity not stated"] = dice.pick(reasons) if 84 <= stated < 95 else ""
    cells["Officer-defined ethnicity"] = group.seen if dice.chance(95) else ""
    cells["Vulnerable person"] = "Yes" if dice.chance(7) else "No" if dice.chance(80) else ""


def _what(dice: Dice, search: Search) -> None:
    block, cells = search.block, search.cells
    kinds = {"person": "Person", "both": "Person and vehicle", "vehicle": "Vehicle", "unattended": "Unattended vehicle"}
    cells["Search type"] = kinds[block.subject]
    cells["Power"] = POWERS[block.power] if dice.chance(98) or block.power == "s60_cjpoa" else ""
    cells["Object of search"] = OBJECTS[block.object] if dice.chance(98) else ""
    search.words["vrm1"] = invented_plate(dice)
    if block.subject != "person":
        cells["Vehicle registration"] = search.words["vrm1"] if dice.chance(90) or "<vrm" in block.text else ""
        cells["Stopped under s163"] = "Yes" if block.subject == "both" and dice.chance(70) else "No"
    else:
        cells["Stopped under s163"] = "No" if dice.chance(60) else ""
    if block.subject in ("vehicle", "unattended"):
        return
    cells["Search level"] = block.level.upper() if dice.chance(95) or block.level != "jog" else ""
    if block.level == "jog":
        return
    cells["Search authorised by"] = dice.pick(("PS", "PS", "Insp") if block.level == "eip" else ("PC", "PS", ""))
    cells["Where searched"] = dice.pick(
        ("Police station", "Police station", "Police vehicle")
        if block.level == "eip"
        else ("Other out of public view", "Police vehicle", "At scene")
    )
    cells["Same sex officer"] = "Yes" if dice.chance(85) else ""


def _words(dice: Dice, search: Search) -> None:
    block, words = search.block, search.words
    others = [dice.pick(("british", "british", "polish", "asian")) for _ in range(2)]
    sex = "male" if re.search(r"\b(his|he|him)\b", block.text) else dice.pick(("male", "female"))
    words["other"] = f"{dice.pick(NAMES[others[0], sex])} {dice.pick(NAMES[others[1], 'last'])}"
    words["alias"] = f"{dice.pick(NAMES['british', words['sex']])} {dice.pick(NAMES['british', 'last'])}"
    words["other2"] = "his" if sex == "male" else "her"
    words["email"] = f"{words['name1'].split()[0].lower()}{dice.below(90) + 10}@mail.example"
    words["dob2"] = invented_date(dice, search.at - timedelta(days=7000 + dice.below(6000)))
    words["addr2"], words["phone"] = invented_address(dice, search.place), invented_phone(dice)
    words["town"] = search.place.name
    words["log"] = search.cells["Log number"] or f"PL{search.at:%m%d}-{dice.below(900) + 100}"
    words.setdefault("auth", next((a.ref for a in AUTHORITIES if a.lpu == search.place.lpu), "the authority"))
    colleagues = [officer for officer in OFFICERS if officer.lpu == search.place.lpu and officer != search.officer]
    words["officer"], words["officer2"] = (f"PC {mate.name}" for mate in dice.some(colleagues, 2))
    words["offmate"] = words["officer"].removeprefix("PC ")
    words["offname"], words["collar"] = search.officer.sergeant, search.officer.number
    for key, minutes in (("now", 0), ("ago10", 6 + dice.below(7)), ("ago20", 15 + dice.below(15))):
        words[key] = _clock(dice, search.at - timedelta(minutes=minutes))
    spoken = speak(dice, block.text, words)
    spoken = _manner(dice, spoken)
    search.cells["Grounds for search"] = spoken.text
    search.spans = spoken.spans


def _clock(dice: Dice, at: datetime) -> str:
    return dice.pick((f"{at:%H:%M}", f"{at:%H:%M}", f"{at:%H%M}", f"{at:%H%M}hrs", f"{at:%H.%M}"))


def _manner(dice: Dice, spoken: Spoken) -> Spoken:
    """Some officers write in capitals, some in none."""
    change: Callable[[str], str] = dice.pick((str.upper, str.lower)) if dice.chance(7) else str
    return Spoken(change(spoken.text), spoken.spans)


def _care(dice: Dice, search: Search) -> None:
    cells, block = search.cells, search.block
    if block.subject in ("vehicle", "unattended"):
        return
    child = int(search.words["age"]) < 18
    if child or search.is_on("Vulnerable person", "Yes"):
        for name, percent in (
            ("Appropriate adult present", 25),
            ("Parent informed", 50),
            ("Safeguarding referral", 40),
        ):
            cells[name] = dice.pick(("Yes", "")) if dice.chance(percent) else dice.pick(("No", "", "No"))
    if child and "appropriate adult sat" in block.text:
        cells.update({"Appropriate adult present": "Yes", "Parent informed": "Yes", "Safeguarding referral": "Yes"})
        cells.update({"Search authorised by": "Insp", "Where searched": "Police station"})
    cells["Interpreter"] = "Yes" if "phone app" in block.text else "No" if dice.chance(60) else ""
    cells["GOWISELY recorded"] = "Yes" if dice.chance(78) else dice.pick(("No", ""))
    cells["Receipt"] = dice.pick(
        (
            "Given on paper",
            "E-receipt sent",
            "E-receipt sent",
            "Offered - declined",
            "Offered - declined",
            "Advised - 3 months",
            "Not offered",
            "Not practicable",
            "",
        )
    )
    cuffed = any(word in block.text.lower() for word in ("cuffed", "challenged")) or dice.chance(13)
    cells["Handcuffs used"] = "Yes" if cuffed else "No" if dice.chance(85) else ""
    cells["Use of force form"] = f"UOF-P{dice.below(9000) + 1000}" if cuffed and dice.chance(75) else ""
    low, high = MINUTES[block.level]
    longer = 2 if block.subject == "both" else 1
    cells["Duration (minutes)"] = str((low + dice.below(high - low)) * longer) if dice.chance(90) else ""


def _video(dice: Dice, search: Search) -> None:
    on = "Fault" if "battery" in search.block.text else dice.pick(("Yes",) * 16 + ("No", "No", "Fault", ""))
    search.cells["BWV"] = on
    if on == "Yes":
        search.cells["BWV reference"] = f"BWV-P{dice.below(90000) + 10000}" if dice.chance(90) else ""
        search.cells["BWV kept until"] = f"{search.at + timedelta(days=31):%d/%m/%Y}"


def _result(dice: Dice, search: Search) -> None:
    cells, block = search.cells, search.block
    found = dice.chance(FIND_RATE[block.strength])
    if block.object == "drugs" and found:
        outcome = dice.pick(("Arrested", "CR", "CR", "Khat or Cannabis warning", "CR", "Voluntary attendance"))
    elif found:
        outcome = dice.pick(("Arrested", "Arrested", "Voluntary attendance", "CR", "Caution (simple or conditional)"))
    else:
        outcome = "Arrested" if dice.chance(4) else "NFA"
    cells["Item found"] = dice.pick(FOUND[block.object]) if found else "" if dice.chance(60) else "Nothing"
    cells["Outcome"] = outcome if dice.chance(95) else ""
    linked = "Yes" if found else "No"
    cells["Outcome linked to object"] = linked if cells["Outcome"] and dice.chance(84) else ""
    cells["Complaint"] = "Yes" if dice.chance(2) else "No" if dice.chance(70) else ""


def _staff(dice: Dice, search: Search) -> None:
    cells, officer = search.cells, search.officer
    cells["Officer"], cells["Officer name"], cells["Team"] = officer.number, f"PC {officer.name}", officer.team
    cells["Supervisor"] = officer.supervisor
    seen = search.at + timedelta(days=1 + dice.below(12))
    cells["Supervisor review date"] = f"{seen:%d/%m/%Y}" if dice.chance(55) else ""


def _without_reference(searches: Sequence[Search]) -> list[dict[str, str]]:
    """The rows: as in real exports, some have no reference (here four), and one of those stands there twice."""
    rows = [search.cells for search in searches]
    plain = [search.cells for search in searches if _is_plain(search)]
    for row in plain[2:14:3]:
        row["URN"] = ""
    at = rows.index(plain[5])
    return [*rows[: at + 1], dict(plain[5]), *rows[at + 1 :]]


def _is_plain(search: Search) -> bool:
    """A drugs search of a person with words of its own and no planted detail."""
    return (
        search.is_on("Power", "S23 MDA")
        and search.is_on("Search type", "Person")
        and not search.spans
        and len(search.cells["Grounds for search"]) > 60
    )


POWERS = {
    "s1_pace": "S1 PACE",
    "s23_mda": "S23 MDA",
    "s60_cjpoa": "S60 CJPOA",
    "s47_firearms": "S47 Firearms Act",
    "s36_psa": "S36 PSA",
    "s2_poaching": "Poaching Prevention Act 1862 (section 2)",
    "s19_wca": "Wildlife and Countryside Act 1981 (section 19)",
}
OBJECTS = {
    "drugs": "Controlled drugs",
    "weapons": "Bladed article or offensive weapon",
    "theft_article": "Going equipped",
    "stolen": "Stolen property",
    "damage_article": "Articles for use in criminal damage",
    "firearms": "Firearms",
    "threaten_harm": "Weapons or dangerous instruments",
    "game": "Game or poaching equipment",
    "wildlife": "Evidence of wildlife offences",
    "psychoactive": "Psychoactive substances",
}


if __name__ == "__main__":
    extract, labels = make()
    (OUT / f"{NAME}.csv").write_bytes(extract)
    (OUT / f"{NAME}.labels.json").write_bytes(labels)
