"""A part of the draw page that does one thing: it says what went wrong in its own place, and never twice at once."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.ui.context import PageContext
from app.ui.kit.message_bar import MessageBar


class Acting(QWidget):
    """Runs services in the worker. The page reads again by itself when something changed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.trouble = MessageBar(context.look)

    def act(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do something; until it is done nothing here can be pressed."""
        self.trouble.clear()
        self.setEnabled(False)

        def done(value: Any) -> None:
            self.setEnabled(True)
            then(value)

        self.context.tasks.run(work, then=done, refused=self.refuse)

    def refuse(self, error: AppError) -> None:
        """Say why it was not done."""
        self.setEnabled(True)
        self.trouble.show_message("bad", error.what, error.fix)

    def told(self, what: str, more: str = "") -> None:
        """Say that it was done."""
        self.trouble.show_message("good", what, more)
