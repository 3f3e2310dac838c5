"""Situations in which force was used: written ones, and ordinary ones put together from sentences."""

from dataclasses import dataclass
from pathlib import Path

from tests.practice.dice import Dice

ORDINARY = (
    ("compliant", ("cuffs_compliant",)),
    ("compliant", ("communication", "cuffs_compliant")),
    ("compliant", ("cuffs_compliant", "communication")),
    ("verbal", ("communication", "cuffs_compliant")),
    ("verbal", ("communication", "unarmed_skills")),
    ("verbal", ("communication", "pava_drawn")),
    ("passive", ("communication", "unarmed_skills")),
    ("passive", ("communication", "unarmed_skills", "cuffs_compliant")),
    ("active", ("unarmed_skills", "cuffs_resisting")),
    ("active", ("communication", "unarmed_skills", "ground_restraint", "cuffs_resisting")),
    ("active", ("communication", "cuffs_resisting")),
    ("active", ("ground_restraint", "cuffs_resisting", "limb_restraint")),
    ("active", ("communication", "pava_used", "cuffs_resisting")),
    ("active", ("communication", "dog_deployed")),
    ("aggressive", ("unarmed_skills", "ground_restraint", "cuffs_resisting")),
    ("aggressive", ("communication", "pava_used", "unarmed_skills", "cuffs_resisting")),
    ("aggressive", ("communication", "unarmed_skills", "spit_guard")),
    ("aggressive", ("cuffs_resisting", "limb_restraint", "spit_guard")),
    ("aggressive", ("baton_drawn", "baton_used", "cuffs_resisting")),
    ("aggressive", ("communication", "baton_drawn")),
    ("aggressive", ("communication", "ced_drawn", "ced_red_dot", "cuffs_compliant")),
    ("serious", ("communication", "ced_drawn", "ced_red_dot")),
    ("serious", ("communication", "ced_drawn", "ced_fired", "cuffs_resisting")),
    ("serious", ("shield", "ced_drawn", "unarmed_skills", "cuffs_resisting")),
)
"""What a person does, and what officers do then. The first ones are the commonest (see ``ordinary``)."""

