"""From a written block with choices and blanks to an officer's words, with the place of every planted detail."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.practice.dice import Dice

PRONOUNS = {
    "male": {"he": "he", "him": "him", "his": "his", "himself": "himself", "man": ("male", "man", "male", "lad")},
    "female": {"he": "she", "him": "her", "his": "her", "himself": "herself", "man": ("female", "woman")},
}
DETAILS = {
    "name1": "name",
    "vrm1": "vrm",
    "officer": "officer",
    "officer2": "officer",
    "street": "place",
    "log": "reference",
}
"""Blanks that are personal details wherever they stand."""
COLOURS = ("red", "blue", "grey", "black", "white", "silver", "green", "dark blue")
CARS = ("Golf", "Corsa", "Astra", "BMW 1 series", "Audi A3", "Fiesta", "Kia Ceed", "Seat Leon", "Insignia")
MARK = re.compile(r"<([A-Za-z0-9]+)>|\[(\w+):([^\]]*)\]|\{([^{}]*)\}|¶")
MEN = re.compile(r"\b(his|him|lad|lads|[Mm]ale|brother|son|pal|he)\b")


@dataclass(frozen=True)
class Block:
    """One written situation."""

    power: str
    object: str
    subject: str
    level: str
    strength: str
    text: str
    child: bool = False

    @property
    def man(self) -> bool:
        """Whether its words fix the person as a man."""
        return bool(MEN.search(re.sub(r"<\w+>", "", self.text)))

    @property
    def woman(self) -> bool:
        """Whether its words fix the person as a woman."""
        return any(words in self.text for words in ("young woman who", "dropped by a woman"))


@dataclass(frozen=True)
class Spoken:
    """What was written in the end, and where its planted details stand."""

    text: str
    spans: list[tuple[int, int, str]]


def read_blocks(path: Path) -> list[Block]:
    """The blocks of ``grounds.txt``."""
    blocks: list[Block] = []
    for part in path.read_text(encoding="utf-8").split("\n@ ")[1:]:
        head, _, text = part.partition("\n")
        child = any(word in text for word in ("aged <age>", "<name1>, <age>", "school", "Youth on"))
        blocks.append(Block(*head.split(), text=text.strip(), child=child))
    return blocks


def read_pools(path: Path) -> dict[str, list[str]]:
    """The sentences of ``fragments.txt`` by pool."""
    pools: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("% "):
            sentences = pools.setdefault(line[2:].strip(), [])
        elif line and not line.startswith("#"):
            sentences.append(line)
    return pools


def speak(dice: Dice, template: str, words: dict[str, str]) -> Spoken:
    """Choices made, blanks filled, details noted with their place in code points."""
    out: list[str] = []
    spans: list[tuple[int, int, str]] = []
    _say(dice, template, words, out, spans)
    text = "".join(out)
    return Spoken(text, spans)


def _say(dice: Dice, template: str, words: dict[str, str], out: list[str], spans: list[tuple[int, int, str]]) -> None:
    at = 0
    for mark in MARK.finditer(template):
        out.append(template[at : mark.start()])
        at = mark.end()
        blank, kind, inside, choices = mark.groups()
        start = sum(map(len, out))
        if blank:
            out.append(_fill(dice, blank, words))
            kind = DETAILS.get(blank.lower())
        elif kind:
            _say(dice, inside, words, out, spans)
        elif choices is not None:
            _say(dice, dice.pick(choices.split("|")), words, out, spans)
        else:
            out.append("\n")
        if kind:
            spans.append((start, sum(map(len, out)), kind))
    out.append(template[at:])


def _fill(dice: Dice, blank: str, words: dict[str, str]) -> str:
    key = blank.lower()
    said = PRONOUNS[words["sex"]].get(key)
    if isinstance(said, tuple):
        text = dice.pick(said)
    elif said:
        text = said
    elif key in ("colour", "colour2"):
        text = dice.pick(COLOURS)
    elif key == "car":
        text = dice.pick(CARS)
    elif key == "vrmtext":
        text = words["vrm1"].replace(" ", "") if dice.chance(50) else words["vrm1"]
    else:
        text = words[key]
    return text[:1].upper() + text[1:] if blank[0].isupper() else text
