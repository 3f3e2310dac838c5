"""The finder's rules as they are read from ``resources/redaction``: patterns with their checks, and lists of words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from app.core.redaction.anchors import Anchor, Anchors
from app.core.redaction.checks import CHECKS, district_check, postcode_check
from app.core.redaction.findings import Certainty, Finding
from app.core.redaction.name_marks import NameMarks
from app.core.redaction.spans import Kind, kind_of

_LETTERS = re.compile("[a-z]{2,}")
_BEFORE = 32
"""How far before an identifier its word may stand, in characters."""


@dataclass(frozen=True, kw_only=True)
class PatternRule:
    """A shape that a text is searched for. What the attributes mean stands in ``resources/redaction``."""

    id: str
    kind: Kind
    pattern: re.Pattern[str]
    certainty: Certainty
    check: Callable[[str], bool] | None
    failed: Certainty | None
    before: re.Pattern[str] | None
    failed_before: Certainty | None
    needs_before: bool
    holds: tuple[str, ...]
    needs: re.Pattern[str] | None
    anchor: Anchor | None
    group: str | int
    no_words: frozenset[str]

    def may_be_in(self, lower: str) -> bool:
        """Whether a text, in small letters, holds something without which the shape cannot be: a quick look."""
        if self.holds and not any(map(lower.__contains__, self.holds)):
            return False
        return self.needs is None or self.needs.search(lower) is not None

    def find_at(self, text: str, places: Iterable[int]) -> list[Finding]:
        """What has the shape, of what begins at some places; none over another, in order."""
        found: list[Finding] = []
        match, behind = self.pattern.match, 0
        for place in places:
            if place >= behind and (one := match(text, place)) is not None:
                behind = one.end()
                found += self._told(text, one)
        return found

    def find_anywhere(self, text: str) -> list[Finding]:
        """The same of a whole text."""
        return [finding for one in self.pattern.finditer(text) for finding in self._told(text, one)]

    def _told(self, text: str, match: re.Match[str]) -> tuple[Finding, ...]:
        """The finding of a match, without space at either end; none where its check drops it."""
        piece, (start, end) = match[self.group], match.span(self.group)
        start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        certainty = self.certainty_of(text, start, end) if start < end else None
        if certainty is None:
            return ()
        return (Finding(start=start, end=end, kind=self.kind, rule=self.id, certainty=certainty),)

    def certainty_of(self, text: str, start: int, end: int) -> Certainty | None:
        """How sure a piece that has the shape is; None where it is nothing."""
        named = self.before is not None and self.before.search(text, max(0, start - _BEFORE), start) is not None
        if not named and (self.needs_before or self._holds_word(text[start:end])):
            return None
        if self.check is not None and not _passes(self.check, text[start:end]):
            return self.failed_before if named and self.failed_before is not None else self.failed
        return Certainty.SURE if named and self.before is not None and not self.needs_before else self.certainty

    def _holds_word(self, piece: str) -> bool:
        """Whether a part of a piece is a word that no such number holds: “AT 0140 HRS”."""
        return bool(self.no_words) and not self.no_words.isdisjoint(_LETTERS.findall(piece.lower()))


def _passes(check: Callable[[str], bool], piece: str) -> bool:
    """Whether a piece passes a check; one that cannot make sense of it has not passed it, and the text stays read."""
    try:
        return check(piece)
    except (ValueError, LookupError):
        return False


@dataclass(frozen=True, kw_only=True)
class Words:
    """Lists of words, all in small letters."""

    lists: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        """The list of that name."""
        return self.lists[name]

    def any_of(self, *names: str) -> frozenset[str]:
        """Some lists in one."""
        if names not in self._joined:
            self._joined[names] = frozenset().union(*(self.lists[name] for name in names))
        return self._joined[names]

    @property
    def names(self) -> frozenset[str]:
        """Every given name and surname, those that are words too."""
        return self.any_of("given", "surname", "given_words", "surname_words")

    @cached_property
    def _joined(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}


@dataclass(frozen=True, kw_only=True)
class Rules:
    """All that the finder knows."""

    patterns: tuple[PatternRule, ...]
    names: Words
    places: Words
    first_stage_shows: Mapping[str, frozenset[str]]
    """By kind of record, the ids of patterns for what its first stage shows anyway."""

    def of_kind(self, kind: str) -> "Rules":
        """The same without what the first stage of a kind of record shows anyway."""
        shown = self.first_stage_shows.get(kind, frozenset())
        return replace(self, patterns=tuple(rule for rule in self.patterns if rule.id not in shown)) if shown else self

    @cached_property
    def name_marks(self) -> NameMarks:
        """Which lists of names and streets a word stands in."""
        others = self.places.any_of("premises", "sorts", "shops")
        return NameMarks(self.names.lists, self.places["streets"], others)

    @cached_property
    def anywhere(self) -> tuple[PatternRule, ...]:
        """The patterns that may begin at any place of a text."""
        return tuple(rule for rule in self.patterns if rule.anchor is None)

    @cached_property
    def anchored(self) -> Mapping[Anchor, tuple[PatternRule, ...]]:
        """The other patterns, by what they are tried at."""
        found: dict[Anchor, tuple[PatternRule, ...]] = {}
        for rule in self.patterns:
            if rule.anchor is not None:
                found[rule.anchor] = (*found.get(rule.anchor, ()), rule)
        return found

    @cached_property
    def anchors(self) -> Anchors:
        """What the patterns are tried at."""
        return Anchors(self.anchored)


def read_rules(tables: Mapping[str, Mapping[str, Any]]) -> Rules:
    """Rules from the files of ``resources/redaction``.

    Args:
        tables: by the file's name without its ending: identifiers, give_aways, names, places.

    Raises:
        KeyError, ValueError, re.error: a file of ours is wrong, which a test sees.
    """
    places = _words(tables["places"])
    areas = places["postcode_areas"]
    checks = {**CHECKS, "postcode": postcode_check(areas), "postcode_district": district_check(areas)}
    anchors, names = cache(_anchor), _words(tables["names"])
    patterns = [
        _pattern(rule, table, checks, anchors, names)
        for name in ("identifiers", "give_aways") for table in (tables[name],) for rule in table["rules"]
    ]  # fmt: skip
    shown = {kind: frozenset(ids) for kind, ids in tables["give_aways"]["first_stage_shows"].items()}
    return Rules(patterns=tuple(patterns), names=names, places=places, first_stage_shows=shown)


def _words(table: Mapping[str, Any]) -> Words:
    lists = {name: frozenset(words.split()) for name, words in table.items() if isinstance(words, str)}
    return Words(lists=lists)


def _pattern(
    rule: Mapping[str, Any],
    table: Mapping[str, Any],
    checks: Mapping[str, Callable[[str], bool]],
    anchors: Callable[[str, int, int], Anchor],
    names: Words,
) -> PatternRule:
    flags = re.VERBOSE if rule.get("case") == "as written" else re.VERBOSE | re.IGNORECASE
    words = rule.get("words", "")
    spelt = words if "|" in words else " | ".join(word.replace("-", r"[\s-]") for word in words.split())
    pattern = rule["pattern"].replace("{people}", table.get("people", "")).replace("{words}", spelt)
    before = rule.get("before", "")
    near = rule.get("near") or " ".join(word.partition("-")[0] for word in words.split())
    return PatternRule(
        id=rule["id"],
        kind=kind_of(rule["kind"]),
        pattern=re.compile(pattern, flags),
        certainty=Certainty[rule["certainty"].upper()],
        check=checks[rule["check"]] if "check" in rule else None,
        failed=_certainty(rule.get("failed", "drop")),
        before=re.compile(rf"\b (?: {before} ) (?! \w )", re.VERBOSE | re.IGNORECASE) if before else None,
        failed_before=_certainty(rule.get("failed_before", "drop")),
        needs_before=rule.get("needs_before", False),
        holds=tuple(rule.get("holds", ())),
        needs=re.compile(rule["needs"]) if "needs" in rule else None,
        group="it" if "?P<it>" in pattern else 0,
        anchor=anchors(near, rule.get("reach", 0), rule.get("lead", 0)) if near else None,
        no_words=names.any_of(*rule.get("no_words", "").split()),
    )


def _anchor(near: str, reach: int, lead: int) -> Anchor:
    return Anchor(near=tuple(dict.fromkeys(near.split())), reach=reach, lead=lead)


def _certainty(word: str) -> Certainty | None:
    return None if word == "drop" else Certainty[word.upper()]
