"""One action: what it is, every step so far, and the one form that takes it further. Nothing here is a dialog."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.core.shapes.actions import ActionView
from app.ui.actions.action_line import about_words, low, state_line
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.fields import field, line_edit, reading_label
from app.ui.kit.moments import day, moment
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule
from app.ui.papers.how_box import HowLine
from app.ui.papers.written import written_words

_NOT_YOURS = "What the panel says of it is set down by a coordinator or the chair."


class ActionPanel(Acting):
    """An action with its history. The form shown is that of what whoever signed in can do next."""

    back = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._action: ActionView | None = None
        self.writes_letters = False
        """Whether whoever signed in may write to owners."""
        self.back_button = button("All actions", name="Back to all actions")
        self.letter_button = button("&Letter to the owner ...", name="Write the letter to the owner")
        self.how = HowLine(context.look)
        self.reply_text, self.note_text = _text_box(), _text_box()
        self.said_by = line_edit()
        self.reply_button = button("&Keep this reply", kind="primary")
        self.accept_button, self.refuse_button = button("&Accept it", kind="primary"), button("Do &not accept it")
        self.asks, self.accepted = label("", "strong"), label("")
        self.not_yours = label(_NOT_YOURS, "soft")
        self.close_button = button("&Close this action", kind="primary")
        self._head, self._history = bare(QVBoxLayout(), 6), bare(QVBoxLayout(), 10)
        self._reply_form, self._judge_form, self._close_form = self._forms()
        self._build()

    def show_action(self, action: ActionView) -> None:
        """Show this action, and the form for what comes next."""
        if self._action is None or self._action.action_id != action.action_id:
            for box in (self.reply_text, self.note_text):
                box.clear()
            self.said_by.setText(action.owner)
            self.trouble.clear()
        self._action = action
        self._name_judging(of_panel=action.of_panel)
        self._show_head(action)
        self._show_history(action)
        self._reply_form.setVisible("replied" in action.can)
        self._judge_form.setVisible("accepted" in action.can)
        self._close_form.setVisible("closed" in action.can)
        self.not_yours.setVisible(action.state != "closed" and not action.can)
        for part in (self.letter_button, self.how):
            part.setVisible(action.state == "open" and self.writes_letters)

    @property
    def action(self) -> ActionView | None:
        """What is shown."""
        return self._action

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        card = Card()
        low(self)
        low(card)
        card.box.addLayout(self._head)
        card.box.addWidget(rule())
        card.box.addLayout(self._history)
        for form in (self._reply_form, self._judge_form, self._close_form, self.not_yours):
            card.box.addWidget(form)
        buttons = row(self.back_button, None, self.letter_button)
        self.setLayout(bare(column(buttons, self.how, self.trouble, card, spacing=12), 12))
        self.back_button.clicked.connect(self.back)
        self.letter_button.clicked.connect(self._ask_letter)
        self.reply_button.clicked.connect(self._reply)
        self.accept_button.clicked.connect(self._accept)
        self.refuse_button.clicked.connect(self._refuse)
        self.close_button.clicked.connect(self._close)

    def _forms(self) -> tuple[QWidget, QWidget, QWidget]:
        reply = column(
            label("Enter the reply", "strong"),
            field("What was replied", self.reply_text, "In the words of whoever replied. It can be erased later."),
            field("Who replied", self.said_by),
            row(self.reply_button, None),
        )
        judge = column(
            self.asks,
            field("What is said of it", self.note_text, "Needed when it is not accepted: the next letter tells why."),
            column(row(self.accept_button, None), row(self.refuse_button, None), spacing=8),
        )
        close = column(
            self.accepted,
            row(self.close_button, None),
        )
        return _form(reply), _form(judge), _form(close)

    # ---------------------------------------------------------------- showing
    def _name_judging(self, *, of_panel: bool) -> None:
        """Whose judgement it is: a panel's, or one's own of one's own round."""
        self.asks.setText("What does the panel say?" if of_panel else "Is the reply enough?")
        whose = "The panel accepted the reply." if of_panel else "The reply is accepted."
        self.accepted.setText(f"{whose} Closed, it stays closed, with all of its history.")
        for made, words in (
            (self.accept_button, "The panel &accepts it" if of_panel else "&Accept it"),
            (self.refuse_button, "The panel does &not accept it" if of_panel else "Do &not accept it"),
        ):
            made.setText(words)
            made.setAccessibleName(words.replace("&", ""))

    def _show_head(self, action: ActionView) -> None:
        clear_layout(self._head)
        self._head.addLayout(row(label(action.name, "large", wrap=False), None))
        self._head.addLayout(state_line(self.context.look, action))
        self._head.addWidget(reading_label(action.task or "What was to be done was erased."))
        facts = (
            ("Owner", action.owner or "Erased"),
            ("Due", day(action.due)),
            ("Sort of action", action.rung_label),
            ("Because of", f"{about_words(action)} ({action.round_label})"),
        )
        for name, value in facts:
            self._head.addLayout(column(label(name, "small"), reading_label(value), spacing=0))

    def _show_history(self, action: ActionView) -> None:
        clear_layout(self._history)
        self._history.addWidget(label("What happened so far", "strong"))
        self._history.addWidget(label(f"{moment(action.added_at)}: Added", "soft"))
        for step in action.steps:
            who = f" by {step.said_by}" if step.said_by else ""
            head = label(f"{moment(step.at)}: {step.label}{who}", "soft")
            self._history.addLayout(column(head, *([reading_label(step.text)] if step.text else []), spacing=1))

    # ---------------------------------------------------------------- acting
    @Slot()
    def _reply(self) -> None:
        text, who = self.reply_text.toPlainText(), self.said_by.text()
        services, ws = self.context.services, self.context.desk.workspace
        self._do(lambda one: services.reply_action(ws, action_id=one, text=text, said_by=who), "The reply is kept.")

    @Slot()
    def _accept(self) -> None:
        note = self.note_text.toPlainText()
        services, ws = self.context.services, self.context.desk.workspace
        self._do(lambda one: services.accept_action(ws, action_id=one, note=note), "The reply is accepted.")

    @Slot()
    def _refuse(self) -> None:
        why = self.note_text.toPlainText()
        services, ws = self.context.services, self.context.desk.workspace
        told = "The reply is not accepted: the action is open again."
        self._do(lambda one: services.refuse_action(ws, action_id=one, why=why), told)

    @Slot()
    def _close(self) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self._do(lambda one: services.close_action(ws, action_id=one, note=""), "The action is closed.")

    def _do(self, work: Callable[[int], Any], told: str) -> None:
        action = self._action
        if action is None:
            return

        def then(after: ActionView) -> None:
            self.reply_text.clear()
            self.note_text.clear()
            self.show_action(after)
            self.told(told)
            self.back_button.setFocus()

        self.act(lambda: work(action.action_id), then)

    @Slot()
    def _ask_letter(self) -> None:
        action = self._action
        if action is not None:
            name = Path.home() / f"{action.name}-letter.pdf"
            self.context.ask.save_file("Where to put the letter", name, "PDF (*.pdf)", self._write_letter)

    def _write_letter(self, file: Path) -> None:
        action = self._action
        if action is None:
            return
        services, ws = self.context.services, self.context.desk.workspace

        how = self.how.how

        def then(files: tuple[str, ...]) -> None:
            self.told("The letter is written.", f"It stands in the list of papers. {written_words(files)}")

        self.act(lambda: services.write_letter(ws, action_id=action.action_id, file=file, how=how), then)


def _text_box() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setMinimumHeight(84)
    made.setMaximumHeight(160)
    return made


def _form(inner: QVBoxLayout) -> QWidget:
    made = QWidget()
    low(made)
    made.setProperty("bare", True)
    inner.insertWidget(0, rule())
    made.setLayout(inner)
    return made
