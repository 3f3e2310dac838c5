"""Which kind of record a file is likely to hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from app.core.schemes.conditions import holds
from app.core.schemes.spec import Condition, Scheme
from app.core.schemes.spelling import spelt
from app.core.schemes.synonyms import Synonyms, synonyms_for
from app.intake.guessing.guess import Guess, guess_mapping
from app.intake.guessing.values import codes_of

_NO_TIME = 0.5
_SPECIAL = 0.98


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranked:
    """A kind that a file may hold, with its columns as they would be read; ``score`` compares kinds, and no more."""

    guess: Guess
    score: float

    @property
    def kind(self) -> str:
        """The kind's id."""
        return self.guess.kind


def guess_kind(
    schemes: Mapping[str, Scheme],
    header: Sequence[str],
    samples: Sequence[Sequence[str]],
    synonyms: Iterable[Synonyms],
) -> tuple[Ranked, ...]:
    """Every kind and part, the likeliest first.

    A column says more the fewer kinds could take it. Where kinds pass rows to one another, the rows decide; a kind
    whose rows are a special case of another's is put first only by rows that are of that case.
    """
    files = tuple(synonyms)
    rows = [(scheme, part) for scheme in schemes.values() for part in ("", *(item.id for item in scheme.parts))]
    guesses = [
        guess_mapping(scheme, header, samples, synonyms_for(files, scheme.kind, part), part) for scheme, part in rows
    ]
    rarity = _rarity(guesses, len(header))
    found = [
        Ranked(guess=guess, score=_score(scheme, guess, rarity) * _routed(schemes, scheme, guess, samples))
        for (scheme, _), guess in zip(rows, guesses, strict=True)
    ]
    return tuple(sorted(found, key=lambda ranked: -ranked.score))


def _rarity(guesses: Sequence[Guess], width: int) -> list[float]:
    """How much each column tells about the kind: the most where only one could take it."""
    takers = [sum(bool(guess.choices[index].field) for guess in guesses) for index in range(width)]
    return [log(1 + len(guesses) / count) if count else 0.0 for count in takers]


def _score(scheme: Scheme, guess: Guess, rarity: Sequence[float]) -> float:
    told = sum(choice.score * weight for choice, weight in zip(guess.choices, rarity, strict=True))
    time = scheme.part(guess.part).time if guess.part else scheme.time
    has_time = not time or time in guess.columns.values()
    return told / max(1, len(rarity)) * (1 if has_time else _NO_TIME)


def _routed(schemes: Mapping[str, Scheme], scheme: Scheme, guess: Guess, samples: Sequence[Sequence[str]]) -> float:
    """Less for a kind whose rows here would mostly go to another, or that takes only rows of a special case."""
    if guess.part:
        return 1.0
    away = max((_share(scheme, guess, samples, route.when) for route in scheme.routes), default=0.0)
    special = [
        (other, route.when)
        for other in schemes.values()
        for route in other.routes
        if route.to == scheme.kind and route.when.equals
    ]
    come = max((_share(scheme, guess, samples, when) for _, when in special), default=0.0)
    return (1 - away / 2) * (_SPECIAL if special and come <= away else 1)


def _share(scheme: Scheme, guess: Guess, samples: Sequence[Sequence[str]], when: Condition) -> float:
    """The share of rows that a rule about coded fields holds for."""
    known = {
        index: (choice.field, codes_of(scheme.vocabularies[scheme.field(choice.field).vocabulary]))
        for index, choice in enumerate(guess.choices)
        if choice.field and ":" not in choice.field and scheme.field(choice.field).type == "code"
    }
    fitting = 0
    for row in samples:
        cells = ((name, codes.get(spelt(row[index]), row[index].strip())) for index, (name, codes) in known.items())
        fitting += holds(when, {name: value for name, value in cells if value})
    return fitting / len(samples) if samples else 0.0
