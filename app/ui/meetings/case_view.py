"""One case in front of the panel: grades come in, the spread is shown, the panel agrees, the next stage opens."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.meeting_outcomes import CaseOutcome
from app.core.shapes.meetings import CaseSpread, MeetingCase, MeetingState, MeetingView, Vote
from app.core.workflow.rights import Right
from app.ui.context import PageContext
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.flow import Flow
from app.ui.kit.page import ScrollColumn
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, set_tone
from app.ui.meetings.question_card import QuestionCard, Typed, standing
from app.ui.meetings.seat_strip import SeatStrip
from app.ui.meetings.words import case_facts, graded_cases, next_case, seat_words, why_no_spread

_BREAK = "The meeting has a break: go on with it first."
_CLOSED = "The meeting is closed: what the panel set down stands."
_HOW = "Forms on paper, or cards turned up together: type them in. A small group may grade in turn at this machine."
_SHOWN = "The panel has seen how its grades spread: they stand. Talk about it, then set down what the panel thinks."


class CaseView(QWidget):
    """What can be done now is at the top; what comes later says what it waits for."""

    back = Signal()
    type_wanted = Signal(int)
    turn_wanted = Signal(int)
    project_wanted = Signal(int)
    spread_wanted = Signal(int)
    agreed = Signal(int, object)
    stage_wanted = Signal(int)
    case_wanted = Signal(int)
    action_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._look = context.look
        self.case: MeetingCase | None = None
        self.meeting: MeetingView | None = None
        self.rights: frozenset[str] = frozenset()
        """What whoever signed in may do; the page says it."""
        self._shown, self._voters = (0, ""), 0
        self.cards: dict[str, QuestionCard] = {}
        self._typed: dict[tuple[int, str], Typed] = {}
        """By case and question: what was typed of the panel's view and is not set down."""
        self.back_button = button("‹ The meeting", kind="quiet", name="Back to the meeting")
        self.title, self.facts, self.stage = label("", "large"), label("", "soft"), label("", "strong")
        self.strip, self.counts, self.why = SeatStrip(context.look), label(""), label("", "soft")
        self.type_button = button("&Type in answers", name="Type in answers from paper or cards")
        self.turn_button = button("Grade in turn at this &machine", name="Grade in turn at this machine")
        self.project_button = button("Show on the &projector", name="Show this case on the projector")
        self.spread_button = button("Show how grades &spread", kind="primary", name="Show how grades spread")
        self.stage_button = button("Open the next stage", kind="primary")
        self.next_button = button("Next case", kind="primary")
        self.action_button = button("Add an &action", name="Add an action because of this case")
        self.part_button = button("A member has a part in this case", kind="quiet")
        self.how, self.waits, self.late = label(_HOW, "small"), label("", "soft"), label("", "strong")
        self.no_views = label("", "soft")
        self._questions: QVBoxLayout = bare(QVBoxLayout(), 14)
        self._earlier: QVBoxLayout = bare(QVBoxLayout(), 10)
        inside = Card(spacing=10)
        inside.box.addLayout(self._earlier)
        self.before = Disclosure(context.look, "What the panel set down at earlier stages", inside)
        self._build(context)
        self._connect()

    # ---------------------------------------------------------------- showing
    def show_case(self, meeting: MeetingView, case: MeetingCase) -> None:
        """Show how far a case is."""
        self.meeting, self.case = meeting, case
        self.title.setText(f"Case {case.number} of {len(meeting.cases)}")
        self.facts.setText(case_facts(case))
        self.stage.setText(f"Stage: {case.stage_label}" if case.stage else "All stages are through")
        if (case.case_id, case.stage) != self._shown and not case.spread_seen and case.stage:
            self._clear()
        self._show_grading(meeting, case)
        self._show_way_on(meeting, case)
        self._show_views()

    def show_spread(self, spread: CaseSpread) -> None:
        """Show how grades of the case spread, and what the panel thinks so far."""
        if self.case is None or spread.case_id != self.case.case_id:
            return
        if (spread.case_id, spread.stage) != self._shown or spread.voters != self._voters:
            self._clear()
            self._shown, self._voters = (spread.case_id, spread.stage), spread.voters
            for question in spread.questions:
                card = QuestionCard(self._look, question, spread.voters)
                card.agreed.connect(self._agreed)
                typed = self._typed.pop((spread.case_id, question.question), None)
                if typed is not None and question.consensus is None:
                    card.form.restore(typed)
                self.cards[question.question] = card
                self._questions.addWidget(card)
        for question in spread.questions:
            self.cards[question.question].show_spread(question)
        self.late.setText("\n".join(spread.late))
        self.late.setVisible(bool(spread.late))
        self._show_views()
        self.stage_button.setText(f"Open the next stage: {spread.next_label}" if spread.next_stage else "")
        self.stage_button.setAccessibleName(self.stage_button.text())

    def show_earlier(self, outcome: CaseOutcome | None) -> None:
        """Offer what was set down on questions that are not shown above."""
        above = {card.spread.text for card in self.cards.values()}
        views = [(text, agreed) for text, agreed in (outcome.views if outcome else ()) if text not in above]
        clear_layout(self._earlier)
        for text, agreed in views:
            self._earlier.addLayout(column(label(text, "soft"), standing(self._look, agreed), spacing=2))
        self.before.setVisible(bool(views))

    def go_on(self, question: str) -> None:
        """A view was set down: the next question that needs one has the focus, or what comes after all of them."""
        cards = list(self.waiting_after(question))
        part: QWidget = cards[0] if cards else self._on
        first: QWidget = self.back_button
        if cards:
            first = cards[0].form.answer.segments[0]
        else:
            ways = (self.stage_button, self.next_button, self.action_button)
            first = next((one for one in ways if one.isVisibleTo(self) and one.isEnabled()), first)
        first.setFocus()
        QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(part, 0, self._look.em(1)))

    def waiting_after(self, question: str) -> Iterator[QuestionCard]:
        """The questions that still need a view, those behind this one first."""
        names = list(self.cards)
        at = names.index(question) + 1 if question in names else 0
        for name in (*names[at:], *names[:at]):
            spread = self.cards[name].spread
            if spread.to_agree and spread.consensus is None:
                yield self.cards[name]

    def refuse_vote(self, vote: Vote, error: AppError) -> None:
        """Say at its question why a view was not set down."""
        self.cards[vote.question].refuse(error)

    def begin(self) -> None:
        """The case is shown: the first thing that can be done has the focus."""
        self.page.verticalScrollBar().setValue(0)
        order = (self.spread_button, self.type_button, self.stage_button, self.next_button, self.back_button)
        first = next((one for one in order if one.isVisibleTo(self) and one.isEnabled()), None)
        if first is not None:
            first.setFocus()

    # ---------------------------------------------------------------- building
    def _build(self, context: PageContext) -> None:
        self.page = ScrollColumn(context)
        grading = Card(spacing=10)
        acts = QWidget()
        flow = Flow(acts, spacing=8)
        for part in (self.type_button, self.turn_button, self.project_button):
            flow.addWidget(part)
        grading.box.addLayout(column(self.stage, self.strip, self.counts, spacing=4))
        grading.box.addLayout(column(acts, self.how, spacing=6))
        self._spread_part = QWidget()
        self._spread_part.setLayout(bare(row(self.spread_button, self.why, stretch=1)))
        grading.box.addWidget(self._spread_part)
        on = Card(spacing=10)
        ways = QWidget()
        flow = Flow(ways, spacing=8)
        for part in (self.stage_button, self.next_button, self.action_button, self.part_button):
            flow.addWidget(part)
        on.box.addWidget(self.waits)
        on.box.addWidget(ways)
        self._on = on
        box = self.page.box
        box.addLayout(row(self.back_button, None))
        box.addLayout(column(self.title, self.facts, spacing=2))
        box.addWidget(grading)
        for part in (self.late, self.no_views):
            part.hide()
            box.addWidget(part)
        box.addLayout(self._questions)
        box.addWidget(self.before)
        box.addWidget(on)
        box.addStretch(1)
        self.setLayout(column(self.page))

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.back)
        for made, signal in (
            (self.type_button, self.type_wanted),
            (self.part_button, self.type_wanted),
            (self.turn_button, self.turn_wanted),
            (self.project_button, self.project_wanted),
            (self.spread_button, self.spread_wanted),
            (self.stage_button, self.stage_wanted),
            (self.action_button, self.action_wanted),
        ):
            made.clicked.connect(partial(self._tell, signal))
        self.next_button.clicked.connect(self._next)

    @property
    def holds_unsaved(self) -> bool:
        """Whether a minority note was begun that is not set down."""
        typed = [card.form.typed for card in self.cards.values() if card.half_typed]
        return any(minority for *_, minority in (*typed, *self._typed.values()))

    def forget(self) -> None:
        """Nothing of this case or workspace stays here."""
        self._clear()
        self._typed.clear()
        self.case = self.meeting = None

    def _clear(self) -> None:
        for question, card in self.cards.items():
            if card.half_typed:
                self._typed[self._shown[0], question] = card.form.typed
        clear_layout(self._questions)
        for part in (self.late, self.no_views):
            part.hide()
        self.cards = {}
        self._shown = (0, "")

    def _show_grading(self, meeting: MeetingView, case: MeetingCase) -> None:
        going = meeting.state is MeetingState.OPEN
        comes_in = bool(case.stage) and not case.spread_seen
        for part in (self.strip, self.counts):
            part.setVisible(bool(case.stage))
        self._spread_part.setVisible(comes_in)
        types_in = Right.ENTER_SHEETS.value in self.rights
        for part in (self.type_button, self.turn_button, self.how):
            part.setVisible(comes_in and types_in)
        self.turn_button.setEnabled(going)
        self.strip.show_seats(case.seats)
        told = seat_words(case.seats)
        self.counts.setText(told[0].upper() + told[1:])
        why = why_no_spread(case.seats) if going else _BREAK
        self.spread_button.setEnabled(not why)
        self.why.setText(why or "Everyone is in. From then on no answer of this stage is changed.")

    def _show_views(self) -> None:
        """Say once, above the questions, why no view is taken now; the service would refuse it."""
        state = self.meeting.state if self.meeting is not None else MeetingState.OPEN
        why = {MeetingState.BREAK: _BREAK, MeetingState.CLOSED: _CLOSED}.get(state, "")
        self.no_views.setText(why)
        self.no_views.setVisible(bool(why and self.cards))
        for card in self.cards.values():
            card.take_views(not why)

    def _show_way_on(self, meeting: MeetingView, case: MeetingCase) -> None:
        left, seen = case.to_agree - case.agreed, bool(case.stage) and case.spread_seen
        following = next_case(meeting, case.number)
        self._on.setVisible(seen or not case.stage)
        going = meeting.state is MeetingState.OPEN
        self.part_button.setVisible(going and Right.ENTER_SHEETS.value in self.rights and not case.set_aside)
        self.stage_button.setVisible(seen and bool(self.stage_button.text()))
        self.stage_button.setEnabled(seen and not left and going)
        ends = following is None or following.case_id == case.case_id
        self.next_button.setVisible(not ends or not case.stage)
        set_tone(self.next_button, "false" if left and seen else "true", "primary")
        self.next_button.setText("Back to the meeting" if following is None else f"Next: case {following.number}")
        self.next_button.setAccessibleName(self.next_button.text())
        self.waits.setText(self._way_words(case, left, graded_cases(meeting), last=following is None))

    def _way_words(self, case: MeetingCase, left: int, total: int, *, last: bool) -> str:
        if not case.stage:
            done = f" All {total} cases are through: the meeting may be closed." if last else ""
            return f"This case is finished. Is anything to be done because of it?{done}"
        if left:
            are = "1 question has" if left == 1 else f"{left} questions have"
            return f"{_SHOWN} {are} no panel’s view yet."
        return "The panel’s view stands on every question that needs one."

    # ---------------------------------------------------------------- acting
    def _tell(self, signal: Any, _checked: bool = False) -> None:
        """Say of the case that is shown what is wanted of it."""
        if self.case is not None:
            signal.emit(self.case.case_id)

    @Slot(object)
    def _agreed(self, vote: Vote) -> None:
        if self.case is not None:
            self.agreed.emit(self.case.case_id, vote)

    @Slot()
    def _next(self) -> None:
        if self.meeting is not None and self.case is not None:
            following = next_case(self.meeting, self.case.number)
            if following is None:
                self.back.emit()
            else:
                self.case_wanted.emit(following.case_id)
