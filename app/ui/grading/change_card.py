"""A changed mind: the locked answers laid out again, a reason, and one button that locks all of it anew."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.sheets import Given, Sheet, SheetState
from app.ui.grading.more import SideCard
from app.ui.grading.question_view import ChoiceQuestion, QuestionView, TextQuestion
from app.ui.grading.writing import WritingBox
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import bare, button, clear_layout, column, label
from app.ui.theme import Look


class ChangeCard(SideCard):
    """Nothing is kept before the button: until then the locked answers stand as they were."""

    wanted = Signal(object, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Change locked answers")
        self.views: dict[str, QuestionView] = {}
        self._drafts: dict[str, Given] = {}
        self._stand: dict[str, Given] = {}
        self.why = WritingBox("Why you change your mind")
        self.why.setPlaceholderText("Why you change your mind")
        self.trouble = MessageBar(look)
        self.keep_button = button("Lock the changed answers", kind="primary")
        questions = QWidget()
        self._list = bare(QVBoxLayout(questions), 4)
        said = "Your first answers are kept beside the new ones; the new ones count. Nothing changes before the button."
        self.body.addWidget(label(said, "soft"))
        self.body.addWidget(questions)
        self.body.addLayout(column(self.trouble, self.why, self.keep_button, spacing=8))
        self.body.addStretch(1)
        self.why.textChanged.connect(self._show_button)
        self.why.finished.connect(self.keep_button.setFocus)
        self.keep_button.clicked.connect(self._keep)
        look.changed.connect(self._fit)
        self._fit()

    def show_sheet(self, sheet: Sheet) -> None:
        """Lay the locked answers out; of a case that was taken away only the one that took it."""
        clear_layout(self._list)
        self.views.clear()
        self.trouble.clear()
        self.why.setPlainText("")
        locked = [question for stage in sheet.stages if stage.locked for question in stage.questions]
        if sheet.state is SheetState.CONFLICT:
            locked = [question for question in locked if question.id == sheet.conflict]
        self._stand = {question.id: question.given for question in locked}
        self._drafts = dict(self._stand)
        for number, question in enumerate(locked, 1):
            made = TextQuestion if question.free_text else ChoiceQuestion
            keyless = tuple(replace(choice, key="") for choice in question.choices)  # no key answers here
            view = made(self._look, number, replace(question, choices=keyless))
            view.setObjectName(f"change:{question.id}")
            view.answered.connect(self._answered)
            view.show_state(question, question.given, active=False)
            self.views[question.id] = view
            self._list.addWidget(view)
        self._show_button()

    @property
    def changed(self) -> dict[str, Given]:
        """The answers that differ from those that stand."""
        return {name: given for name, given in self._drafts.items() if given != self._stand[name]}

    @Slot(str, str)
    def _answered(self, question_id: str, answer: str) -> None:
        self._drafts[question_id] = replace(self._drafts[question_id], answer=answer)
        self._show_button()

    @Slot()
    def _show_button(self) -> None:
        self.keep_button.setEnabled(bool(self.changed) and bool(self.why.toPlainText().strip()))

    @Slot()
    def _keep(self) -> None:
        for view in self.views.values():
            view.flush()
        self.wanted.emit(self.changed, self.why.toPlainText().strip())

    @Slot()
    def _fit(self) -> None:
        self.why.setFixedHeight(self._look.em(3.6))
