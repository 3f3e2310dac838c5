"""Always in sight below: what is left to settle, the name to keep it under, and the button that brings the file in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.ui.kit.fields import Tick, line_edit
from app.ui.kit.picture import Picture
from app.ui.kit.words import bare, button, label, row
from app.ui.mapping.settling import LONGEST_NAME
from app.ui.theme import Look


class FootBar(QFrame):
    """One line on a wide window, two on a narrow one."""

    import_wanted = Signal(str)
    """The name to keep the mapping under; "" keeps none."""
    show_wanted = Signal()
    """The person wants to be shown what is left to settle."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("foot", True)
        self._look, self._ready = look, False
        self.picture = Picture(look, "info", ems=1.3)
        self.status = label("")
        self.show_button = button("&Show me", kind="quiet", name="Show what is left to settle")
        self.keep_tick = Tick(look, "Keep it for next month as")
        self.name = line_edit()
        self.name.setAccessibleName("Name to keep it under")
        self.name.setMaxLength(LONGEST_NAME)
        self.import_button = button("&Import", kind="primary", name="Import")
        self._keep = QWidget()
        self._keep.setLayout(bare(row(self.keep_tick, self.name, spacing=6, stretch=1), 6))
        said = row(self.picture, self.status, self.show_button, spacing=10, stretch=1)
        said.setAlignment(self.picture, Qt.AlignmentFlag.AlignVCenter)
        self._halves = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 14)
        self._halves.addLayout(said, 1)
        self._halves.addLayout(row(self._keep, None, self.import_button, spacing=14), 1)
        self._halves.setContentsMargins(20, 10, 20, 10)
        self.setLayout(self._halves)
        self.keep_tick.setChecked(True)
        self.keep_tick.toggled.connect(self.name.setEnabled)
        self.show_button.clicked.connect(self.show_wanted)
        self.import_button.clicked.connect(self._import)
        look.changed.connect(self._fit)
        self._fit()

    def show_state(self, left: Sequence[str], rows: str, *, ready: bool, notes: Sequence[str] = ()) -> None:
        """Show what is left to settle; with nothing left, that the file can be brought in, and what to know first."""
        if left:
            more = f" (and {len(left) - 1} more to settle)" if len(left) > 1 else ""
            self.status.setText(f"{left[0]}{more}")
            self.picture.show_icon("warning", "warn")
        elif notes and ready:
            self.status.setText(" ".join(notes))
            self.picture.show_icon("info", "warn")
        else:
            self.status.setText("Nothing is left to settle." if ready else "Reading the first rows ...")
            self.picture.show_icon("check" if ready else "info", "good" if ready else "accent")
        self.show_button.setVisible(bool(left or (notes and ready)))
        self.import_button.setText(f"&Import {rows}" if rows else "&Import")
        self.import_button.setEnabled(ready and not left)

    def offer_to_keep(self, name: str, *, offered: bool) -> None:
        """Offer a name to keep the mapping under, or nothing where it is kept already and unchanged."""
        self._keep.setVisible(offered)
        self._keep.setEnabled(offered)
        if name:
            self.name.setText(name)

    @Slot()
    def _import(self) -> None:
        keeps = self._keep.isEnabled() and self.keep_tick.isChecked()
        self.import_wanted.emit(self.name.text().strip() if keeps else "")

    @Slot()
    def _fit(self) -> None:
        self.name.setMinimumWidth(self._look.em(11))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        wide = self.width() > self._look.em(56)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)
