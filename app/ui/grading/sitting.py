"""One person's sitting at a round: the case on screen, the answers on their way to disk, and what comes next.

No widget in here. An answer is shown at once, called saved only when the write has returned, and kept here, loudly,
when it has not. Another case is opened only when every answer of this one is on disk.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from app.core.clock import from_text
from app.core.errors import AppError
from app.core.shapes.sheets import AskedQuestion, Given, Queue, QueueItem, Sheet, SheetState
from app.ui.context import PageContext
from app.ui.services import Services


@dataclass(frozen=True, kw_only=True, slots=True)
class SaveState:
    """What the foot says. ``at`` is the wall clock of the last write that returned."""

    waiting: int = 0
    unsaved: int = 0
    at: str = ""


class Sitting(QObject):
    """Keeps the sheet, asks the services, tells the page."""

    queue_read = Signal(object)
    case_opened = Signal(object)
    sheet_changed = Signal(object)
    active_changed = Signal(str)
    save_changed = Signal(object)
    save_failed = Signal(object)
    stage_locked = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext, page: QObject) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.queue: Queue | None = None
        self.sheet: Sheet | None = None
        self.active = ""
        self._waiting: list[tuple[str, Given]] = []
        self._unsaved: dict[str, Given] = {}
        self._wanted_case: int | None = None
        self._saved_at = ""
        self._practice: Services | None = None

    @property
    def services(self) -> Services:
        """What answers here: the practice case while it is open, else the services."""
        return self._practice or self._context.services

    def practise(self, services: Services | None) -> None:
        """Sit at the practice case, or at rounds again; a round is opened next."""
        self._practice = services

    def reset(self) -> None:
        """Forget the case on screen: another workspace is open."""
        self._practice = None
        self.queue, self.sheet, self.active, self._wanted_case = None, None, "", None
        self._unsaved.clear()

    # ---------------------------------------------------------------- what is on screen
    @property
    def questions(self) -> tuple[AskedQuestion, ...]:
        """The questions open for answers now."""
        sheet = self.sheet
        if sheet is None or sheet.state in (SheetState.CONFLICT, SheetState.PASSED) or sheet.current is None:
            return ()
        return sheet.current.questions

    @property
    def save_state(self) -> SaveState:
        """What is saved and what is not."""
        return SaveState(waiting=len(self._waiting), unsaved=len(self._unsaved), at=self._saved_at)

    def question(self, question_id: str) -> AskedQuestion | None:
        """An open question by its id."""
        return next((each for each in self.questions if each.id == question_id), None)

    def shown(self, question: AskedQuestion) -> Given:
        """What to show of an answer: the newest one given, whether on disk yet or not."""
        newest = self._unsaved.get(question.id, question.given)
        for waiting, given in self._waiting:
            newest = given if waiting == question.id else newest
        return newest

    def shown_answer(self, question: AskedQuestion) -> str:
        """The answer to show, without what is said beside it."""
        return self.shown(question).answer

    def missing(self) -> tuple[AskedQuestion, ...]:
        """Questions of this stage that must be answered and are not."""
        return tuple(each for each in self.questions if each.mandatory and not self.shown_answer(each))

    # ---------------------------------------------------------------- rounds and cases
    def open_round(self, round_id: int, case_id: int | None = None, seat_id: int | None = None) -> None:
        """Show a round, at the case asked for or where it was left off; at one's own seat, unless one is named."""
        services, ws = self.services, self._context.desk.workspace
        self.queue, self.sheet = None, None

        def then(queue: Queue) -> None:
            self._show_queue(queue)
            first = next((item.case_id for item in queue.items if not item.state.set_aside), None)
            self.open_case(case_id or queue.next_case or first)

        self._context.tasks.run(lambda: services.read_queue(ws, round_id=round_id, seat_id=seat_id), then=then)

    def read_queue(self) -> None:
        """Read the queue again; the case on screen stays."""
        if self.queue is None:
            return
        services, ws = self.services, self._context.desk.workspace
        round_id, seat_id = self.queue.round_id, self.queue.seat_id
        self._context.tasks.run(
            lambda: services.read_queue(ws, round_id=round_id, seat_id=seat_id), then=self._show_queue
        )

    def open_case(self, case_id: int | None) -> None:
        """Open a case, as soon as every answer of this one is on disk."""
        if case_id is None or self.queue is None:
            return
        if self._unsaved:
            self.save_failed.emit(
                AppError("An answer of this case is not saved yet.", "Try again before you leave it.")
            )
            return
        self._wanted_case = case_id
        self._open_wanted()

    def step_case(self, step: int) -> None:
        """The case before or after this one."""
        item = self._beside(step)
        if item is not None:
            self.open_case(item.case_id)

    def next_unfinished(self) -> QueueItem | None:
        """The next case with work left, after this one and then from the top."""
        if self.queue is None or self.sheet is None:
            return None
        here = next((n for n, item in enumerate(self.queue.items) if item.case_id == self.sheet.case_id), 0)
        order = self.queue.items[here + 1 :] + self.queue.items[:here]
        return next((item for item in order if item.state in (SheetState.TODO, SheetState.STARTED)), None)

    # ---------------------------------------------------------------- answers
    def answer(self, question_id: str, answer: str) -> None:
        """Show an answer, send it to disk; what was said beside it stays."""
        question = self.question(question_id)
        if question is not None:
            self._give(question_id, replace(self.shown(question), answer=answer))

    def write_note(self, question_id: str, note: str) -> None:
        """Keep a note beside an answer, or before there is one."""
        question = self.question(question_id)
        if question is not None:
            self._give(question_id, replace(self.shown(question), note=note))

    def tick_reason(self, question_id: str, reason: str) -> None:
        """Tick a reason beside an answer, or take its tick away."""
        question = self.question(question_id)
        if question is not None:
            shown = self.shown(question)
            others = tuple(code for code in shown.reasons if code != reason)
            ticked = others if reason in shown.reasons else (*others, reason)
            self._give(question_id, replace(shown, reasons=ticked))

    def retry(self) -> None:
        """Send what did not reach the disk again."""
        for question_id, given in list(self._unsaved.items()):
            self._give(question_id, given)

    def _give(self, question_id: str, given: Given) -> None:
        if self.sheet is None:
            return
        self._unsaved.pop(question_id, None)
        self._waiting.append((question_id, given))
        self.save_changed.emit(self.save_state)
        self.sheet_changed.emit(self.sheet)
        services, ws, shown = self.services, self._context.desk.workspace, self.sheet
        self._context.tasks.run(
            lambda: services.save_answer(ws, shown=shown, question=question_id, given=given),
            then=self._answer_saved,
            refused=lambda error: self._answer_failed(question_id, given, error),
            initiator=self._page,
        )

    def undo(self) -> None:
        """Take the last answer back: one that never reached the disk first."""
        if self._unsaved:
            self.activate(self._unsaved.popitem()[0])
            self.save_changed.emit(self.save_state)
            self.sheet_changed.emit(self.sheet)
            return
        if self.sheet is None or not (self.sheet.can_undo or self._waiting):
            return
        services, ws, sheet_id = self.services, self._context.desk.workspace, self.sheet.sheet_id
        self._context.tasks.run(
            lambda: services.undo_answer(ws, sheet_id=sheet_id),
            then=self._undone,
            refused=self.refused.emit,
            initiator=self._page,
        )

    def lock(self) -> None:
        """Lock the open stage; what is missing is the page's to say."""
        sheet = self.sheet
        stage = sheet.current if sheet is not None else None
        if sheet is None or stage is None:
            return
        if self._unsaved:
            self.save_failed.emit(AppError("An answer of this case is not saved yet.", "Try again before you lock."))
            return
        services, ws = self.services, self._context.desk.workspace
        self._context.tasks.run(
            lambda: services.lock_stage(ws, sheet_id=sheet.sheet_id, stage=stage.id),
            then=self._locked,
            refused=self.refused.emit,
            initiator=self._page,
        )

    # ---------------------------------------------------------------- the active question
    def activate(self, question_id: str) -> None:
        """Make a question the one that keys answer."""
        if question_id and self.question(question_id) is None:
            return
        self.active = question_id
        self.active_changed.emit(question_id)

    def step_question(self, step: int) -> None:
        """The question before or after the active one."""
        ids = [each.id for each in self.questions]
        if not ids:
            return
        if self.active not in ids:
            self.activate(ids[0] if step > 0 else ids[-1])
            return
        self.activate(ids[max(0, min(len(ids) - 1, ids.index(self.active) + step))])

    def go_on(self) -> None:
        """To the next question without an answer: after this one, else the first; else to the lock."""
        if self._unsaved:
            self.activate(next(iter(self._unsaved)))
            return
        ids = [each.id for each in self.questions]
        here = ids.index(self.active) if self.active in ids else -1
        later = self.questions[here + 1 :]
        missing = self.missing()
        open_later = next((each for each in later if not self.shown_answer(each)), None)
        target = open_later or (missing[0] if missing else None)
        self.activate(target.id if target is not None else "")

    # ---------------------------------------------------------------- answers of the services
    def _open_wanted(self) -> None:
        if self._wanted_case is None or self._waiting or self._unsaved or self.queue is None:
            return
        services, ws = self.services, self._context.desk.workspace
        case_id, self._wanted_case = self._wanted_case, None
        round_id, seat_id = self.queue.round_id, self.queue.seat_id
        self._context.tasks.run(
            lambda: services.open_sheet(ws, round_id=round_id, case_id=case_id, seat_id=seat_id),
            then=self._opened,
            refused=self.refused.emit,
            initiator=self._page,
        )

    def _show_queue(self, queue: Queue) -> None:
        self.queue = queue
        self.queue_read.emit(queue)

    def _opened(self, sheet: Sheet) -> None:
        self.sheet, self._saved_at = sheet, local_time(sheet.saved_at)
        self.active = ""
        self.case_opened.emit(sheet)
        self.save_changed.emit(self.save_state)
        self.go_on()

    def _answer_saved(self, sheet: Sheet) -> None:
        self._waiting.pop(0)
        self._take(sheet)
        self._open_wanted()

    def _answer_failed(self, question_id: str, given: Given, error: AppError) -> None:
        self._waiting.pop(0)
        if not any(waiting == question_id for waiting, _given in self._waiting):
            self._unsaved[question_id] = given
        self._wanted_case = None
        self.activate(question_id)
        self.save_changed.emit(self.save_state)
        self.sheet_changed.emit(self.sheet)
        self.save_failed.emit(error)

    def _undone(self, sheet: Sheet) -> None:
        before = {each.id: each.given for each in self.questions}
        self._take(sheet)
        changed = [each.id for each in self.questions if before.get(each.id, Given()) != each.given]
        if changed:
            self.activate(changed[0])

    def _locked(self, sheet: Sheet) -> None:
        self._take(sheet)
        self.active = ""
        self.stage_locked.emit(sheet)
        self.go_on()

    def _take(self, sheet: Sheet) -> None:
        if self.sheet is None or sheet.sheet_id != self.sheet.sheet_id:
            return
        state_changed = sheet.state is not self.sheet.state
        self.sheet, self._saved_at = sheet, local_time(sheet.saved_at)
        self.sheet_changed.emit(sheet)
        self.save_changed.emit(self.save_state)
        if self.active and self.question(self.active) is None:
            self.go_on()
        if state_changed:
            self._mark_state(sheet)

    def take(self, sheet: Sheet) -> None:
        """Show a case as a service gives it back."""
        self._take(sheet)

    def set_single_keys(self, on: bool) -> None:
        """Whether one key answers at once, as it is kept for the seat."""
        if self.queue is not None:
            self._show_queue(replace(self.queue, single_keys=on))

    def _mark_state(self, sheet: Sheet) -> None:
        """The queue shows at once how far this case is now."""
        if self.queue is not None:
            items = self.queue.items
            marked = (replace(item, state=sheet.state) if item.case_id == sheet.case_id else item for item in items)
            self._show_queue(replace(self.queue, items=tuple(marked)))

    def _beside(self, step: int) -> QueueItem | None:
        """The case before or after this one that can be opened: one that was replaced or withheld cannot."""
        if self.queue is None or self.sheet is None:
            return None
        here = self.sheet.case_id
        items = [item for item in self.queue.items if item.case_id == here or not item.state.set_aside]
        at = next((place for place, item in enumerate(items) if item.case_id == here), -step - 1)
        return items[at + step] if 0 <= at + step < len(items) else None


def local_time(saved_at: str) -> str:
    """A stored moment as this computer's wall clock: 23:41:07; empty when nothing was stored yet."""
    return from_text(saved_at).astimezone().strftime("%H:%M:%S") if saved_at else ""
