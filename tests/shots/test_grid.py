"""Pictures of the quick-entry grid: nine seats and eight questions, in every look and at 200 %."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.core.shapes.meetings import Difference, Grid, GridColumn, GridRow, Presence
from app.core.shapes.sheets import SheetState
from app.ui.meetings.grid_view import GridView
from app.ui.meetings.screens import displays_now
from app.ui.theme import ThemeName
from tests.ui.kit import Bench, press, settle

YPN = (
    ("1", "yes", "Yes"), ("2", "partly", "Partly"), ("3", "no", "No"), ("4", "not_recorded", "Not recorded"),
    ("5", "na", "Does not apply"), ("6", "cannot_tell", "Cannot tell"),
)  # fmt: skip
GROUNDS = (
    ("1", "4", "Strong"), ("2", "3", "Moderate"), ("3", "2", "Weak"), ("4", "1", "Very weak"), ("5", "0", "None"),
    ("6", "cannot_tell", "Cannot tell"),
)  # fmt: skip
ASKED = (
    (
        "C1",
        "Do you know anyone in this case?",
        (("1", "yes", "Yes"), ("2", "no", "No"), ("3", "x", "Cannot tell")),
        False,
    ),
    ("C7", "Child or vulnerable person: was extra care taken, and was a referral thought about?", YPN, True),
    ("CU11", "Strip search: how strong is the reason that it was necessary for this person?", GROUNDS, True),
    ("CU20", "Was force used in custody necessary and no more than was needed?", YPN, True),
    ("C5", "From what is written, was the person treated with courtesy and respect?", YPN, True),
    ("C8", "Overall, how do you grade this detention on the record?", GROUNDS, True),
    ("C10", "What was done well?", (), False),
    ("C11", "What should follow?", YPN, False),
)
NAMES = (
    "Ada Lloyd", "Benedict Achebe-Hargreaves", "Carys Morgan", "", "Dilip Nair", "Esther Whitcombe", "Farah Aziz",
    "George Okafor", "Hilda Jones",
)  # fmt: skip


def made_grid() -> Grid:
    columns = tuple(
        GridColumn(question=name, label=text, keys=keys, mandatory=bool(keys) and name != "C11", twice=twice)
        for name, text, keys, twice in ASKED
    )
    full = {"C1": "2", "C7": "1", "CU11": "3", "CU20": "1", "C5": "2", "C8": "2", "C10": "The nurse came at once"}
    states = [
        (Presence.PRESENT, SheetState.DONE, full, True), (Presence.PRESENT, SheetState.STARTED, full, True),
        (Presence.PRESENT, SheetState.STARTED, full, False),
        (Presence.PRESENT, SheetState.STARTED, {"C1": "2", "C7": "6", "CU11": "3"}, False),
        (Presence.ABSENT, SheetState.TODO, {}, False), (Presence.PRESENT, SheetState.CONFLICT, {"C1": "1"}, False),
        (Presence.PRESENT, SheetState.PASSED, {}, False), (Presence.LEFT, SheetState.STARTED, {"C1": "2"}, False),
        (Presence.PRESENT, SheetState.TODO, {}, False),
    ]  # fmt: skip
    rows = tuple(
        GridRow(
            seat_id=number, number=number, name=name, presence=presence, state=state, answers=answers,
            checked=frozenset(each.question for each in columns if each.twice) if checked else frozenset(),
            read_back=checked, locked=state is SheetState.DONE, can_lock=checked,
        )
        for number, (name, (presence, state, answers, checked)) in enumerate(zip(NAMES, states, strict=True), 1)
    )  # fmt: skip
    return Grid(round_id=1, case_id=1, number=4, stage="record", stage_label="The record", columns=columns, rows=rows)


_LOOKS = [
    (ThemeName.LIGHT, 100, 1360, 820), (ThemeName.DARK, 100, 1360, 820), (ThemeName.CONTRAST, 100, 1360, 820),
    (ThemeName.LIGHT, 200, 1360, 820), (ThemeName.LIGHT, 100, 960, 540),
]  # fmt: skip


@pytest.mark.parametrize(("theme", "scale", "width", "height"), _LOOKS, ids=lambda value: str(value))
def test_grid(empty: Bench, out: Path, theme: ThemeName, scale: int, width: int, height: int) -> None:
    if (theme, scale) != (empty.look.theme, empty.look.scale):
        empty.look.choose(theme=theme, scale=scale)
    window, view = empty.window, GridView(empty.context)
    window.stack.addWidget(view)
    window.stack.setCurrentWidget(view)
    window.resize(width, height)
    view.typing.take_grid(made_grid())
    view.table.setFocus()
    view.table.go_to(3, 2)
    settle()

    def take(name: str) -> None:
        settle()
        assert (window.width(), window.height()) == (width, height)
        assert window.grab().save(str(out / f"grid-{theme.value}-{scale}-{width}-{name}.png"))

    take("first")
    view.screens.look_round()
    take("one-screen")
    own = displays_now()[0]
    view.screens.show_displays((own, replace(own, name="projector")))
    take("mirrored")
    view.screens.clear()
    press(window, Qt.Key.Key_S, Qt.Key.Key_1)
    take("second")
    found = (
        Difference(question="CU11", label=ASKED[2][1], first="Weak", second="Moderate"),
        Difference(question="C8", label=ASKED[5][1], first="Moderate", second="Very weak"),
    )
    view.typing.differences_found.emit(3, found)
    press(window, Qt.Key.Key_3)
    take("differences")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_S)
    view.table.go_to_seat(3)
    press(window, Qt.Key.Key_R)
    take("read-back")
    assert view.views.currentWidget() is view.read_card
