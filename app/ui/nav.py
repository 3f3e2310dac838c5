"""The places of the window, in the order of the rail."""

from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """Somewhere a person goes."""

    HOME = "home"
    RECORDS = "records"
    BROWSE = "browse"
    BY_HAND = "by_hand"
    QUALITY = "quality"
    DRAW = "draw"
    CEREMONY = "ceremony"
    GRADING = "grading"
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
    PlaceSign(place=Place.RECORDS, label="Imports", icon="records", help="Bring in extracts from force systems"),
    PlaceSign(place=Place.BROWSE, label="Records", icon="list", help="Look at the records, search and open them"),
    PlaceSign(place=Place.QUALITY, label="Quality", icon="quality", help="What the records lack, and what looks wrong"),
    PlaceSign(place=Place.DRAW, label="Draw", icon="draw", help="Seal a list, draw a sample, make the papers"),
    PlaceSign(place=Place.GRADING, label="Grading", icon="grading", help="Grade the drawn cases"),
    PlaceSign(place=Place.RECORD_OF_USE, label="Record of use", icon="audit", help="Check who did what; back up"),
    PlaceSign(place=Place.SETTINGS, label="Display", icon="settings", help="Light or dark, and how large the text is"),
)

BELOW = {Place.BY_HAND: Place.RECORDS, Place.CEREMONY: Place.DRAW}
"""Places that the rail has no sign for, and the place that they belong to: they are come to from there."""
