"""What the room sees at the moment, for the coordinator, who sits with their back to the screen."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.actions.action_line import low
from app.ui.kit.flow import Flow
from app.ui.kit.picture import Picture
from app.ui.kit.words import button, label, row, set_tone
from app.ui.theme import Look


class ProjectorBar(QFrame):
    """A sentence and the two buttons that a coordinator needs quickly; nothing while nothing is shown.

    B or the full stop blanks from here too; in a box for words they are only signs.
    """

    blank_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_tone(self, "info", "bar")
        self.told = label("", "strong")
        self.blank_button = button(
            "Blank it, or show it again   ( B )", name="Blank the projector, or show it again. Press B"
        )
        self.close_button = button("Take it away", name="Take the projector’s window away")
        acts = QWidget()
        flow = Flow(acts, spacing=8)
        for part in (self.blank_button, self.close_button):
            flow.addWidget(part)
        low(acts)
        box = row(Picture(look, "info"), self.told, acts, spacing=10, stretch=1)
        box.setContentsMargins(14, 6, 14, 6)
        self.setLayout(box)
        self.blank_button.clicked.connect(self.blank_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        for key in ("B", "."):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.blank_wanted)
        self.hide()

    @Slot(str)
    def tell(self, sees: str) -> None:
        """Say what the room sees; "" when there is no window."""
        self.told.setText(sees)
        self.setVisible(bool(sees))
