"""What every practice extract needs: its header from its layout, its bytes, its labels, its invented people."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app.core.resources import root
from app.core.schemes.parse import parse_mapping
from tests.practice.dice import Dice
from tests.practice.prose import Spoken, speak
from tests.practice.stock import (
    ETHNICITIES,
    NAMES,
    OFFICERS,
    Ethnicity,
    Officer,
    Place,
    invented_address,
    invented_date,
    invented_phone,
    invented_plate,
)

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "resources" / "practice"
REASONS = (
    "N4 - Declined",
    "N4 - Declined",
    "N3 - Did not understand",
    "N1 - Officer called away",
    "N2 - Public disorder",
)
Spans = list[tuple[int, int, str]]


def header(layout: str, *unknown: str) -> tuple[str, ...]:
    """The columns of an extract: the practice mark, what its layout knows, and what no layout knows."""
    mapping = parse_mapping((root() / "mappings" / f"{layout}.toml").read_bytes(), f"{layout}.toml")
    return (*mapping.ignored, *mapping.columns, *unknown)


def as_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """The rows as a force system writes them: UTF-8, CRLF, quotation marks where needed."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_labels(spans: Mapping[str, Spans]) -> bytes:
    """The places of the planted details by reference; a record without a reference or a detail is left out."""
    found = {
        reference: [{"start": start, "end": end, "kind": kind} for start, end, kind in places]
        for reference, places in spans.items()
        if reference and places
    }
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()


def save(files: Mapping[str, bytes]) -> None:
    """Write the files into ``resources/practice``."""
    for name, data in files.items():
        (OUT / name).write_bytes(data)


def moment(at: datetime) -> str:
    """A wall-clock time as the extracts write it."""
    return f"{at:%d/%m/%Y %H:%M}"


def day(at: datetime) -> str:
    """A day as the extracts write it."""
    return f"{at:%d/%m/%Y}"


def clock(dice: Dice, at: datetime) -> str:
    """A time of day as officers write it."""
    return dice.pick((f"{at:%H:%M}", f"{at:%H:%M}", f"{at:%H%M}", f"{at:%H%M}hrs", f"{at:%H.%M}"))


def say(dice: Dice, sentences: Sequence[str], words: Mapping[str, str]) -> Spoken:
    """Sentences in one text: a few writers use a line for each, a few capitals or none."""
    spoken = speak(dice, ("¶" if dice.chance(8) else " ").join(sentences), dict(words))
    change = dice.pick((str.upper, str.lower)) if dice.chance(6) else str
    return Spoken(change(spoken.text), spoken.spans)


def one_of(dice: Dice, place: Place) -> Officer:
    """An officer of a place's unit."""
    return dice.pick([officer for officer in OFFICERS if officer.lpu == place.lpu])


def person_words(
    dice: Dice,
    place: Place,
    at: datetime,
    *,
    women: int = 20,
    children: int = 5,
    among: Sequence[Ethnicity] = ETHNICITIES,
) -> dict[str, str]:
    """The words about an invented person: name, age, birth, address, ethnicity; and about others around them."""
    group = dice.pick(among)
    sex = "female" if dice.chance(women) else "male"
    other = dice.pick(("male", "female"))
    age = (
        dice.below(4) + 14 if dice.chance(children) else dice.pick((18, 19, 21, 23, 24, 27, 29, 33, 36, 42, 48, 57, 66))
    )
    born = at - timedelta(days=age * 365 + 20 + dice.below(330))
    first, last = dice.pick(NAMES[group.names, sex]), dice.pick(NAMES[group.names, "last"])
    if dice.chance(2) and group.names == "british":
        first, last = ("Siân", "Glyndŵr-Hughes") if sex == "female" else ("Tomos", "Glyndŵr")
    return {
        "sex": sex, "eth": group.seen, "sde": group.code, "age": str(age), "born": day(born),
        "name1": f"{first} {last}", "dob1": invented_date(dice, born), "addr1": invented_address(dice, place),
        "other": f"{dice.pick(NAMES['british', other])} {dice.pick(NAMES['british', 'last'])}",
        "addr2": invented_address(dice, place), "phone": invented_phone(dice), "vrm1": invented_plate(dice),
        "dob2": invented_date(dice, at - timedelta(days=7000 + dice.below(6000))),
        "email": f"{first.lower()}{dice.below(90) + 10}@mail.example".replace("â", "a"),
        "street": dice.pick(place.streets), "town": place.name, "log": f"PL{at:%m%d}-{dice.below(900) + 100}",
        "now": clock(dice, at), "ago20": clock(dice, at - timedelta(minutes=15 + dice.below(15))),
    }  # fmt: skip


def staff_words(dice: Dice, officer: Officer) -> dict[str, str]:
    """The words about an officer and two colleagues of the same unit."""
    mates = dice.some([mate for mate in OFFICERS if mate.lpu == officer.lpu and mate != officer], 2)
    return {
        "officer": f"PC {mates[0].name}", "officer2": f"PC {mates[1].name}",
        "offname": officer.sergeant, "collar": officer.number,
    }  # fmt: skip


def staff_cells(dice: Dice, officer: Officer, at: datetime) -> dict[str, str]:
    """The columns about the officer and the supervisor."""
    return {
        "Officer": officer.number,
        "Officer name": f"PC {officer.name}",
        "Team": officer.team,
        "Supervisor": officer.supervisor,
        "Supervisor review date": day(at + timedelta(days=1 + dice.below(12))) if dice.chance(50) else "",
        "Complaint": "Yes" if dice.chance(2) else "No" if dice.chance(70) else "",
    }


def video_cells(dice: Dice, at: datetime, *, filmed: int) -> dict[str, str]:
    """The columns about body-worn video, there that many times in a hundred."""
    if not dice.chance(filmed):
        return {"BWV": dice.pick(("No", "No", "Fault", ""))}
    number = f"BWV-P{dice.below(90000) + 10000}" if dice.chance(90) else ""
    return {"BWV": "Yes", "BWV reference": number, "BWV kept until": day(at + timedelta(days=31))}


def ethnicity_cells(dice: Dice, words: Mapping[str, str], *, column: str, stated: int, refused: int) -> dict[str, str]:
    """Self-defined ethnicity stated, not stated with and without a reason, or missing; and what the officer saw."""
    rolled = dice.below(100)
    seen = words["eth"] if dice.chance(86) else ""
    if rolled < stated:
        return {column: words["sde"], "Officer-defined ethnicity": seen}
    if rolled < stated + refused:
        reason = dice.pick(REASONS) if dice.chance(60) else ""
        return {column: "NS", "Reason ethnicity not stated": reason, "Officer-defined ethnicity": seen}
    return {"Officer-defined ethnicity": seen}


def person_cells(dice: Dice, words: Mapping[str, str], *, who: str, age: str, gender: str) -> dict[str, str]:
    """The columns about the person; ``who``, ``age`` and ``gender`` are the headings that differ."""
    return {
        f"{who} name": words["name1"] if dice.chance(85) else "",
        age: words["age"] if dice.chance(90) else "",
        gender: words["sex"].capitalize() if dice.chance(96) else "",
        "Vulnerable person": "Yes" if dice.chance(8) else "No" if dice.chance(75) else "",
    }
