"""What earlier meetings of a panel left to be done, and how it stands: the first point of the next meeting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.shapes.actions import ActionView
from app.ui.actions.action_line import state_line
from app.ui.kit.moments import day
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row, rule
from app.ui.theme import Look


class CarriedCard(Card):
    """Actions that are not closed, with the newest reply to each."""

    actions_wanted = Signal()

    def __init__(self, look: Look, title: str, none: str) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.none = label(none, "soft")
        self._list: QVBoxLayout = bare(QVBoxLayout(), 8)
        self.go_button = button("Go to the actions")
        self.box.addWidget(label(title, "strong"))
        self.box.addWidget(self.none)
        self.box.addLayout(self._list)
        self.box.addLayout(row(self.go_button, None))
        self.go_button.clicked.connect(self.actions_wanted)
        self.show_actions(())

    def show_actions(self, actions: tuple[ActionView, ...]) -> None:
        """Show these, the oldest first."""
        clear_layout(self._list)
        for number, action in enumerate(actions):
            if number:
                self._list.addWidget(rule())
            replies = [step.text for step in action.steps if step.step == "replied" and step.text]
            head = row(label(action.name, "strong", wrap=False), state_line(self._look, action), spacing=14, stretch=1)
            told = label(f"Reply: “{replies[-1]}”" if replies else "No reply yet.", "soft")
            owner = label(f"{action.owner or 'Owner erased'}  ·  by {day(action.due)}", "small")
            task = label(action.task or "What was to be done was erased.")
            self._list.addLayout(column(head, task, told, owner, spacing=2))
        self.none.setVisible(not actions)
        self.go_button.setVisible(bool(actions))
