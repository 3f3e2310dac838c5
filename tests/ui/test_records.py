"""The records page: browsing, filtering, searching, opening, coming back; with the real store."""

from array import array
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.core import resources
from app.core.shapes.records import BY_REFERENCE, RecordColumn, RecordLine
from app.services.collecting import by_hand, undo
from app.ui.by_hand.page import ByHandPage
from app.ui.nav import Place
from app.ui.records.line_model import BLOCK, KEPT, LineModel
from app.ui.records.list_view import ListView
from app.ui.records.page import RecordsPage
from app.ui.records.record_view import _LinkButton
from tests.builders import PRACTICE_EXTRACT, Drawn, entries, import_file, import_practice, write_csv
from tests.ui.kit import Bench, press, settle

PRACTICE = PRACTICE_EXTRACT.parent


def page_of(bench: Bench) -> RecordsPage:
    bench.window.go(Place.BROWSE)
    settle()
    page = bench.window.pages[Place.BROWSE]
    assert isinstance(page, RecordsPage)
    return page


def filled(bench: Bench) -> RecordsPage:
    import_practice(bench.context.desk.workspace)
    return page_of(bench)


def cell(view: ListView, row: int, column: str = BY_REFERENCE) -> str:
    at = [each.id for each in view.lines.columns].index(column)
    index = view.lines.index(row, at)
    index.data()
    settle()
    return index.data()


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def search(page: RecordsPage, text: str) -> None:
    page.list.bar.words.setText(text)
    QTest.keyClick(page.list.bar.words, Qt.Key.Key_Return)
    settle()


def test_without_records_it_leads_to_the_imports(empty: Bench) -> None:
    page = page_of(empty)
    assert page.list.none_yet.isVisible()
    assert not page.list.table.isVisible()
    page.list.none_yet.act.click()
    assert empty.window.stack.currentWidget() is empty.window.pages[Place.RECORDS]


def test_records_that_come_in_while_it_is_hidden_are_there_on_return(empty: Bench, tmp_path: Path) -> None:
    page = page_of(empty)
    empty.window.go(Place.HOME)
    import_practice(empty.context.desk.workspace)
    empty.context.tasks.changed.emit(page.topics, None)
    assert page_of(empty).list.count.text() == "304 cases"


