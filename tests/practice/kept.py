"""A practice extract as it lies in ``resources/practice``, for the tests of each kind."""

import csv
import io
import json
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from app.core.resources import root
from tests.practice import make_hate_incident, make_s60_authority, make_s60_search, make_vehicle_stop


@dataclass(frozen=True)
class Extract:
    """Which extract: what makes it, its kind and layout, and the headings of reference and labelled text."""

    maker: ModuleType
    kind: str
    layout: str
    reference: str
    text: str
    when: str

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.maker.NAME

    def read(self, ending: str) -> bytes:
        """The bytes of one of its files."""
        return (root() / "practice" / f"{self.name}{ending}").read_bytes()

    @property
    def rows(self) -> list[dict[str, str]]:
        """Its rows."""
        return _rows(self.read(".csv"))

    @property
    def labels(self) -> dict[str, list[dict]]:
        """Its labels by reference."""
        return json.loads(self.read(".labels.json"))


@cache
def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


AUTHORITIES = Extract(
    make_s60_authority, "s60_authority", "force_s60_authority", "Authority reference", "Grounds for belief", "Start"
)
SEARCHES = Extract(make_s60_search, "s60_search", "force_s60_search", "URN", "Why this person", "Search date/time")
STOPS = Extract(
    make_vehicle_stop, "vehicle_stop", "force_vehicle_stop", "Stop reference", "Reason for stop", "Stop date/time"
)
REPORTS = Extract(
    make_hate_incident,
    "hate_incident",
    "force_hate_incident",
    "Incident reference",
    "What was reported",
    "Reported date/time",
)
EXTRACTS = (AUTHORITIES, SEARCHES, STOPS, REPORTS)
