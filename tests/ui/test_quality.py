"""The quality page with the real services: a journey, its words for screen readers, its empty state."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.core import resources
from app.core.shapes.charts import Bar, BarChart
from app.ui.imports.page import ImportPage
from app.ui.nav import Place
from app.ui.quality.chart import ChartView
from app.ui.quality.grid_table import FoldedGrid
from app.ui.quality.page import QualityPage
from tests.builders import entries, import_file, import_practice
from tests.ui.kit import Bench, settle

PRACTICE = resources.root() / "practice"


def page_of(bench: Bench) -> QualityPage:
    bench.window.go(Place.QUALITY)
    settle()
    page = bench.window.pages[Place.QUALITY]
    assert isinstance(page, QualityPage)
    return page


def choose(page: QualityPage, kind: str) -> None:
    page.scope_bar.kind.setCurrentIndex(page.scope_bar.kind.findData(kind))
    count(page)


def count(page: QualityPage) -> None:
    """Let the pause after a choice be over."""
    page._timer.stop()
    page._count()
    settle()


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_with_no_records_it_says_what_to_do_and_leads_there(empty: Bench) -> None:
    page = page_of(empty)
    assert page.empty.isVisible()
    assert not page.scope_bar.isVisible()
    page.empty.act.click()
    settle()
    assert isinstance(empty.window.stack.currentWidget(), QWidget)
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.RECORDS]


def test_from_the_sentence_to_the_cases_behind_it(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    import_file(ws, PRACTICE / "practice-use-of-force-2025-06.csv", kind="use_of_force")
    import_file(ws, PRACTICE / "practice-vehicle-stop-2025-06.csv", kind="vehicle_stop")
    page = page_of(empty)
    assert page.scope_bar.kind.count() == 2
    choose(page, "vehicle_stop")
    ethnicity = page.cards["ethnicity"]
    assert ethnicity.headline.text().startswith("Of 324 drivers, 196 stated their ethnicity")
    assert page.progress.isHidden()
    choose(page, "use_of_force")
    assert ethnicity.headline.text().startswith("Of 311 people, 99 stated")
    forms = page.cards["forms"]
    assert "44 forms are missing" in forms.headline.text()
    before = len(entries(ws))
    forms.asks["forms_missing"].setFocus()
    QTest.keyClick(forms.asks["forms_missing"], Qt.Key.Key_Space)
    settle()
    assert "43 cases. That you looked at them is in the record of use." in words(forms)
    listed = forms.findChildren(FoldedGrid)[-1].table
    assert listed.shapes.rowCount() == 43
    assert len(entries(ws)) == before + 1


def test_one_extract_and_some_days(empty: Bench) -> None:
    import_practice(empty.context.desk.workspace)
    page = page_of(empty)
    choose(page, "stop_search")
    assert not page.scope_bar.first_day.isVisible()
    page.scope_bar.all_days.click()
    assert page.scope_bar.first_day.isVisible()
    page.scope_bar.last_day.setDate(page.scope_bar.first_day.date())
    count(page)
    some = page.cards["blanks"].headline.text()
    assert not some.startswith("304 records")
    page.scope_bar.all_days.click()
    page.scope_bar.source.setCurrentIndex(1)
    count(page)
    assert page.cards["blanks"].headline.text().startswith("304 records")
    assert not page.cards["forms"].isVisible(), "links are counted over all records"


def test_a_crooked_period_is_one_sentence(empty: Bench) -> None:
    import_practice(empty.context.desk.workspace)
    page = page_of(empty)
    page.scope_bar.all_days.click()
    page.scope_bar.last_day.setDate(page.scope_bar.first_day.date().addDays(-1))
    count(page)
    assert page.trouble.what.text() == "The period ends before it begins."
    assert not any(card.isVisible() for card in page.cards.values())
    page.scope_bar.all_days.click()
    count(page)
    assert page.trouble.isHidden()
    assert page.cards["blanks"].isVisible()


def test_new_records_are_counted_when_the_page_is_seen_again(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    page = page_of(empty)
    empty.window.go(Place.RECORDS)
    records = empty.window.pages[Place.RECORDS]
    assert isinstance(records, ImportPage)
    import_practice(ws)
    page._stale = True
    page = page_of(empty)
    assert page.empty.isHidden()
    assert page.cards["blanks"].isVisible()


def test_every_chart_is_told_in_words_and_as_a_table(empty: Bench) -> None:
    import_file(empty.context.desk.workspace, PRACTICE / "practice-vehicle-stop-2025-06.csv", kind="vehicle_stop")
    page = page_of(empty)
    charts = page.findChildren(ChartView)
    assert len(charts) == 5
    for chart in charts:
        node = QAccessible.queryAccessibleInterface(chart)
        assert node.text(QAccessible.Text.Name)
        assert ": " in node.text(QAccessible.Text.Description)
        folded = chart.parentWidget()
        assert isinstance(folded, FoldedGrid)
        assert not folded.table.isVisible()
        folded.fold_button.setFocus()
        QTest.keyClick(folded.fold_button, Qt.Key.Key_Space)
        assert folded.table.isVisible()
        assert folded.fold_button.accessibleName().startswith("Hide the numbers: ")


def test_bars_keep_to_their_room_at_any_width(empty: Bench) -> None:
    bars = tuple(
        Bar(label=f"A rather long name of a field, number {n}", count=n, of=9, told=f"{n} of 9") for n in (0, 9)
    )
    for upright in (False, True):
        chart = ChartView(empty.look, BarChart(title="Bars", bars=bars, upright=upright))
        narrow, wide = chart.heightForWidth(empty.look.em(14)), chart.heightForWidth(empty.look.em(60))
        assert narrow >= wide > 0
        chart.resize(empty.look.em(14), narrow)
        assert not chart.grab().isNull()
        chart.deleteLater()


def test_it_rests_when_the_person_goes_elsewhere(empty: Bench, tmp_path: Path) -> None:
    import_practice(empty.context.desk.workspace)
    page = page_of(empty)
    page.scope_bar.source.setCurrentIndex(1)
    assert page._timer.isActive()
    page._waiting = [empty.tasks.run(lambda: None)]
    empty.window.go(Place.HOME)
    assert not page._timer.isActive()
    assert not page._waiting
