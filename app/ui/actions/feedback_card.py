"""Feedback to the officer of a case: drafted from one's own finished sheet, edited, kept, copied."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.errors import AppError
from app.core.shapes.actions import Feedback
from app.core.shapes.sheets import RoundListing
from app.ui.actions.action_line import low
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.fields import combo, field, line_edit
from app.ui.kit.flow import Flow
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import bare, button, column, label, row
from app.ui.papers.how_box import HowLine
from app.ui.papers.written import written_words

_WHY = (
    "The draft says what was good and which element was missing, from your locked answers. Your own words on the sheet "
    "are not in it: add what you want to say. It is learning, not a misconduct finding."
)


class FeedbackCard(Acting):
    """The text for one case. Nothing is sent: it is copied to wherever it goes."""

    settled = Signal()
    """It is kept, or none is needed."""

    def __init__(self, context: PageContext, *, chosen_elsewhere: bool = False) -> None:
        """``chosen_elsewhere``: the page says which case, so the card does not ask."""
        super().__init__(context)
        low(self)
        self._shown: Feedback | None = None
        self.round, self.case, self.text = combo("Round"), line_edit(), QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.read_button = button("Show the feedback")
        self.keep_button = button("Keep this text", kind="primary", name="Keep this feedback")
        self.draft_button = button("Take the new draft")
        self.copy_button = button("Copy", name="Copy this feedback")
        self.sheet_button = button("As a &sheet ...", name="Write this feedback as a sheet")
        self.how = HowLine(context.look)
        self.skip_button = button("None needed", kind="quiet", name="This case needs no feedback")
        choosing = QWidget()
        which = (field("Round", self.round), field("Case number", self.case, "As the queue shows it."))
        choosing.setLayout(bare(column(*which, row(self.read_button, None), spacing=12), 12))
        if chosen_elsewhere:
            choosing.hide()
        parts = (
            label(_WHY, "small"),
            choosing,
            self.trouble,
            field("Feedback", self.text),
            self._buttons(),
            self.how,
        )
        self.setLayout(bare(column(*parts, spacing=12), 12))
        self._allow()
        self._fit()
        context.look.changed.connect(self._fit)
        self.read_button.clicked.connect(self._read)
        self.case.returnPressed.connect(self._read)
        self.keep_button.clicked.connect(self._keep)
        self.draft_button.clicked.connect(self._take_draft)
        self.copy_button.clicked.connect(self._copy)
        self.sheet_button.clicked.connect(self._ask_sheet)
        self.skip_button.clicked.connect(self._skip)

    def _buttons(self) -> Flow:
        flow = Flow(spacing=12)
        for each in (self.keep_button, self.draft_button, self.copy_button, self.sheet_button, self.skip_button):
            flow.addWidget(each)
        return flow

    def show_rounds(self, rounds: tuple[RoundListing, ...]) -> None:
        """The rounds there are; what was chosen stays chosen."""
        fill_combo(self.round, [(f"R{one.round_id}: {one.label}", one.round_id) for one in rounds], self._round)

    def forget(self) -> None:
        """Another workspace was opened."""
        self._shown = None
        self.case.clear()
        self.text.clear()
        self.trouble.clear()
        self._allow()

    @property
    def _round(self) -> object:
        return self.round.currentData()

    def _allow(self) -> None:
        shown = self._shown
        for part in (self.text, self.copy_button):
            part.setEnabled(shown is not None)
        self.text.setReadOnly(shown is not None and shown.taken_away)
        self.keep_button.setEnabled(shown is not None and not shown.taken_away)
        self.draft_button.setVisible(shown is not None and shown.stale and not shown.taken_away)
        for part in (self.sheet_button, self.how):
            part.setVisible(shown is not None and shown.kept and not (shown.stale or shown.taken_away))
        self.skip_button.setVisible(shown is not None and not shown.kept)

    @Slot()
    def _fit(self) -> None:
        """Room for a dozen lines, whatever the size of the text."""
        self.text.setMinimumHeight(self.context.look.em(13))

    @Slot()
    def _read(self) -> None:
        case = self.case.text().strip()
        if not (case.isascii() and case.isdecimal() and len(case) < 10):
            self.refuse(AppError("Which case?", "Write its number like 5, as the queue shows it."))
            return
        self._read_case(int(self.round.currentData() or 0), int(case))

    def show_case(self, round_id: int, number: int) -> None:
        """The feedback on this case."""
        self.round.setCurrentIndex(self.round.findData(round_id))
        self.case.setText(str(number))
        self._read_case(round_id, number)

    def _read_case(self, round_id: int, number: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self.act(lambda: services.read_feedback(ws, round_id=round_id, case_number=number), self._show)

    def _show(self, found: Feedback) -> None:
        self._shown = found
        self.text.setPlainText(found.text)
        self._allow()
        tone = "warn" if found.stale else "info"
        self.trouble.show_message(tone, f"Case {found.number}: {found.standing}")
        self.text.setFocus()

    @Slot()
    def _take_draft(self) -> None:
        """What the answers say now, in place of the text; nothing is kept by it."""
        if self._shown is not None:
            self.text.setPlainText(self._shown.draft)
            self.text.setFocus()

    @Slot()
    def _keep(self) -> None:
        shown, text = self._shown, self.text.toPlainText()
        if shown is None:
            return
        services, ws = self.context.services, self.context.desk.workspace

        def then(found: Feedback) -> None:
            self._shown = found
            self._allow()
            self.told("The feedback is kept.", "Nothing is sent: copy it to wherever it goes.")
            self.settled.emit()

        self.act(
            lambda: services.write_feedback(ws, round_id=shown.round_id, case_number=shown.number, text=text), then
        )

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.told("The feedback is copied.")

    @Slot()
    def _ask_sheet(self) -> None:
        if self._shown is not None:
            name = Path.home() / f"R{self._shown.round_id}-case-{self._shown.number}-feedback.pdf"
            self.context.ask.save_file("Where to put the sheet", name, "PDF (*.pdf)", self._write_sheet)

    def _write_sheet(self, file: Path) -> None:
        shown, how = self._shown, self.how.how
        if shown is None:
            return
        services, ws = self.context.services, self.context.desk.workspace
        case = {"round_id": shown.round_id, "case_number": shown.number}

        def then(files: tuple[str, ...]) -> None:
            self.told("The sheet is written, of the text that was kept.", written_words(files))

        self.act(lambda: services.write_feedback_sheet(ws, **case, file=file, how=how), then)

    @Slot()
    def _skip(self) -> None:
        shown = self._shown
        if shown is None:
            return
        services, ws = self.context.services, self.context.desk.workspace

        def then(_state: str) -> None:
            self.told(f"Case {shown.number} needs no feedback.", "You can still write some.")
            self.settled.emit()

        self.act(lambda: services.skip_feedback(ws, round_id=shown.round_id, case_number=shown.number), then)