def test_browsing_with_the_keyboard(empty: Bench) -> None:
    page = filled(empty)
    view = page.list
    assert view.count.text() == "304 cases"
    view.table.setFocus()
    press(empty.window, Qt.Key.Key_End)
    assert view.table.currentIndex().row() == 303
    press(empty.window, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.table.currentIndex().row() == 2
    assert cell(view, 303)
    moments = [cell(view, row, "time") for row in (0, 303)]
    assert moments[0].startswith("30 June 2025") and moments[1].startswith("1 June 2025")


def test_one_facet_narrows_the_list_and_all_come_back(empty: Bench) -> None:
    page = filled(empty)
    bar = page.list.bar
    bar.filters_button.click()
    bar.filters.add_button.click()
    row = bar.filters.rows[0]
    row.facet.setCurrentIndex(row.facet.findData("lpu"))
    row.value.setCurrentIndex(row.value.findData("chester"))
    settle()
    found = page.list.lines.rowCount()
    assert 0 < found < 304
    assert page.list.count.text() == f"{found} of 304 cases"
    assert {cell(page.list, at, "lpu") for at in range(found)} == {"Chester"}
    assert bar.filters_button.text() == "&Filters (1)"
    bar.clear_button.click()
    settle()
    assert page.list.count.text() == "304 cases"
    assert bar.filters.rows == []


def test_days_and_an_extract_narrow_it_too(empty: Bench, tmp_path: Path) -> None:
    ws = empty.context.desk.workspace
    import_practice(ws)
    import_file(ws, write_csv(tmp_path / "late.csv", [{"URN": "LATE", "Search date/time": "01/07/2025 10:00"}]))
    bar = page_of(empty).list.bar
    page = page_of(empty)
    bar.source.setCurrentIndex(bar.source.findData(2))
    settle()
    assert page.list.count.text() == "1 of 305 cases"
    bar.source.setCurrentIndex(0)
    bar.all_days.click()
    bar.first_day.setDate(bar.last_day.date())
    bar._timer.timeout.emit()
    settle()
    assert page.list.count.text() == "1 of 305 cases"


def test_a_search_finds_words_and_is_logged_without_them(empty: Bench) -> None:
    page = filled(empty)
    search(page, "cannabis")
    found = page.list.lines.rowCount()
    assert 0 < found < 304
    last = entries(empty.context.desk.workspace)[-1]
    assert (last["event"], last["details"]) == ("records_searched", {"found": found, "kind": "stop_search"})
    assert QApplication.focusWidget() is page.list.table
    search(page, "zzz")
    assert page.list.none_fits.isVisible()
    assert page.list.count.text() == "0 of 304 cases"
    page.list.none_fits.act.click()
    settle()
    assert page.list.count.text() == "304 cases"
    assert page.list.bar.words.text() == ""


def test_letters_typed_in_the_table_go_to_the_search(empty: Bench) -> None:
    page = filled(empty)
    page.list.table.setFocus()
    press(empty.window, "k")
    assert QApplication.focusWidget() is page.list.bar.words
    assert page.list.bar.words.text() == "k"


def test_a_long_heading_is_told_on_hover_and_leaves_room_for_other_columns(empty: Bench) -> None:
    view = filled(empty).list
    empty.look.choose(scale=200)
    empty.window.resize(1600, 1000)
    settle()
    head, long = view.table.horizontalHeader(), RecordColumn(id="long", label="A heading " * 9, sortable=False)
    assert sum(head.sectionSize(at) for at in range(3)) < view.table.viewport().width()
    view.lines.show_ids(view.lines.ids, (long, *view.lines.columns))
    view.table.fit_columns(())
    assert head.sectionSize(0) < view.table.viewport().width() / 3
    assert view.lines.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == long.label


def test_a_heading_orders_the_list_and_turns_it_round(empty: Bench) -> None:
    view = filled(empty).list
    at = [each.id for each in view.lines.columns].index("lpu")
    view.table.sort_wanted.emit(at)
    settle()
    first = cell(view, 0, "lpu")
    assert view.bar.order.currentText().endswith("A to Z")
    view.table.sort_wanted.emit(at)
    settle()
    assert view.bar.order.currentText().endswith("Z to A")
    assert cell(view, 0, "lpu") > first


def test_enter_opens_and_escape_comes_back_to_the_same_row(empty: Bench, qtbot: QtBot) -> None:
    page = filled(empty)
    page.list.table.setFocus()
    press(empty.window, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    reference = cell(page.list, 3)
    press(empty.window, Qt.Key.Key_Return)
    assert page.record.isVisible()
    assert page.record.reference.text() == reference
    assert entries(empty.context.desk.workspace)[-1]["event"] == "record_opened"
    told = words(page.record)
    assert "No sealed list holds this record." in told
    assert "practice-stop-search-2025-06.csv brought the record." in told
    press(empty.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.isVisible, timeout=2000)  # a button shows that it is pressed first
    assert page.list.table.currentIndex().row() == 3
    assert QApplication.focusWidget() is page.list.table


def test_the_list_is_as_it_was_left_after_another_place(empty: Bench) -> None:
    page = filled(empty)
    search(page, "cannabis")
    page.list.table.go_to(5)
    empty.window.go(Place.HOME)
    assert page_of(empty).list.table.currentIndex().row() == 5
    assert page.list.bar.words.text() == "cannabis"


def test_new_records_keep_the_row_one_was_at(empty: Bench, tmp_path: Path) -> None:
    page = filled(empty)
    page.list.table.go_to(7)
    before = cell(page.list, 7)
    ws = empty.context.desk.workspace
    import_file(ws, write_csv(tmp_path / "late.csv", [{"URN": "LATE", "Search date/time": "01/07/2025 10:00"}]))
    empty.context.tasks.changed.emit(page.topics, None)
    settle()
    assert page.list.table.currentIndex().row() == 8
    assert cell(page.list, 8) == before


def test_versions_show_what_was_and_what_is(empty: Bench, tmp_path: Path) -> None:
    ws = empty.context.desk.workspace
    for name, lpu in (("first.csv", "Chester"), ("second.csv", "Warrington")):
        import_file(ws, write_csv(tmp_path / name, [{"URN": "A", "LPU": lpu}]))
    page = page_of(empty)
    page.list.table.setFocus()
    press(empty.window, Qt.Key.Key_Return)
    told = words(page.record)
    assert "second.csv changed the record." in told
    assert "Was: Chester" in told and "Now: Warrington" in told


def test_a_link_leads_to_the_other_record_and_back_again(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    import_file(ws, PRACTICE / "practice-s60-authority-2025.csv", kind="s60_authority")
    import_file(ws, PRACTICE / "practice-s60-search-2025-06.csv", kind="s60_search")
    page = page_of(empty)
    page.list.bar.kind.setCurrentIndex(page.list.bar.kind.findData("s60_authority"))
    settle()
    links: list[_LinkButton] = []
    for row in range(page.list.lines.rowCount()):
        cell(page.list, row)
        page.list.table.opened.emit(row)
        settle()
        links = page.record.findChildren(_LinkButton)
        if links:
            break
        page.record.back_button.click()
    first = page.record.reference.text()
    links[0].click()
    settle()
    assert page.record.reference.text() != first
    assert page.record.back_button.text() == f"Back to {first}"
    page.record.back_button.click()
    assert page.record.reference.text() == first
    page.record.back_button.click()
    assert page.list.isVisible()


def test_every_form_of_a_case_is_shown_and_its_sealed_list(drawn: tuple[Bench, Drawn]) -> None:
    bench, story = drawn
    import_file(story.ws, resources.root() / "practice" / "practice-use-of-force-2025-06.csv", kind="use_of_force")
    page = page_of(bench)
    page.list.bar.kind.setCurrentIndex(page.list.bar.kind.findData("stop_search"))
    settle()
    cell(page.list, 0)
    page.list.table.opened.emit(0)
    settle()
    assert "List 1: 304 cases of 1 June 2025 to 30 June 2025, sealed" in words(page.record)
    page.record.back_button.click()
    page.list.bar.kind.setCurrentIndex(page.list.bar.kind.findData("use_of_force"))
    settle()
    for row in range(page.list.lines.rowCount()):
        cell(page.list, row)
        page.list.table.opened.emit(row)
        settle()
        if "Form 2 of " in words(page.record):
            break
        page.record.back_button.click()
    assert "Form 1 of " in words(page.record)


def test_another_workspace_forgets_all_of_it(empty: Bench, tmp_path: Path) -> None:
    page = filled(empty)
    search(page, "cannabis")
    page.reset()
    assert page.list.lines.rowCount() == 0
    assert page.list.bar.words.text() == ""


def test_only_the_blocks_looked_at_last_are_kept(qapp: QApplication) -> None:
    lines, wanted = LineModel(), []
    lines.blocks_wanted.connect(wanted.append)
    lines.show_ids(array("q", range((KEPT + 1) * BLOCK)), (RecordColumn(id="time", label="When", sortable=True),))
    for block in range(KEPT):
        first = RecordLine(version_id=block * BLOCK, case_id=1, cells=(f"block {block}",))
        lines.put_block(lines.generation, block, (first,))
    assert lines.index(0, 0).data() == "block 0"
    lines.put_block(lines.generation, KEPT, ())
    assert [block for block in range(KEPT + 1) if lines.lacks(block)] == [1]
    lines.put_block(lines.generation - 1, 1, ())
    assert lines.lacks(1)
    assert lines.index(BLOCK, 0).data() is None
    settle()
    assert wanted == [(1,)]
    assert lines.ids_of(1) == list(range(BLOCK, 2 * BLOCK))


# ------------------------------------------------------------------ typed in by hand
AUTHORITY = {"authority_ref": "S60/25/7", "starts_at": "14/06/2025 21:00", "hours": "12"}


def test_a_typed_record_says_so_and_leads_to_its_form_and_back_changed(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    added = by_hand.add_record(ws, "s60_authority", AUTHORITY).value
    page = page_of(empty)
    empty.window.go(Place.BROWSE, added.case_id)
    settle()
    assert "This record was typed in by hand, by a line manager." in words(page.record)
    assert "a line manager (by hand) brought the record." in words(page.record)
    page.record.change_button.click()
    settle()
    form = empty.window.pages[Place.BY_HAND]
    assert isinstance(form, ByHandPage)
    assert empty.window.stack.currentWidget() is form
    assert form.form is not None
    assert form.form.texts["hours"] == "12"
    done = by_hand.add_record(ws, "s60_authority", AUTHORITY | {"hours": "15"}, again=True)
    empty.context.tasks.changed.emit(done.changed, None)
    empty.window.go(Place.BROWSE)
    settle()
    assert "a line manager (by hand) changed the record." in words(page.record)


def test_a_record_of_an_extract_has_nothing_to_change_by_hand(empty: Bench) -> None:
    page = filled(empty)
    page.list.table.setFocus()
    press(page.list.table, Qt.Key.Key_Return)
    settle()
    assert page.views.currentWidget() is page.record
    assert not page.record.change_button.isVisible()
    assert not page.record.typed.isVisible()


def test_an_open_record_that_was_undone_leads_back_to_the_list(empty: Bench) -> None:
    ws = empty.context.desk.workspace
    added = by_hand.add_record(ws, "s60_authority", AUTHORITY).value
    page = page_of(empty)
    empty.window.go(Place.BROWSE, added.case_id)
    settle()
    done = undo.undo_import(ws, added.import_id)
    empty.context.tasks.changed.emit(done.changed, None)
    settle()
    assert page.views.currentWidget() is page.list


def test_a_kind_is_never_cut_short(empty: Bench) -> None:
    import_file(empty.context.desk.workspace, PRACTICE / "practice-vehicle-stop-2025-06.csv", kind="vehicle_stop")
    for scale in (100, 200):
        empty.look.choose(scale=scale)
        empty.window.resize(960, 540)
        kind = page_of(empty).list.bar.kind
        settle()
        option = QStyleOptionComboBox()
        kind.initStyleOption(option)
        room = kind.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, kind
        )
        assert kind.currentText() == "Vehicle stop (section 163)"
        assert room.width() >= kind.fontMetrics().horizontalAdvance(kind.currentText())
