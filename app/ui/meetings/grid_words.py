"""What the grid says, in one place for cells, buttons and screen readers."""

from app.core.shapes.meetings import Grid, GridColumn, GridRow, Medium, Presence
from app.core.shapes.sheets import SheetState
from app.core.words import count_of

_GONE = {
    Presence.EXPECTED: "not here yet",
    Presence.ABSENT: "absent",
    Presence.LEFT: "has left",
}
_SENTENCES = {
    SheetState.CONFLICT: "This member has a part in the case, so they do not grade it.",
    SheetState.PASSED: "This member passed the case. P takes it up again.",
    SheetState.MISSED: "This member came when the panel had seen how grades spread, so they do not grade it.",
}
_STATES = {SheetState.CONFLICT: "conflict", SheetState.PASSED: "passed", SheetState.MISSED: "came too late"}
AT_MACHINE = "This member answers at the machine; what they say is not shown here."
MEDIUM_WORDS = {Medium.PAPER: "Paper forms", Medium.CARDS: "Cards"}


def words_of(column: GridColumn, key: str) -> str:
    """An answer in words by its key; words that were written stand for themselves."""
    return next((words for own, _, words in column.keys if own == key), key)


def seat_words(row: GridRow) -> str:
    """A seat by its number and its member."""
    return f"Seat {row.number}, {row.name}" if row.name else f"Seat {row.number}"


def to_go(grid: Grid, row: GridRow) -> int:
    """How many questions of a row still need an answer."""
    return sum(each.mandatory and not row.answers.get(each.question) for each in grid.columns)


def to_check(grid: Grid, row: GridRow) -> int:
    """How many answers of a row are still to be typed a second time."""
    return sum(each.twice and each.question in row.answers and each.question not in row.checked
               for each in grid.columns)  # fmt: skip


def row_state(grid: Grid, row: GridRow) -> str:
    """How far a row is, in two or three words."""
    if row.locked and row.state is not SheetState.CONFLICT:
        return "locked"
    if row.presence is not Presence.PRESENT:
        return _GONE[row.presence]
    if row.state in _STATES:
        return _STATES[row.state]
    if row.at_machine:
        return "at the machine"
    if row.can_lock:
        return "read back" if row.read_back else "ready to lock"
    missing = to_go(grid, row)
    return f"{missing} to go" if missing else "to type twice"


def row_sentence(grid: Grid, row: GridRow) -> str:
    """The same in a sentence that says what to do."""
    if row.locked and row.state is not SheetState.CONFLICT:
        return "Its answers stand."
    if row.presence is not Presence.PRESENT:
        return f"This member {_is(row)}: nothing is typed for them."
    if row.state in _SENTENCES:
        return _SENTENCES[row.state]
    if row.at_machine:
        return AT_MACHINE
    if row.can_lock:
        heard = "Read back to the member." if row.read_back else "Read it back to the member, then lock it."
        return f"Complete. {heard}"
    missing, again = to_go(grid, row), to_check(grid, row)
    if missing:
        return f"{count_of(missing, 'question')} to go."
    return f"{count_of(again, 'answer')} to type a second time: figures rest on {'it' if again == 1 else 'them'}."


def closed_words(row: GridRow, column: GridColumn, *, second: bool) -> str:
    """Why a cell takes no answer."""
    if row.locked:
        return "This row is locked: its answers stand."
    if row.presence is not Presence.PRESENT:
        return f"Seat {row.number} {_is(row)}: nothing is typed for it."
    if row.state in _SENTENCES:
        return f"Seat {row.number}: {_SENTENCES[row.state]}"
    if row.at_machine:
        return f"Seat {row.number}: {AT_MACHINE}"
    if second and column.question in row.checked:
        return "This answer was typed twice already."
    if second and not row.answers:
        return f"Nothing was typed for seat {row.number} yet: begin with the first typing."
    if second:
        return "This question is typed once only."
    return "Nothing can be typed here now."


def _is(row: GridRow) -> str:
    return "has left" if row.presence is Presence.LEFT else f"is {_GONE[row.presence]}"
