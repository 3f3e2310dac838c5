"""The places of the window, in the order of the rail."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.core.workflow.rights import Right


class Place(Enum):
    """Somewhere a person goes."""

    PEOPLE = "people"
    HOME = "home"
    MONTH = "month"
    RECORDS = "records"
    BROWSE = "browse"
    BY_HAND = "by_hand"
    QUALITY = "quality"
    DRAW = "draw"
    CEREMONY = "ceremony"
    RELEASES = "releases"
    MEETINGS = "meetings"
    SEATS = "seats"
    GRADING = "grading"
    RESULTS = "results"
    PAPERS = "papers"
    ACTIONS = "actions"
    RECORD_OF_USE = "record_of_use"
    SETTINGS = "settings"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceSign:
    """How the rail names a place."""

    place: Place
    label: str
    icon: str
    help: str


SIGNS = (
    PlaceSign(place=Place.HOME, label="Home", icon="home", help="Where things stand and what to do next"),
    PlaceSign(place=Place.MONTH, label="My month", icon="month", help="The monthly sample, from extracts to done"),
    PlaceSign(place=Place.RECORDS, label="Imports", icon="records", help="Bring in extracts from force systems"),
    PlaceSign(place=Place.BROWSE, label="Records", icon="list", help="Look at the records, search and open them"),
    PlaceSign(place=Place.QUALITY, label="Quality", icon="quality", help="What the records lack, and what looks wrong"),
    PlaceSign(place=Place.DRAW, label="Draw", icon="draw", help="Seal a list, draw a sample, make the papers"),
    PlaceSign(place=Place.RELEASES, label="Releases", icon="release", help="Read cases and let them go to volunteers"),
    PlaceSign(
        place=Place.MEETINGS,
        label="Meetings",
        icon="meeting",
        help="Set up a panel, run its meeting, set down its view",
    ),
    PlaceSign(place=Place.GRADING, label="Grading", icon="grading", help="Grade the drawn cases"),
    PlaceSign(place=Place.RESULTS, label="Results", icon="results", help="What the grades of a round add up to"),
    PlaceSign(place=Place.PAPERS, label="Papers", icon="papers", help="What was issued, who has it, and look at it"),
    PlaceSign(place=Place.RECORD_OF_USE, label="Record of use", icon="audit", help="Check who did what; back up"),
    PlaceSign(
        place=Place.SETTINGS, label="Settings", icon="settings", help="People and passphrases; how the window looks"
    ),
)

BELOW = {
    Place.BY_HAND: Place.RECORDS,
    Place.CEREMONY: Place.DRAW,
    Place.SEATS: Place.MEETINGS,
    Place.PEOPLE: Place.SETTINGS,
    Place.ACTIONS: Place.HOME,
}
"""Places that the rail has no sign for, and the place that they belong to: they are come to from there."""

NEEDS: Mapping[Place, frozenset[Right]] = {
    Place.RECORDS: frozenset({Right.IMPORT}),
    Place.BROWSE: frozenset({Right.SEE_IDENTITY}),
    Place.QUALITY: frozenset({Right.SEE_IDENTITY}),
    Place.RELEASES: frozenset({Right.RELEASE}),
    Place.MEETINGS: frozenset({Right.ENTER_SHEETS, Right.OPEN_MEETING}),
    Place.GRADING: frozenset({Right.GRADE_OWN, Right.ENTER_SHEETS}),
    Place.PAPERS: frozenset({Right.AUDIT}),
    Place.ACTIONS: frozenset({Right.ACTIONS}),
}
"""Places that the rail shows only to someone who has one of these rights. A place that is not here is for everyone."""

NEEDS_ALL: Mapping[Place, frozenset[Right]] = {Place.MONTH: frozenset({Right.GRADE_OWN, Right.DRAW})}
"""Places that the rail shows only to someone who has every one of these rights."""


def is_for(place: Place, rights: frozenset[str]) -> bool:
    """Whether someone with these rights has something to do in a place."""
    any_of = {right.value for right in NEEDS.get(place, ())}
    all_of = {right.value for right in NEEDS_ALL.get(place, ())}
    return all_of <= rights and (not any_of or bool(any_of & rights))
