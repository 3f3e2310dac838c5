"""The mapping page on a workbook in which a spreadsheet swapped day and month."""

from pathlib import Path

from tests.services.collecting.test_odd_extracts import months, swapped
from tests.ui.kit import Bench
from tests.ui.test_imports import give, page_of


def test_swapped_days_have_to_be_settled_and_can_be_turned_back(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    give(empty, page, swapped(tmp_path))
    view = page.mapping
    assert page.views.currentWidget() is view
    assert (view.times.order.value, view.times.order.segments[-1].isVisible()) == ("", True)
    view.times.clock.choose("local")
    view.try_now()
    assert view.foot.status.text().startswith("Say which comes first, day or month.")
    assert not view.foot.import_button.isEnabled()
    view.times.order.choose("swapped")
    view.try_now()
    assert "“2025-01-06T15:01:00” will be read as 1 June 2025, 15:01" in view.times.reading.text()
    assert view.preview is not None
    first = {cell.field: cell.kept for cell in view.preview.rows[0].cells}
    assert first["searched_at"] == "Sunday 1 June 2025, 15:01"
    assert view.times.order.value == "swapped"


def test_swapped_days_can_be_taken_as_they_are(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    give(empty, page, swapped(tmp_path))
    view = page.mapping
    view.times.clock.choose("local")
    view.times.order.choose("dmy")
    view.try_now()
    assert "which comes first" not in view.foot.status.text()


def test_turning_back_is_offered_only_where_days_look_swapped(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    give(empty, page, months(tmp_path, "June"))
    assert page.views.currentWidget() is page.mapping
    assert not page.mapping.times.order.segments[-1].isVisible()
