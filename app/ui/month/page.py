"""My month: the monthly sample of a line manager as a list of steps, each with what it needs to be done."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.changes import Topic
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.months import MonthChoices, MonthView
from app.core.shapes.sheets import RoundListing
from app.core.shapes.workspaces import KindListing
from app.core.workflow.month import month_steps
from app.ui.actions.action_line import low
from app.ui.actions.feedback_card import FeedbackCard
from app.ui.context import PageContext
from app.ui.draws.month_card import MonthCard
from app.ui.kit.fields import combo, field
from app.ui.kit.page import Page, ScrollColumn
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import Card, column, label, row, rule
from app.ui.month.action_lines import MonthActions
from app.ui.month.case_lines import CasesToGrade, FeedbackLines, KindLines
from app.ui.month.close_box import CloseBox
from app.ui.month.due_box import DueBox
from app.ui.month.past_months import PastMonths
from app.ui.month.step_view import StepView
from app.ui.nav import Place
from app.ui.wanted import CaseToGrade


@dataclass(frozen=True, kw_only=True)
class Read:
    """Everything this page shows, read in one go."""

    choices: MonthChoices
    view: MonthView
    kinds: tuple[KindListing, ...]
    rungs: tuple[ReasonChoice, ...]
    due: date


class MonthPage(Page):
    """From the extracts to done, without leaving but to grade."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.RECORDS, Topic.FRAMES, Topic.DRAWS, Topic.ROUNDS, Topic.SHEETS, Topic.ACTIONS}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._chosen: tuple[str, str, int | None] | None = None
        self._view: MonthView | None = None
        self._told_one = False
        self.title = label("My month", "large")
        self.plan, self.month = combo("Plan"), combo("Month")
        self.due = DueBox(context)
        self.kinds = KindLines(look)
        self.draw = MonthCard(context, chosen_elsewhere=True)
        self.cases = CasesToGrade(look)
        self.feedback_lines = FeedbackLines(look)
        self.feedback = FeedbackCard(context, chosen_elsewhere=True)
        self.to_do = MonthActions(context)
        self.close_box = CloseBox(context)
        self.past = PastMonths(look)
        telling = QWidget()
        telling.setLayout(column(self.feedback_lines, self.feedback, spacing=14))
        low(telling)
        holds = (self.kinds, self.draw, self.cases, telling, self.to_do, self.close_box)
        ids = ("bring_in", "draw", "grade", "feedback", "actions", "close")
        self.steps = {name: StepView(look, at, part) for at, (name, part) in enumerate(zip(ids, holds, strict=True), 1)}
        self.feedback.hide()
        self._build()
        self._connect()

    # ---------------------------------------------------------------- page
    def refresh(self) -> None:
        """Read again what is shown. Cases are named: that they were looked at is logged."""
        services, ws, chosen = self.context.services, self.context.desk.workspace, self._chosen

        def read() -> Read:
            choices = services.month_choices(ws)
            plan, month, round_id = chosen or (choices.plan, choices.month, None)
            return Read(
                choices=choices,
                view=services.read_month(ws, plan=plan, month=month, round_id=round_id),
                kinds=services.list_kinds(ws),
                rungs=services.action_rungs(ws),
                due=services.default_due(ws),
            )

        self.context.tasks.run(read, then=self._show, initiator=self)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._chosen, self._view = None, None
        self.feedback.forget()
        self.feedback.hide()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        page = ScrollColumn(self.context, fitted=True)
        choosing = row(field("Plan", self.plan), field("Month", self.month))
        choosing.setStretch(0, 3)
        choosing.setStretch(1, 2)
        steps = Card(padding=8, spacing=0)
        for number, step in enumerate(self.steps.values()):
            if number:
                steps.box.addWidget(rule())
            steps.box.addWidget(step)
        low(steps)
        page.box.addWidget(self.title)
        page.box.addLayout(choosing)
        page.box.addWidget(self.due)
        page.box.addWidget(steps)
        page.box.addWidget(self.past)
        page.box.addStretch(1)
        self.page = page
        self.setLayout(column(page))

    def _connect(self) -> None:
        for box in (self.plan, self.month):
            box.currentIndexChanged.connect(self._choose)
        self.kinds.import_button.clicked.connect(lambda: self.visit(Place.RECORDS))
        self.draw.round_wanted.connect(self._drawn)
        self.cases.go_button.clicked.connect(self._grade)
        self.cases.case_wanted.connect(self._grade_case)
        self.feedback_lines.case_wanted.connect(self._tell)
        self.feedback.settled.connect(self._told)
        self.to_do.all_wanted.connect(lambda: self.visit(Place.ACTIONS))
        self.close_box.papers_wanted.connect(lambda: self.visit(Place.DRAW))
        self.past.round_wanted.connect(self._show_past)

    # ---------------------------------------------------------------- showing
    def _show(self, read: Read) -> None:
        view, choices = read.view, read.choices
        self._view = view
        if view.round is not None:  # what was just done or closed stays in view
            self._chosen = (view.plan, view.month, view.round.round_id)
        fill_combo(self.plan, [(plan.label, plan.id) for plan in choices.plans], view.plan)
        months = list(choices.months)
        if view.month not in dict(months):
            months.append((view.month, view.month_label))
        fill_combo(self.month, [(words, month) for month, words in months], view.month)
        self.title.setText(f"My month: {view.month_label}")
        self.due.show_view(view)
        self.kinds.show_kinds(view)
        self.cases.show_view(view)
        self.feedback_lines.show_view(view)
        self.to_do.show_view(view, read.rungs, read.due)
        self.close_box.show_view(view)
        self.past.show_rounds(choices.rounds, view.round.round_id if view.round else None)
        if view.round is None:
            self.draw.show_month(view, read.kinds)
        self._show_steps(view)
        if self._told_one:
            self._told_one = False
            QTimer.singleShot(0, self, self._focus_next)

    def _show_steps(self, view: MonthView) -> None:
        drawn = view.round is not None
        foldable = {
            "bring_in": True,
            "draw": not drawn and any(kind.cases for kind in view.kinds),
            "grade": drawn,
            "feedback": bool(view.feedback),
            "actions": drawn or bool(view.carried),
            "close": drawn,
        }
        for step in month_steps(view):
            self.steps[step.id].show_step(step, foldable=foldable[step.id])
        if not view.to_tell and self.feedback.isVisibleTo(self) and not self._told_one:
            self.feedback.hide()

    # ---------------------------------------------------------------- choosing
    @Slot()
    def _choose(self) -> None:
        self._chosen = (str(self.plan.currentData()), str(self.month.currentData()), None)
        self.feedback.hide()
        self.refresh()

    @Slot(object)
    def _show_past(self, listing: RoundListing) -> None:
        self._chosen = (listing.plan, listing.month, listing.round_id)
        self.feedback.hide()
        self.refresh()
        self.page.verticalScrollBar().setValue(0)
        self.month.setFocus()

    # ---------------------------------------------------------------- acting
    @Slot(int)
    def _drawn(self, round_id: int) -> None:
        self.refresh()
        QTimer.singleShot(0, self, self.cases.go_button.setFocus)

    @Slot()
    def _grade(self) -> None:
        if self._view is not None and self._view.cases:
            first = next(iter(self._view.to_grade), self._view.cases[0])
            self._grade_case(first.case_id)

    @Slot(int)
    def _grade_case(self, case_id: int) -> None:
        if self._view is not None and self._view.round is not None:
            self.visit(Place.GRADING, CaseToGrade(round_id=self._view.round.round_id, case_id=case_id))

    @Slot(int)
    def _tell(self, number: int) -> None:
        if self._view is not None and self._view.round is not None:
            self.feedback.show()
            self.feedback.show_case(self._view.round.round_id, number)
            QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(self.feedback))

    @Slot()
    def _told(self) -> None:
        """One officer has an answer: the list is read again, and the next one is a key away."""
        self._told_one = True

    @Slot()
    def _focus_next(self) -> None:
        waiting = self._view.to_tell if self._view is not None else ()
        name = f"feedback:{waiting[0].number}" if waiting else ""
        found = self.feedback_lines.findChild(QPushButton, name) if name else None
        if found is not None:
            found.setFocus()
        else:
            self.feedback.hide()
            self.close_box.close_button.setFocus()