HELPING = (
    ("unarmed_skills",),
    ("cuffs_resisting",),
    ("ground_restraint",),
    ("unarmed_skills", "cuffs_resisting"),
    ("unarmed_skills", "communication"),
    ("communication",),
    ("cuffs_compliant",),
)
WHERE = (
    *("street",) * 9, *("dwelling",) * 5, "open_ground", "retail", "licensed", "licensed", "hospital", "custody",
    "custody", "vehicle_cage", "vehicle", "public_transport", "station", "stadium", "ambulance", "other",
)  # fmt: skip
WHY = (
    ("s3_cla,s117_pace", "effect_arrest"),
    ("s3_cla", "effect_arrest,prevent_escape"),
    ("s117_pace", "effect_search"),
    ("common_law", "protect_self"),
    ("s3_cla", "protect_self,protect_officers"),
    ("s3_cla", "prevent_offence,protect_public"),
    ("s136_mha", "protect_subject"),
    ("common_law", "prevent_harm"),
)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One situation: what each officer did and wrote, the leading one first."""

    place: str
    power: str
    reasons: str
    conduct: str
    impacts: str
    strength: str
    who: str
    parts: tuple[tuple[tuple[str, ...], str], ...]
    """For each officer the tactics, and the account with its blanks."""


class Words:
    """The sentences of ``force.txt``, dealt from each pool like a deck of cards: all before one comes again."""

    def __init__(self, dice: Dice, pools: dict[str, list[str]]) -> None:
        self._dice = dice
        self._pools = pools
        self._decks: dict[str, list[str]] = {}

    def deal(self, pool: str, number: int = 1) -> list[str]:
        dealt: list[str] = []
        for _ in range(number):
            deck = self._decks.setdefault(pool, [])
            if not deck:
                deck += self._dice.some(self._pools[pool], len(self._pools[pool]))
            dealt.append(deck.pop())
        return dealt


def read_scenes(path: Path) -> tuple[list[Scene], dict[str, list[str]]]:
    """The written scenes of ``force.txt``, and its sentences by pool."""
    scenes: list[Scene] = []
    pools: dict[str, list[str]] = {}
    head, parts, pool = list[str](), list[tuple[tuple[str, ...], str]](), list[str]()
    for line in (*path.read_text(encoding="utf-8").splitlines(), "@ end"):
        if line.startswith(("@ ", "% ")):
            if head:
                scenes.append(_scene(head, parts))
            head, parts = line[2:].split() if line.startswith("@") else [], []
            pool = pools.setdefault(line[2:].strip(), []) if line.startswith("%") else []
        elif head and line.startswith("+ "):
            tactics, _, text = line[2:].partition(" | ")
            parts.append((tuple(tactics.split(",")), text))
        elif head and line:
            parts.append((tuple(head[4].split(",")), line))
        elif line and not line.startswith("#"):
            pool.append(line)
    return scenes, pools


def _scene(head: list[str], parts: list[tuple[tuple[str, ...], str]]) -> Scene:
    place, power, reasons, conduct, _, impacts, strength, who = head
    return Scene(place=place, power=power, reasons=reasons, conduct=conduct, impacts=impacts.strip("-"),
                 strength=strength, who=who, parts=tuple(parts))  # fmt: skip


def ordinary(dice: Dice, words: Words, strength: str) -> Scene:
    """A situation put together from sentences. Weak accounts ("w") tell less, and "n" only stock phrases."""
    conduct, tactics = dice.pick(ORDINARY[:12] if dice.chance(30) else ORDINARY)
    power, reasons = dice.pick(WHY)
    forms = dice.pick(
        (1, 1, 1, 1, 1, 2, 2, 2, 3, 3) if conduct in ("compliant", "verbal") else (1, 1, 2, 2, 2, 3, 3, 4, 5)
    )
    parts = [(tactics, _account(dice, words, ["open"], conduct, tactics, strength))]
    for _ in range(forms - 1):
        helping = dice.pick(HELPING)
        parts.append((helping, _account(dice, words, ["second_open"], "", helping, dice.pick((strength, "f", "n")))))
    return Scene(place=dice.pick(WHERE), power=power, reasons=reasons, conduct=conduct, impacts=_impacts(dice),
                 strength=strength, who=dice.pick(("any",) * 7 + ("child",)), parts=tuple(parts))  # fmt: skip


def searched(dice: Dice, words: Words) -> Scene:
    """The force in a search: handcuffs, and sometimes a little more."""
    conduct, tactics = dice.pick(ORDINARY[:4] + ORDINARY[8:9])
    strength = dice.pick("sfwn")
    parts = [(tactics, _account(dice, words, [], conduct, tactics, strength))]
    if dice.chance(35):
        parts.append((("cuffs_resisting",), _account(dice, words, ["second_open"], "", ("cuffs_resisting",), "f")))
    return Scene(place="street", power="s117_pace", reasons="effect_search", conduct=conduct, impacts=_impacts(dice),
                 strength=strength, who="any", parts=tuple(parts))  # fmt: skip


def _impacts(dice: Dice) -> str:
    found = dice.some(("alcohol", "alcohol", "drugs", "mental_health", "prior_knowledge", "size", "crowd", "weapon",
                       "other"), dice.pick((0, 1, 1, 1, 2, 2)))  # fmt: skip
    return ",".join(dict.fromkeys(found))


def _account(dice: Dice, words: Words, start: list[str], conduct: str, tactics: tuple[str, ...], strength: str) -> str:
    if strength == "n":
        return " ".join(words.deal("weak", dice.pick((1, 1, 2))))
    said = [words.deal(pool)[0] for pool in start if dice.chance(85)]
    if conduct:
        said += words.deal(conduct, 1 if strength == "w" or conduct == "serious" else dice.pick((1, 2)))
    kept = tactics[-1:] if strength == "w" else tactics
    said += [words.deal(name)[0] for name in kept]
    said += words.deal("weak") if strength == "w" else words.deal("after", {"s": 2, "f": 1}[strength])
    said += words.deal("detail") if dice.chance(24) else []
    return ("¶" if dice.chance(8) else " ").join(said)
