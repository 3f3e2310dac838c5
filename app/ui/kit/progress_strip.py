"""Long work in the flow of the window: what runs, how far it is, and a button that stops it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from app.ui.kit.announce import announce
from app.ui.kit.words import button, column, label, row, set_tone
from app.ui.tasks import Work


class ProgressStrip(QFrame):
    """Shows one piece of long work until it has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        set_tone(self, "info", "bar")
        self.what = label(role="strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel_button = button("Cancel", name="Cancel this work")
        self.cancel_button.clicked.connect(self._cancel)
        box = row(column(self.what, self.bar, spacing=6), self.cancel_button, spacing=16, stretch=0)
        box.setContentsMargins(14, 10, 14, 10)
        self.setLayout(box)
        self.hide()

    def follow(self, work: Work) -> None:
        """Show this work from now on."""
        self._work = work
        self.what.setText(f"{work.label} ...")
        self.bar.setAccessibleName(work.label)
        self.bar.setRange(0, 0)
        self.cancel_button.setEnabled(True)
        work.progressed.connect(self._show_progress)
        work.ended.connect(self._ended)
        self.show()
        announce(self, work.label)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(100 * done // max(1, total))

    @Slot()
    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.what.setText("Stopping ...")
            self.cancel_button.setEnabled(False)

    @Slot()
    def _ended(self) -> None:
        self._work = None
        self.hide()
