"""What is typed into the grid of a case: the answers on their way to disk, and the second typing of those that count.

No widget in here. A cell is called saved only when the write has returned, and is kept here, loudly, when it has not.
The second typing stands in no cell before it is whole; while it lasts, the first is not given to anyone who shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import AppError
from app.core.shapes.meetings import Difference, Grid, GridColumn, GridPlace, GridRow, Medium, Presence
from app.core.shapes.sheets import SheetState
from app.core.workflow.grid import CONFLICT_KEY
from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.meetings.grid_words import closed_words, seat_words, words_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from app.ui.services import Services

Spot = tuple[int, str]
"""A cell: the seat and the question."""


class CellState(Enum):
    """What a cell is."""

    EMPTY = "empty"
    WAITING = "being saved"
    SAVED = "saved"
    UNSAVED = "not saved"
    CHECKED = "saved, typed twice"
    AGAIN = "typed again"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell as it is shown: the key, the answer in words, and what it is."""

    key: str
    words: str
    state: CellState
    open: bool
    """Whether it takes an answer now."""


class GridTyping(QObject):
    """Keeps the grid, asks the services, tells the view."""

    grid_changed = Signal()
    cells_changed = Signal()
    differences_found = Signal(int, object)
    """(seat, the differences): the second typing of a row is whole, and not the first."""
    settled = Signal(int)
    """(seat): what a row counts on is typed twice and the same."""
    closed = Signal(int)
    """(seat): nothing more is typed into its row now: it was locked, or its member has a part in the case."""
    save_failed = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.grid: Grid | None = None
        self.medium = Medium.PAPER
        self.second = False
        self._waiting: list[tuple[Spot, str]] = []
        self._unsaved: dict[Spot, str] = {}
        self._again: dict[Spot, str] = {}
        self._declaring: GridPlace | None = None

    # ---------------------------------------------------------------- reading
    def read(self, round_id: int, case_id: int) -> None:
        """Read the grid of a case."""
        if self.grid is not None and (self.grid.round_id, self.grid.case_id) != (round_id, case_id):
            self.forget()
        self.ask_anew()
        services, ws = self._context.services, self._context.desk.workspace
        self._context.tasks.run(
            lambda: services.read_grid(ws, round_id=round_id, case_id=case_id),
            then=self.take_grid,
            refused=self.refused.emit,
        )

    def take_grid(self, grid: Grid) -> None:
        """Show this grid; what is typed and not on disk stays."""
        before, self.grid = self.grid, grid
        if before is not None and before.stage != grid.stage:
            self._again.clear()
        self.grid_changed.emit()

    def forget(self) -> None:
        """Another case: nothing of this one is kept here."""
        self.grid = None
        self.second = False
        self._unsaved.clear()
        self._again.clear()
        self.grid_changed.emit()

    # ---------------------------------------------------------------- what is shown
    @property
    def saving(self) -> int:
        """How many answers are on their way."""
        return len(self._waiting)

    @property
    def unsaved(self) -> int:
        """How many answers did not reach the disk."""
        return len(self._unsaved)

    @property
    def half_typed(self) -> bool:
        """Whether a second typing was begun and is not whole: it is in no store."""
        return bool(self._again)

    def cell(self, row: GridRow, column: GridColumn) -> Cell:
        """A cell as it is to be shown. In the second typing it never holds the first."""
        spot = (row.seat_id, column.question)
        if self.second:
            return self._second_cell(row, column, self._again.get(spot, ""))
        key, state = row.answers.get(column.question, ""), CellState.SAVED
        if column.question in row.checked:
            state = CellState.CHECKED
        if spot in self._unsaved:
            key, state = self._unsaved[spot], CellState.UNSAVED
        for waiting, typed in self._waiting:
            key, state = (typed, CellState.WAITING) if waiting == spot else (key, state)
        takes = self.may_type(row, column)
        if not key and state is not CellState.WAITING:
            state = CellState.EMPTY if takes else CellState.CLOSED
        return Cell(key=key, words=words_of(column, key), state=state, open=takes)

    def may_type(self, row: GridRow, column: GridColumn) -> bool:
        """Whether a cell takes an answer now."""
        if row.locked or row.at_machine or row.presence is not Presence.PRESENT or row.state is SheetState.PASSED:
            return False
        if self.second and (row.state is SheetState.CONFLICT or not row.answers):
            return False
        if self.second:
            return column.twice and column.question not in row.checked
        if row.state is SheetState.CONFLICT:
            return column.question in row.answers
        return row.state in (SheetState.TODO, SheetState.STARTED)

    def _second_cell(self, row: GridRow, column: GridColumn, key: str) -> Cell:
        takes = self.may_type(row, column)
        if column.question in row.checked:
            state = CellState.CHECKED
        elif takes:
            state = CellState.AGAIN if key else CellState.EMPTY
        else:
            state = CellState.CLOSED
        return Cell(key=key if takes else "", words=words_of(column, key) if takes else "", state=state, open=takes)

    # ---------------------------------------------------------------- typing
    def type_key(self, row: GridRow, column: GridColumn, key: str) -> bool:
        """Take an answer by its key, or words where there are no keys, or "" to clear; whether the cell takes one.

        An answer that did not reach the disk is cleared here alone: what was there before stands again.
        """
        if not key and self._unsaved.pop((row.seat_id, column.question), None) is not None:
            self.cells_changed.emit()
            return True
        if not self.may_type(row, column):
            self.refused.emit(AppError(closed_words(row, column, second=self.second), ""))
            return False
        if self.second:
            self._type_again(row, column, key)
        else:
            self._enter(row.seat_id, column.question, key)
        return True

    def retry(self) -> None:
        """Send what did not reach the disk again."""
        for (seat_id, question), key in list(self._unsaved.items()):
            self._enter(seat_id, question, key)

    def show_second(self, on: bool) -> None:
        """Turn to the second typing, or back to the first."""
        self.second = on
        self.ask_anew()
        self._again.clear()
        self.grid_changed.emit()

    def drop_second(self, seat_id: int) -> None:
        """Forget the second typing of a row: it is typed anew."""
        self._again = {spot: key for spot, key in self._again.items() if spot[0] != seat_id}
        self.cells_changed.emit()

    def settle(self, row: GridRow, answers: dict[str, str]) -> None:
        """Take the third typing of cells that differed: where it is the second, it becomes what is saved.

        Args:
            row: the seat's row.
            answers: key by question, for every question that differed.
        """
        changed = {question: key for question, key in answers.items() if row.answers.get(question, "") != key}
        for question, key in answers.items():
            self._again[row.seat_id, question] = key
        for question, key in changed.items():
            self._enter(row.seat_id, question, key)
        self._check(row)

    def _type_again(self, row: GridRow, column: GridColumn, key: str) -> None:
        if key:
            self._again[row.seat_id, column.question] = key
        else:
            self._again.pop((row.seat_id, column.question), None)
        self.cells_changed.emit()
        if all((row.seat_id, question) in self._again for question in self._to_check(row)):
            self._check(row)

    def _to_check(self, row: GridRow) -> list[str]:
        """What a row is to be typed twice of and is not yet: a question that was never answered is not."""
        columns = self.grid.columns if self.grid is not None else ()
        return [
            each.question
            for each in columns
            if each.twice and each.question not in row.checked and (each.mandatory or each.question in row.answers)
        ]

    # ---------------------------------------------------------------- whole rows
    def pass_case(self, row: GridRow) -> None:
        """The seat passes the case, or takes it up again."""
        self._enter(row.seat_id, "", "" if row.state is SheetState.PASSED else "P")

    def declare(self, row: GridRow) -> None:
        """The seat's member has a part in the case. Asked once more first: at a panel it may not be taken back."""
        place = self._place(row.seat_id)
        if self._declaring == place:
            self._enter(row.seat_id, "", CONFLICT_KEY)
            return
        what = f"{seat_words(row)}: a part in this case means no vote on it and no further stage."
        again = "Press C again to keep that. What the panel has seen stays as it was, and is told."
        self.refused.emit(AppError(what, again))
        self._declaring = place

    @Slot()
    def ask_anew(self) -> None:
        """Something else was done since C was pressed: the next C asks again."""
        self._declaring = None

    def read_back(self, row: GridRow) -> None:
        """The member heard their answers read out, and said yes to them."""
        services, ws, place, medium = *self._desk(), self._place(row.seat_id), self.medium
        self._change_row(lambda: services.read_back(ws, place, medium=medium))

    def lock(self, row: GridRow) -> None:
        """Lock a row that is complete."""
        services, ws, place = *self._desk(), self._place(row.seat_id)
        self._change_row(lambda: services.lock_row(ws, place))

    # ---------------------------------------------------------------- asking the services
    def _desk(self) -> "tuple[Services, Workspace]":
        return self._context.services, self._context.desk.workspace

    def _page(self) -> QObject | None:
        """The page that the grid is part of: it reads again when the grid is left, not at every key."""
        inner = self.parent()
        while inner is not None and not isinstance(inner, Page):
            inner = inner.parent()
        return inner

    def _place(self, seat_id: int) -> GridPlace:
        if self.grid is None:
            raise RuntimeError("no grid is open")
        return GridPlace(round_id=self.grid.round_id, case_id=self.grid.case_id, seat_id=seat_id)

    def _enter(self, seat_id: int, question: str, key: str) -> None:
        services, ws, place = *self._desk(), self._place(seat_id)
        spot, medium = (seat_id, question), self.medium
        self.ask_anew()
        self._unsaved.pop(spot, None)
        self._waiting.append((spot, key))
        self.cells_changed.emit()

        def act() -> Any:
            return services.enter_answer(ws, place, question=question, key=key, medium=medium)

        def refused(error: AppError) -> None:
            self._waiting.pop(0)
            if question and spot not in [waiting for waiting, _ in self._waiting]:
                self._unsaved[spot] = key
            self.cells_changed.emit()
            self.save_failed.emit(error)

        def then(row: GridRow) -> None:
            self._waiting.pop(0)
            self._put_row(row)

        self._context.tasks.run(act, then=then, refused=refused, initiator=self._page())

    def _check(self, row: GridRow) -> None:
        services, ws, place = *self._desk(), self._place(row.seat_id)
        medium, seat_id = self.medium, row.seat_id
        answers = {question: key for (seat, question), key in self._again.items() if seat == seat_id}

        def act() -> Any:
            return services.check_answers(ws, place, answers=answers, medium=medium)

        def then(differences: tuple[Difference, ...]) -> None:
            if differences:
                self.differences_found.emit(seat_id, differences)
                return
            for question in answers:
                self._again.pop((seat_id, question), None)
            self._read_settled(place)

        self._context.tasks.run(act, then=then, refused=self.refused.emit, initiator=self._page())

    def _read_settled(self, place: GridPlace) -> None:
        """Read the grid once more after a row was typed twice and the same, and only then say so."""
        services, ws = self._desk()

        def then(grid: Grid) -> None:
            self.take_grid(grid)
            self.settled.emit(place.seat_id)

        self._context.tasks.run(
            lambda: services.read_grid(ws, round_id=place.round_id, case_id=place.case_id),
            then=then,
            refused=self.refused.emit,
        )

    def _change_row(self, act: Callable[[], Any]) -> None:
        self.ask_anew()
        if self._unsaved:
            self.refused.emit(AppError("An answer of this case is not saved yet.", "Try again first."))
            return
        self._context.tasks.run(act, then=self._put_row, refused=self.refused.emit, initiator=self._page())

    def _put_row(self, row: GridRow) -> None:
        grid = self.grid
        if grid is None or all(each.seat_id != row.seat_id for each in grid.rows):
            return
        rows = tuple(row if each.seat_id == row.seat_id else each for each in grid.rows)
        self.grid = replace(grid, rows=rows)
        self.cells_changed.emit()
        if row.locked or row.state is SheetState.CONFLICT:
            self.closed.emit(row.seat_id)
