"""A record in little room, for screen and paper alike: what is there is told; what is not is named in one line."""

from dataclasses import dataclass

from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative

_NO = "No"
"""What a yes-or-no field says in plain words; a form has dozens of these."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CompactFields:
    """A group's fields, each in the group's order: those told with their value, and the names of the others."""

    told: tuple[FieldLine, ...]
    no: tuple[str, ...]
    blank: tuple[str, ...]


def compact_fields(group: FieldGroup) -> CompactFields:
    """Part the fields of a group; one on which the rows of its case do not agree is always told."""
    told = tuple(line for line in group.lines if line.differ or line.value not in ("", _NO))
    rest = [line for line in group.lines if line not in told]
    return CompactFields(
        told=told,
        no=tuple(line.label for line in rest if line.value),
        blank=tuple(line.label for line in rest if not line.value),
    )


def compact_narratives(
    narratives: tuple[Narrative, ...], *, first_is_main: bool
) -> tuple[tuple[Narrative, ...], tuple[str, ...]]:
    """Part long texts into those shown in full and the names of empty ones.

    The scheme's main text (the grounds) is shown even when it is empty: that nothing was recorded is itself a finding.
    """
    shown = tuple(each for at, each in enumerate(narratives) if each.text.strip() or (first_is_main and at == 0))
    return shown, tuple(each.label for each in narratives if each not in shown)
