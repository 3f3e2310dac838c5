"""Which page shows a place. Each is imported when it is first visited: the first window has none of them yet."""

from importlib import import_module

from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.nav import Place

_PAGES = {
    Place.HOME: ("home", "HomePage"),
    Place.MONTH: ("month", "MonthPage"),
    Place.RECORDS: ("imports", "ImportPage"),
    Place.BROWSE: ("records", "RecordsPage"),
    Place.BY_HAND: ("by_hand", "ByHandPage"),
    Place.QUALITY: ("quality", "QualityPage"),
    Place.DRAW: ("draws", "DrawPage"),
    Place.CEREMONY: ("ceremony", "CeremonyPage"),
    Place.RELEASES: ("releases", "ReleasesPage"),
    Place.MEETINGS: ("meetings", "MeetingsPage"),
    Place.SEATS: ("seats", "SeatsPage"),
    Place.GRADING: ("grading", "GradingPage"),
    Place.RESULTS: ("results", "ResultsPage"),
    Place.PAPERS: ("papers", "PapersPage"),
    Place.ACTIONS: ("actions", "ActionsPage"),
    Place.RECORD_OF_USE: ("record_of_use", "RecordOfUsePage"),
    Place.SETTINGS: ("settings", "SettingsPage"),
    Place.PEOPLE: ("people", "PeoplePage"),
}
"""The folder of each place and the page in it."""


def make_page(place: Place, context: PageContext) -> Page:
    """The page of a place."""
    folder, name = _PAGES[place]
    return getattr(import_module(f"app.ui.{folder}.page"), name)(context)
