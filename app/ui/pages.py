"""Which page shows a place. Each is imported when it is first visited: the first window has none of them yet."""

from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.nav import Place


def make_page(place: Place, context: PageContext) -> Page:
    """The page of a place."""
    if place is Place.HOME:
        from app.ui.home.page import HomePage as Made
    elif place is Place.RECORDS:
        from app.ui.imports.page import ImportPage as Made
    elif place is Place.QUALITY:
        from app.ui.quality.page import QualityPage as Made
    elif place is Place.DRAW:
        from app.ui.draws.page import DrawPage as Made
    elif place is Place.GRADING:
        from app.ui.grading.page import GradingPage as Made
    elif place is Place.RECORD_OF_USE:
        from app.ui.record_of_use.page import RecordOfUsePage as Made
    else:
        from app.ui.settings.page import SettingsPage as Made
    return Made(context)
