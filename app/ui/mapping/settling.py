"""What is still to be settled before a file may be brought in, and the name its mapping is offered under. No Qt."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from app.core.shapes.mappings import (
    ColumnChoice,
    FirstLook,
    Gap,
    MappingDraft,
    MappingSettings,
    TimeFinding,
    grave,
    settled_by,
)

LONGEST_NAME = 40
_FEW = 3
"""Fields that are named in one line."""
_SAID_BY_A_LAYOUT = frozenset({"order_unknown", "clock_unknown"})
"""What a file leaves open and a mapping says: with one that fits, saved or shipped, it is settled."""
_OF_A_LAYOUT = frozenset({"hour_only", "half_day", "midnight_only"})
"""What is lost in every file of a layout: who saved its mapping has taken note of it."""
_MONTHS = "january february march april may june july august september october november december"
_DATED = re.compile(
    rf"\b({'|'.join(name[:3] + '(?:' + name[3:] + ')?' for name in _MONTHS.split())}|\d+|v\d+|copy|final|new)\b", re.I
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a person has said of a file so far. ``agreed`` are the findings that they have taken note of."""

    columns: dict[str, str] = field(default_factory=dict[str, str])
    values: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    constants: dict[str, str] = field(default_factory=dict[str, str])
    times: str = ""
    day_order: str = ""
    agreed: frozenset[tuple[str, str]] = frozenset()

    @property
    def settings(self) -> MappingSettings:
        """The same as the services take it."""
        return MappingSettings(
            columns=self.columns,
            values=self.values,
            constants={name: value for name, value in self.constants.items() if value},
            times=self.times,
            day_order=self.day_order,
        )

    def with_word(self, name: str, spelling: str, code: str | None) -> "Said":
        """One more word decided: its code, "" for not recorded, or None to keep it as it stands."""
        of_field = {word: to for word, to in self.values.get(name, {}).items() if word != spelling}
        if code is not None:
            of_field[spelling] = code
        rest = {other: words for other, words in self.values.items() if other != name}
        return replace(self, values={**rest, name: of_field} if of_field else rest)

    def with_constant(self, name: str, value: str) -> "Said":
        """One value for every row; "" takes it back."""
        rest = {other: text for other, text in self.constants.items() if other != name}
        return replace(self, constants={**rest, name: value} if value else rest)


def begun(draft: MappingDraft) -> tuple[MappingDraft, Said]:
    """A draft without its words and values, and these as if a person had said them: so they can be changed."""
    return replace(draft, values={}, constants={}), Said(values=draft.values, constants=draft.constants)


def open_findings(
    look: FirstLook, draft: MappingDraft, findings: Iterable[TimeFinding], said: Said
) -> list[TimeFinding]:
    """The findings that nobody has settled yet, neither now nor when a mapping of this layout was saved."""
    found: list[TimeFinding] = []
    for finding in findings:
        way = settled_by(finding)
        chosen = said.day_order if way == "order" else said.times if way == "clock" else ""
        agreed = (finding.column, finding.code) in said.agreed
        known = (look.label and finding.code in _SAID_BY_A_LAYOUT) or (look.saved and finding.code in _OF_A_LAYOUT)
        if grave(finding, draft) and not (chosen or agreed or known):
            found.append(finding)
    return found


def open_gaps(look: FirstLook, draft: MappingDraft, said: Said) -> list[Gap]:
    """What no column says and nobody has seen yet, neither now nor when a mapping of this layout was saved."""
    as_saved = look.saved and draft.gaps == look.draft.gaps
    return [gap for gap in draft.gaps if not as_saved and (gap.sentence, gap.code) not in said.agreed]


def gap_words(gap: Gap) -> str:
    """What no column says, in a line: the first few fields, and how many more."""
    more = len(gap.fields) - _FEW
    return f"No column fills: {', '.join(gap.fields[:_FEW])}{f', and {more} more' if more > 0 else ''}."


def is_personal(choice: ColumnChoice) -> bool:
    """Whether a column that fills nothing may say who somebody is."""
    return not choice.field and choice.why.startswith("may say who")


def suggested_name(file: str, taken: Iterable[str] = ()) -> str:
    """A name for a mapping, from a file's name without its month and numbers: next month's file has others."""
    words = re.sub(r"[_\-.,()\s]+", " ", PurePath(file).stem)
    name = " ".join(_DATED.sub(" ", words).split())[:LONGEST_NAME].strip() or "Our export"
    name = name[0].upper() + name[1:]
    known, number, tried = {other.casefold() for other in taken}, 2, name
    while tried.casefold() in known:
        tried, number = f"{name[: LONGEST_NAME - 4]} {number}", number + 1
    return tried
