"""The forms of the first-run page: a folder and a passphrase, and the recovery key that is shown once."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import AppError
from app.core.shapes.workspaces import NewWorkspace
from app.ui.context import PageContext
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick, field, line_edit, reading_label
from app.ui.kit.message_bar import MessageBar, note
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.words import Card, button, column, label, row

_HERE_AS = (
    Option(code="line_manager", key="", label="Line manager: I review my own team"),
    Option(code="coordinator", key="", label="Coordinator: I prepare panels"),
)
_NEW_HINT = "Three or four words that do not belong together are easy to remember and hard to guess."


class PassphraseForm(QWidget):
    """A folder and a passphrase, typed twice when it is new."""

    given = Signal(object, str)
    back = Signal()

    @property
    def role(self) -> str:
        """What the first person of a new workspace is here as."""
        return self.here_as.value

    def __init__(self, context: PageContext, *, new: bool) -> None:
        super().__init__()
        self.context, self._new = context, new
        self.title = label("", "large")
        self.sentence = label("", "soft")
        self.folder = line_edit()
        self.browse_button = button("&Browse ...", name="Choose the folder")
        self.passphrase = line_edit(secret=True)
        self.again = line_edit(secret=True)
        self.show_tick = Tick(context.look, "Show what I type")
        self.here_as = Choices(context.look, _HERE_AS, name="You are here as", most=2)
        self.trouble = MessageBar(context.look, can_close=False)
        self.suggest_button = button("Use the folder proposed", name="Use the folder proposed")
        self.go_button = button("Make it" if new else "Open it", kind="primary")
        self.back_button = button("Back", kind="quiet")
        self._suggested: Path | None = None
        self._build()
        self._connect()

    def begin(self, title: str, sentence: str, folder: Path | None) -> None:
        """Start afresh."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.folder.setText(str(folder or ""))
        for line in (self.passphrase, self.again):
            line.clear()
        self.show_tick.setChecked(False)
        self.here_as.show_value(_HERE_AS[0].code)
        self.set_busy(False)
        self.trouble.clear()
        self.suggest_button.hide()
        (self.passphrase if folder is not None else self.folder).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the workspace is made or opened, nothing can be pressed twice."""
        for control in (self.folder, self.browse_button, self.passphrase, self.again, self.go_button, self.back_button):
            control.setEnabled(not busy)
        words = "Making it ..." if self._new else "Opening it ..."
        self.go_button.setText(words if busy else "Make it" if self._new else "Open it")

    def refuse(self, error: AppError, suggested: Path | None = None) -> None:
        """Say what is wrong; where a folder is refused, offer a better one."""
        self.set_busy(False)
        self._suggested = suggested
        self.suggest_button.setVisible(suggested is not None and str(suggested) != self.folder.text())
        self.trouble.show_message("bad", error.what, error.fix)
        self.passphrase.setFocus()

    def forget(self) -> None:
        """Leave no passphrase in the window."""
        self.passphrase.clear()
        self.again.clear()

    def _build(self) -> None:
        card = Card(padding=22, spacing=16)
        folder = row(self.folder, self.browse_button, spacing=8, stretch=0)
        name = label("&Folder", "strong", wrap=False)
        name.setTextFormat(Qt.TextFormat.AutoText)
        name.setBuddy(self.folder)
        self.folder.setAccessibleName("Folder of the workspace")
        card.box.addLayout(column(name, folder, spacing=4))
        card.box.addLayout(field("Passphrase", self.passphrase, _NEW_HINT if self._new else ""))
        again = QWidget()
        again.setLayout(field("The same passphrase again", self.again))
        card.box.addWidget(again)
        here_as = QWidget()
        words = label("Others can be added afterwards, under Settings.", "small")
        here_as.setLayout(column(label("You are here as", "strong"), self.here_as, words, spacing=4))
        card.box.addWidget(self.show_tick)
        card.box.addWidget(here_as)
        for part in (again, here_as):
            part.setVisible(self._new)
        card.box.addWidget(self.trouble)
        card.box.addLayout(row(self.suggest_button, None))
        card.box.addLayout(row(self.go_button, self.back_button, None, spacing=8))
        page = ScrollColumn(self.context, ems=38, centred=True)
        page.box.addLayout(column(self.title, self.sentence, spacing=4))
        page.box.addWidget(card)
        page.box.addStretch(1)
        self.setLayout(column(page))

    def _connect(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.show_tick.toggled.connect(self._show_typed)
        self.go_button.clicked.connect(self._give)
        self.suggest_button.clicked.connect(self._use_suggested)
        self.back_button.clicked.connect(self.back)
        for line in (self.folder, self.passphrase, self.again):
            line.returnPressed.connect(self._give)

    @Slot()
    def _browse(self) -> None:
        title = "Folder for the workspace" if self._new else "Folder of the workspace"
        self.context.ask.folder(title, Path(self.folder.text() or Path.home()), self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.folder.setText(str(folder))

    @Slot(bool)
    def _show_typed(self, on: bool) -> None:
        for line in (self.passphrase, self.again):
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    @Slot()
    def _use_suggested(self) -> None:
        if self._suggested is not None:
            self.folder.setText(str(self._suggested))
        self.trouble.clear()
        self.suggest_button.hide()

    @Slot()
    def _give(self) -> None:
        problem = self._problem()
        if problem:
            self.trouble.show_message("warn", problem)
            return
        self.trouble.clear()
        self.given.emit(Path(self.folder.text().strip()), self.passphrase.text())

    def _problem(self) -> str:
        if not self.folder.text().strip():
            return "Choose a folder first."
        if not self.passphrase.text().strip():
            return "Type the passphrase."
        if self._new and self.passphrase.text() != self.again.text():
            return "The two passphrases are not the same. Type them again."
        return ""


class RecoveryKeyView(QWidget):
    """The recovery key, once."""

    finished = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.key = reading_label("", "seal")
        self.key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.written_tick = Tick(context.look, "I have written it down and put it in a safe place")
        self.go_button = button("Go on", kind="primary")
        self.written_tick.toggled.connect(self.go_button.setEnabled)
        self.go_button.clicked.connect(self._finish)
        sentence = (
            "If the passphrase is ever forgotten, this key is the only way back in. It is shown now and never again."
        )
        warning = "Write it on paper. Do not keep it on this computer, and do not keep it with the passphrase."
        card = Card(padding=22, spacing=18)
        card.box.addWidget(self.key)
        card.box.addWidget(note(context.look, "warn", warning))
        card.box.addWidget(self.written_tick)
        card.box.addLayout(row(self.go_button, None))
        page = ScrollColumn(context, ems=40, centred=True)
        page.box.addLayout(heading("Your recovery key", sentence))
        page.box.addWidget(card)
        page.box.addStretch(1)
        self.setLayout(column(page))

    def show_key(self, made: NewWorkspace) -> None:
        """Show it."""
        groups = made.recovery_key.replace("-", " ").split()
        half = -(-len(groups) // 2)
        lines = (groups[:half], groups[half:]) if len(groups) > 4 else (groups,)
        self.key.setText("\n".join("  ".join(line) for line in lines))
        self.key.setAccessibleName(f"Recovery key: {made.recovery_key}")
        self.written_tick.setChecked(False)
        self.go_button.setEnabled(False)
        self.written_tick.setFocus()

    @Slot()
    def _finish(self) -> None:
        self.key.clear()
        self.key.setAccessibleName("")
        self.finished.emit()
