"""The mapping page: columns, times, words, values for every row; its preview follows what is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.shapes.mappings import TimeFinding, grave, settled_by
from app.services.collecting import mappings
from app.ui.imports.page import ImportPage
from app.ui.mapping.settling import Said, suggested_name
from app.ui.mapping.view import MappingView
from tests.ui.kit import Bench, settle
from tests.ui.test_accessible import nameless
from tests.ui.test_clipping import SIZES, clipped, fit
from tests.ui.test_imports import give, page_of
from tests.ui.unseen import GROUNDS, write_workbook


@pytest.fixture
def page(empty: Bench, tmp_path: Path) -> ImportPage:
    """The page with a file in hand that nobody has seen."""
    made = page_of(empty)
    give(empty, made, write_workbook(tmp_path / "Crewe stops 2025-06.xlsx"))
    return made


def fields(view: MappingView) -> dict[str, str]:
    assert view.draft is not None
    return {choice.column: choice.field for choice in view.draft.columns if choice.field}


def cells(view: MappingView, row: int = 0) -> dict[str, str]:
    assert view.preview is not None
    return {cell.field: cell.kept for cell in view.preview.rows[row].cells}


def text_of(view: MappingView, name: str) -> str:
    assert view.draft is not None
    at = [choice.column for choice in view.draft.columns].index(name)
    return view.columns.shapes.data(view.columns.shapes.index(at, 1), Qt.ItemDataRole.AccessibleTextRole)


def press(key: Qt.Key | str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key) if isinstance(key, Qt.Key) else QTest.keyClicks(focused, key)
    settle()


def test_an_unknown_file_comes_to_the_mapping_page_with_its_guesses(page: ImportPage) -> None:
    view = page.mapping
    assert page.views.currentWidget() is view
    told = view.columns_told.text()
    assert told.startswith("13 columns: 10 kept, 1 read for the age only, 2 not stored, 1 of them because")
    assert text_of(view, "Looking For") == "Looking for. Sure: known heading “Looking for”"
    assert text_of(view, "Stop Power").casefold() == "power used. likely: like the heading “power”"
    assert text_of(view, "Suspect name") == "Not stored. May say who a person is"
    assert text_of(view, "Suspect DOB") == (
        "Date of birth: the age only. Likely: the age is worked out from it, and the date is not kept"
    )
    assert "Lookups” (hidden)" in view.about.text()
    assert [view.source.sheet.itemText(at) for at in range(2)] == ["Export (64 rows)", "Lookups (2 rows, hidden)"]
    assert view.source.header_row.value() == 4
    assert view.foot.name.text() == "Crewe stops"


def test_a_column_is_given_another_field_with_the_keyboard_alone(page: ImportPage) -> None:
    view = page.mapping
    assert QApplication.focusWidget() is view.columns
    for _ in range(12):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert view.picker.isVisible()
    press("operation")
    assert view.picker.list.currentItem().text().startswith("Name of the operation")
    press(Qt.Key.Key_Return)
    assert not view.picker.isVisible()
    assert QApplication.focusWidget() is view.columns
    assert fields(view)["Internal Ref Hash"] == "operation"
    assert text_of(view, "Internal Ref Hash").endswith("Said by you")
    press(Qt.Key.Key_Delete)
    assert "Internal Ref Hash" not in fields(view)


def test_escape_leaves_the_picker_and_changes_nothing(page: ImportPage) -> None:
    view, before = page.mapping, fields(page.mapping)
    press("g")
    assert view.picker.search.text() == "g"
    press(Qt.Key.Key_Escape)
    assert not view.picker.isVisible()
    assert fields(view) == before


def test_the_preview_shows_what_will_be_kept_and_follows(page: ImportPage) -> None:
    view = page.mapping
    assert cells(view)["searched_at"] == "Sunday 1 June 2025, 07:00"
    assert cells(view)["grounds"] == f"{GROUNDS[0]} Entry 1."
    assert view.shown.told.text() == "Of the 60 rows, 60 will be stored."
    view.times.clock.choose("utc")
    assert view._timer.isActive()
    view.try_now()
    assert cells(view)["searched_at"] == "Sunday 1 June 2025, 08:00"


def test_nothing_is_brought_in_before_the_clock_is_settled(page: ImportPage) -> None:
    view = page.mapping
    assert view.foot.status.text() == "Say whose clock the times are."
    assert not view.foot.import_button.isEnabled()
    view.times.clock.choose("local")
    view.try_now()
    assert view.foot.status.text().startswith("No column fills: ")
    assert view.foot.show_button.isVisible()
    view.gaps.ticks[0].click()
    assert view.foot.status.text() == "Nothing is left to settle."
    assert view.foot.import_button.isEnabled()


def test_a_needed_field_that_no_column_fills_is_said_on_top(page: ImportPage) -> None:
    view = page.mapping
    view._give("Date of Stop", "")
    view._give("Time of Stop", "")
    view.try_now()
    assert "No column fills “Date and time of the search”" in view.missing.what.text()
    assert view.missing.isVisible()
    assert not view.foot.import_button.isEnabled()
    assert not view.shown.table.isVisible()
    view._give("Date of Stop", "searched_at")
    view._give("Time of Stop", "searched_at")
    view.try_now()
    assert not view.missing.isVisible()
    assert cells(view)["searched_at"] == "Sunday 1 June 2025, 07:00"


def test_words_are_mapped_left_or_taken_as_suggested(page: ImportPage) -> None:
    view = page.mapping
    declined, near = view.words.combos["sde_code", "Declined to say to ofcr"], ("sde_code", "W1 White Brit (self)")
    declined.setCurrentIndex(declined.findData(""))
    view.words.suggest_button.click()
    view.try_now()
    assert view.said.values == {"sde_code": {"Declined to say to ofcr": "", "W1 White Brit (self)": "W1"}}
    assert view.preview is not None
    assert view.preview.unknown == ()
    assert not view.words.suggest_button.isVisible()
    view.words.combos[near].setCurrentIndex(0)
    view.try_now()
    assert [word.value for word in view.preview.unknown] == ["W1 White Brit (self)"]


def test_one_value_for_every_row_is_chosen_from_a_list(page: ImportPage) -> None:
    view = page.mapping
    unit = view.constants.values["lpu"]
    unit.setCurrentIndex(unit.findData("crewe"))
    assert view.draft is not None
    assert view.draft.constants == {"lpu": "crewe"}
    view.constants.others.setCurrentIndex(view.constants.others.findData("operation"))
    view.constants.add_button.click()
    QTest.keyClicks(view.constants.values["operation"], "Juniper")
    assert view.draft.constants == {"lpu": "crewe", "operation": "Juniper"}
    unit.setCurrentIndex(0)
    assert view.draft.constants == {"operation": "Juniper"}


def test_another_kind_or_sheet_is_looked_at_anew(page: ImportPage) -> None:
    view = page.mapping
    view.source.kind.setCurrentIndex(view.source.kind.findData("vehicle_stop"))
    settle()
    assert view.draft is not None
    assert view.draft.kind == "vehicle_stop"
    view.source.sheet.setCurrentIndex(1)
    settle()
    assert (view.draft.at_sheet, view.draft.troubles != ()) == ("Lookups", True)


def test_an_answer_that_comes_too_late_is_not_shown(page: ImportPage) -> None:
    view, waiting = page.mapping, []
    run = page.context.tasks.run
    page.context.tasks.run = lambda act, **told: waiting.append((act, told))  # type: ignore[method-assign]
    view.try_now()
    page.context.tasks.run = run  # type: ignore[method-assign]
    view.times.clock.choose("utc")
    view.try_now()
    act, told = waiting[0]
    told["then"](act())
    assert cells(view)["searched_at"] == "Sunday 1 June 2025, 08:00"


def test_a_long_file_is_tried_in_part_and_counted_whole_when_asked(empty: Bench, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    head, row = "Slip,Date,Time,Power,Result\n", "A{0},14/06/2025,10:{1:02},s1 PACE,{2}\n"
    body = (row.format(number, number % 60, "Let go" if number > 5_500 else "NFA") for number in range(6_000))
    file.write_text(head + "".join(body), encoding="utf-8")
    page = page_of(empty)
    give(empty, page, file)
    view = page.mapping
    assert view.preview is not None
    assert view.preview.read == 2_000
    assert view.words.told.text() == "Every word is known among the first 2,000 rows."
    empty.tasks.long_started.connect(lambda work: work.cancel())
    view.words.count_button.click()
    assert view.trouble.what.text() == "You stopped it."
    empty.tasks.long_started.disconnect()
    view.words.count_button.click()
    settle()
    assert list(view.words.combos) == [("outcome", "Let go")]
    assert not view.words.count_button.isVisible()


def test_two_thousand_columns_do_not_hold_the_page_up(empty: Bench, tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    names = ["Date", "Power", *(f"Spare {number}" for number in range(1_998))]
    file.write_text(",".join(names) + "\n" + ",".join(["14/06/2025 10:00", "s1 PACE", *["x"] * 1_998]) + "\n")
    page = page_of(empty)
    give(empty, page, file)
    view = page.mapping
    assert view.columns.shapes.rowCount() == 2_000
    assert len(page.findChildren(type(view.source.kind))) < 40
    assert view.picker.list.count() == 0


def test_a_finding_can_be_taken_note_of_and_that_taken_back(empty: Bench, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("Slip,Date,Power\n" + "".join(f"A{day},{day}/06/2025,s1 PACE\n" for day in range(10, 20)))
    page = page_of(empty)
    give(empty, page, file)
    view = page.mapping
    assert view.foot.status.text().startswith("Take note: No value has a time of day")
    view.times.ticks[0].click()
    assert view.foot.import_button.isEnabled(), "that no column fills a field is told, and keeps nobody"
    view.times.ticks[0].click()
    assert not view.foot.import_button.isEnabled()


def test_what_several_columns_show_alike_stands_in_one_box(empty: Bench, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    body = "".join(f"C{day},{day}/06/2025,{day}/06/2025\n" for day in range(13, 20))
    file.write_text("Custody record number,Arrival date,Release date\n" + body)
    page = page_of(empty)
    give(empty, page, file)
    view = page.mapping
    view._give("Arrival date", "arrived_at")
    view._give("Release date", "released_at")
    view.try_now()
    assert view.preview is not None
    assert len([one for one in view.preview.findings if one.code == "midnight_only"]) == 2
    assert len(view.times.ticks) == 1
    view.times.ticks[0].click()
    assert view.foot.import_button.isEnabled()
    view.times.ticks[0].click()
    assert not view.foot.import_button.isEnabled()


def test_people_who_would_be_one_case_are_told_and_must_be_seen(empty: Bench, tmp_path: Path) -> None:
    file = tmp_path / "force.csv"
    file.write_text("Incident number,Date of incident,Tactic\nI1,14/01/2025 10:00,Handcuffs\n", encoding="utf-8")
    page = page_of(empty)
    give(empty, page, file)
    view = page.mapping
    view.source.kind.setCurrentIndex(view.source.kind.findData("use_of_force"))
    settle()
    view._give("Incident number", "incident_ref")
    view._give("Date of incident", "used_at")
    view.try_now()
    assert "will be one case, because no column fills “Number of the person in the incident”" in view.foot.status.text()
    assert not view.foot.import_button.isEnabled()
    view.foot.show_button.click()
    view.gaps.ticks[0].click()
    assert view.foot.import_button.isEnabled()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Crewe stops 2025-06.xlsx", "Crewe stops"),
        ("NICHE_EXPORT_June_2025_v2 (1).csv", "NICHE EXPORT"),
        ("2025-06.csv", "Our export"),
        ("marchwood stops.csv", "Marchwood stops"),
        ("x" * 60 + ".csv", "X" + "x" * 39),
    ],
)
def test_a_name_is_suggested_without_the_month(file: str, name: str) -> None:
    assert suggested_name(file) == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert suggested_name("crewe.csv", ["Crewe", "crewe 2"]) == "Crewe 3"


def test_what_was_said_can_be_unsaid() -> None:
    said = Said().with_word("outcome", "Let go", "nfa").with_constant("lpu", "crewe")
    assert said.settings.values == {"outcome": {"Let go": "nfa"}}
    assert said.with_word("outcome", "Let go", None).with_constant("lpu", "") == Said()


def test_order_of_days_that_the_values_contradict_is_settled_by_choosing(page: ImportPage) -> None:
    view = page.mapping
    assert view.draft is not None
    finding = TimeFinding(code="month_first", column="Date", count=3, of=9, sentence="The month.", suggests="mdy")
    assert grave(finding, view.draft)
    assert settled_by(finding) == "order"


@pytest.mark.parametrize(("scale", "width", "height"), SIZES)
def test_no_word_is_cut_off(empty: Bench, page: ImportPage, scale: int, width: int, height: int) -> None:
    fit(empty, scale, width, height)
    assert clipped(empty) == []
    assert (empty.window.width(), empty.window.height()) == (width, height)


def test_every_control_has_a_name(empty: Bench, page: ImportPage) -> None:
    page.mapping._pick(2, "")
    assert nameless(empty.window) == []
    node = QAccessible.queryAccessibleInterface(page.mapping.columns)
    assert node is not None
    assert node.text(QAccessible.Text.Name) == "Columns of the file and what each is kept as"


def test_the_mapping_is_kept_under_its_name_unless_not_wanted(empty: Bench, page: ImportPage) -> None:
    ws = empty.context.desk.workspace
    view = page.mapping
    view.times.clock.choose("local")
    view.try_now()
    view.foot.keep_tick.click()
    view.foot.import_button.click()
    settle()
    assert page.result.isVisible()
    assert [item.name for item in mappings.list_mappings(ws) if not item.shipped] == []


def test_what_is_left_is_shown_and_in_focus(page: ImportPage) -> None:
    view = page.mapping
    view.foot.show_button.click()
    assert QApplication.focusWidget() is view.times.clock.segments[0]
    view.times.clock.choose("local")
    view.try_now()
    settle()
    view.foot.show_button.click()
    assert QApplication.focusWidget() is view.gaps.ticks[0]
    view.gaps.ticks[0].click()
    assert not view.foot.show_button.isVisible()
    view._give("Date of Stop", "")
    view._give("Time of Stop", "")
    view.foot.show_button.click()
    assert QApplication.focusWidget() is view.columns


def test_tab_goes_from_the_columns_to_the_button_in_the_order_that_is_read(empty: Bench, page: ImportPage) -> None:
    view = page.mapping
    stops: list[object] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused in stops:
            break
        stops.append(focused)
        QTest.keyClick(empty.window.windowHandle(), Qt.Key.Key_Tab)
    declined = view.words.combos["sde_code", "Declined to say to ofcr"]
    read = [view.columns, view.times.order.segments[0], declined, view.constants.values["lpu"], view.shown.table]
    read += [view.foot.keep_tick, view.foot.name]
    assert [each for each in stops if each in read] == read
    assert all(each.accessibleName() for each in stops)  # type: ignore[attr-defined]
