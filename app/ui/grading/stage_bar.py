"""The stages of a case in a row: which is locked, which is open, which waits. Told by drawing and word."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.core.shapes.sheets import Sheet, SheetStage
from app.ui.kit.flow import Flow
from app.ui.kit.picture import Picture
from app.ui.kit.words import clear_layout, label, row
from app.ui.theme import Look

_SIGNS = {
    "locked": ("lock", "good", "locked"),
    "now": ("grading", "accent", "now"),
    "waiting": ("lock", "soft", "waits"),
}


class StageBar(QWidget):
    """One pill a stage."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[tuple[str, str], ...] = ()
        self._flow = Flow(self, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Stages of this case")

    def show_sheet(self, sheet: Sheet) -> None:
        """Show how far this case is."""
        shown = tuple((stage.label, _state(stage)) for stage in sheet.stages)
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._flow)
        for number, (name, state) in enumerate(shown, 1):
            self._flow.addWidget(self._pill(number, name, state))
        self.setAccessibleDescription(", ".join(f"{name}: {_SIGNS[state][2]}" for name, state in shown))
        self.updateGeometry()

    def _pill(self, number: int, name: str, state: str) -> QFrame:
        sign, token, word = _SIGNS[state]
        pill = QFrame()
        pill.setProperty("pill", state)
        words = label(f"{number}  {name}", "key" if state == "now" else "small", wrap=False)
        box = row(Picture(self._look, sign, colour=token, ems=0.95), words, spacing=5)
        box.setContentsMargins(7, 3, 9, 3)
        pill.setLayout(box)
        pill.setToolTip(f"{name}: {word}")
        return pill


def _state(stage: SheetStage) -> str:
    if stage.locked:
        return "locked"
    return "waiting" if stage.hidden else "now"
