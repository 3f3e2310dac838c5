"""What a coordinator may choose from who sets up a meeting: draws, panels, areas, people."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingDraw:
    """A draw that no round grades yet. ``refusal`` says why a panel cannot grade it so; "" when it can."""

    draw_id: int
    kind_label: str
    form_label: str
    first_day: str
    last_day: str
    cases: int
    minutes_each: int
    refusal: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingPerson:
    """A person who may sit in a meeting: a volunteer or a chair. ``scope`` is their team or panel."""

    person_id: int
    name: str
    affiliation: str
    chairs: bool
    scope: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingChoices:
    """All that the form of a new meeting offers; whatever is not in it can be typed.

    Attributes:
        panels: names of panels, from people's scopes and earlier meetings.
        areas: code and words of each area of the force.
        terms: terms of reference that earlier meetings agreed to, the newest first.
    """

    draws: tuple[MeetingDraw, ...]
    panels: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    people: tuple[MeetingPerson, ...]
