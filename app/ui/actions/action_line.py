"""One action in the list: its state in a word and a shape, what is to be done, by whom and by when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.core.shapes.actions import ActionView
from app.core.words import count_of
from app.ui.kit.moments import day
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, button, column, label, row
from app.ui.theme import Look

_SIGNS = {
    "open": ("list", "accent"),
    "replied": ("info", "accent"),
    "accepted": ("check", "good"),
    "closed": ("lock", "soft"),
}


def low(widget: QWidget) -> None:
    """Make something with wrapped words as low as they need at its width, not at the least width it could have."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def state_words(action: ActionView) -> str:
    """Where an action stands, overdue or not."""
    return f"Overdue by {count_of(action.days_over, 'day')}" if action.overdue else action.state_label


def state_line(look: Look, action: ActionView) -> QHBoxLayout:
    """A shape and the word that it stands for: never a colour alone."""
    icon, colour = ("warning", "bad") if action.overdue else _SIGNS[action.state]
    word = label(state_words(action), "strong", wrap=False)
    if action.overdue:
        word.setProperty("tone", "bad")
    return row(Picture(look, icon, colour=colour, ems=1.1), word, None, spacing=6)


def about_words(action: ActionView) -> str:
    """What an action comes from: its round and case."""
    where = f"Round R{action.round_id}"
    if action.case_number is None:
        return where
    return f"{where}, case {action.case_number}" + (f", {action.reference}" if action.reference else "")


class ActionLine(Card):
    """One action of the list, with the button that opens it."""

    def __init__(self, look: Look, action: ActionView) -> None:
        super().__init__(padding=14, spacing=6)
        low(self)
        self.action = action
        told = f"{action.name}: {action.task or 'erased'}"
        self.open_button = button("Open", name=f"Open {told}. {state_words(action)}")
        self.open_button.setObjectName(f"action:{action.name}")
        head = row(label(action.name, "strong", wrap=False), state_line(look, action), spacing=14, stretch=1)
        task = label(action.task or "What was to be done was erased.")
        owner = f"{action.owner or 'Owner erased'} · by {day(action.due)} · {action.rung_label}"
        words = column(head, task, label(owner, "soft"), label(about_words(action), "small"), spacing=3)
        box = row(words, self.open_button, spacing=16, stretch=0)
        box.setAlignment(self.open_button, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(box)
