"""The way out of what a volunteer may sit before: the coordinator's passphrase, asked for on a card of its own."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.core.errors import AppError
from app.core.workflow.rights import Role
from app.ui.context import PageContext
from app.ui.kit.fields import field, line_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, bare, button, column, label, row


class GuardCard(Card):
    """Every try costs what a try at the key file costs, and is in the log. A wrong one is told politely."""

    passed = Signal()
    stayed = Signal()

    def __init__(self, context: PageContext, sentence: str) -> None:
        super().__init__(padding=28, spacing=16)
        self._context = context
        self._busy = False
        self.setProperty("float", True)
        self.title = label("The coordinator’s passphrase", "large")
        self.sentence = label(sentence, "soft")
        self.line = line_edit(secret=True)
        self.trouble = MessageBar(context.look, can_close=False)
        self.go_button = button("Leave", kind="primary")
        self.stay_button = button("Stay   ( Esc )", kind="quiet", name="Stay. Press Escape")
        self.box.addLayout(column(self.title, self.sentence, spacing=4))
        self.box.addLayout(field("Passphrase", self.line))
        self.box.addWidget(self.trouble)
        self.box.addLayout(row(self.go_button, self.stay_button, None, spacing=8))
        self.go_button.clicked.connect(self._try)
        self.line.returnPressed.connect(self._try)
        self.stay_button.clicked.connect(self._stay)

    def begin(self, doing: str) -> None:
        """Ask, for what the button says."""
        self.go_button.setText(doing)
        self.go_button.setAccessibleName(doing)
        self.forget()
        self.show()
        self.raise_()
        self.line.setFocus()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.line.clear()
        self.trouble.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays."""
        if event.key() == Qt.Key.Key_Escape:
            self._stay()
        else:
            super().keyPressEvent(event)

    def in_the_middle(self, ems: float) -> QWidget:
        """A view with this card in its middle, so many ems wide at the most; it scrolls where the window is low."""
        inner, line = QWidget(), bare(QHBoxLayout(), 0)
        inner.setProperty("bare", True)
        self.setMaximumWidth(self._context.look.em(ems))
        for part, share in ((None, 1), (self, 1_000), (None, 1)):
            line.addWidget(part, share) if part is not None else line.addStretch(share)
        box = column(None, line, None)
        box.setContentsMargins(20, 20, 20, 20)
        inner.setLayout(box)
        made = QScrollArea()
        made.setWidget(inner)
        made.setWidgetResizable(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    @Slot()
    def _try(self) -> None:
        services, ws, words = self._context.services, self._context.desk.workspace, self.line.text()
        if self._busy:
            return
        if not words:
            self.trouble.show_message("warn", "Type the coordinator’s passphrase.")
            return
        self._set_busy(True)
        self._context.tasks.run(
            lambda: services.verify_passphrase(ws, words, Role.COORDINATOR), then=self._right, refused=self._wrong
        )

    def _right(self, _none: None) -> None:
        self._set_busy(False)
        self.forget()
        self.hide()
        self.passed.emit()

    def _wrong(self, error: AppError) -> None:
        self._set_busy(False)
        self.line.clear()
        self.trouble.show_message("warn", error.what, error.fix)
        self.line.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for part in (self.line, self.go_button):
            part.setEnabled(not busy)
        self.trouble.clear()

    @Slot()
    def _stay(self) -> None:
        if not self._busy:
            self.forget()
            self.hide()
            self.stayed.emit()
