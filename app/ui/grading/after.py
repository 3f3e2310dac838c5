"""What follows from a case that a line manager has finished: feedback to its officer, an action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.shapes.sheets import Queue, Sheet, SheetState
from app.ui.kit.flow import Flow
from app.ui.kit.words import button


class AfterCase(QWidget):
    """Two buttons, each with its key; nothing at all before the last stage is locked."""

    wanted = Signal(str)
    """``feedback`` or ``action``."""

    def __init__(self) -> None:
        super().__init__()
        self.feedback_button = button("Write feedback  F", name="Write feedback to the officer (F)")
        self.action_button = button("Add an action  A", name="Add an action because of this case (A)")
        box = Flow(self, spacing=8)
        for made, what in ((self.feedback_button, "feedback"), (self.action_button, "action")):
            box.addWidget(made)
            made.clicked.connect(lambda _on=False, what=what: self.wanted.emit(what))
        self.hide()

    def show_for(self, sheet: Sheet, queue: Queue | None) -> None:
        """Show them on a line manager's own finished case."""
        self.setVisible(sheet.state is SheetState.DONE and queue is not None and queue.line_manager)

    def press(self, key: str) -> bool:
        """Do what the letter stands for; whether it stood for anything."""
        what = {"F": "feedback", "A": "action"}.get(key, "") if self.isVisible() else ""
        if what:
            self.wanted.emit(what)
        return bool(what)
