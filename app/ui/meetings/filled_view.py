"""Filled forms on their way back: chosen or dropped, looked at, and only then saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.filled_forms import FilledForm, FormsImport, FormsPreview
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.fields import Tick
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.words import bare, button, clear_layout, column, label, row, set_key
from app.ui.meetings.filled_card import FilledCard
from app.ui.tasks import Stopped

_WHY = "Nothing is saved before you have seen what it would be. Each form is known by its code: seat, stage and cases."
_DROP = "Drop filled forms on this page, or choose them"


class FilledView(QWidget):
    """What would be saved, file by file, what is wrong first; then Save, Save and lock, or not at all."""

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.context = context
        self._round = 0
        self.preview: FormsPreview | None = None
        self.back_button = button("‹ The meeting", kind="quiet", name="Back to the meeting")
        self.choose_button = button("Choose the &files ...", kind="primary", name="Choose filled forms")
        self.trouble = MessageBar(look)
        self.summary = label("", "strong")
        self.replacing = Tick(look, "Let what the forms say replace what stands otherwise")
        self.save_button = button("Save", kind="primary", name="Save what the forms say")
        self.lock_button = button("Save and &lock", name="Save what the forms say, and lock those that are complete")
        self.cancel_button = button("Cancel", name="Put these forms away: nothing is saved")
        self.cards: list[FilledCard] = []
        self._list: QVBoxLayout = bare(QVBoxLayout(), 12)
        self._drop, self._foot = QFrame(), QFrame()
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def show_meeting(self, round_id: int) -> None:
        """Bring in forms of this meeting."""
        self._round = round_id
        self.trouble.clear()
        self._put_away()

    def begin(self) -> None:
        """The view is shown: what is to be done first has the keys."""
        self.choose_button.setFocus()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.page = ScrollColumn(self.context, ems=66, fitted=True)
        self._drop.setProperty("drop", True)
        inner = row(label(_DROP, "strong"), self.choose_button, stretch=0)
        inner.setContentsMargins(16, 14, 16, 14)
        self._drop.setLayout(inner)
        box = self.page.box
        box.addLayout(row(self.back_button, None))
        box.addLayout(heading("Filled forms", _WHY))
        for part in (self._drop, self.trouble, self.summary):
            box.addWidget(part)
        box.addLayout(self._list)
        box.addStretch(1)
        self._foot.setProperty("foot", True)
        acts = Flow(spacing=8)
        for each in (self.save_button, self.lock_button, self.cancel_button):
            acts.addWidget(each)
        foot = column(self.replacing, acts, spacing=6)
        foot.setContentsMargins(16, 8, 16, 10)
        self._foot.setLayout(foot)
        whole = column(self.page, self._foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        set_key(self.save_button, "Ctrl+S")
        self.back_button.clicked.connect(self.left)
        self.choose_button.clicked.connect(self._ask)
        self.save_button.clicked.connect(self._save)
        self.lock_button.clicked.connect(self._save_and_lock)
        self.cancel_button.clicked.connect(self._cancel)
        self.replacing.toggled.connect(self._allow)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self._escape)

    # ---------------------------------------------------------------- files are given
    @Slot()
    def _ask(self) -> None:
        self.context.ask.open_files("Choose filled forms", "PDF (*.pdf)", self.take_files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped, several at once."""
        if event.mimeData().hasUrls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """As if they had been chosen."""
        event.acceptProposedAction()
        self.take_files(tuple(Path(url.toLocalFile()) for url in event.mimeData().urls()))

    def take_files(self, files: Sequence[Path]) -> None:
        """Look at files that were chosen or dropped: nothing of them is saved."""
        services, ws, round_id = self.context.services, self.context.desk.workspace, self._round
        self.trouble.clear()
        self._put_away()
        self._drop.setEnabled(False)
        self.context.tasks.run_long(
            f"Reading {count_of(len(files), 'form')}",
            lambda _report: services.look_at_forms(ws, files=files, round_id=round_id),
            then=self._show,
            refused=self._refused,
        )

    def _show(self, preview: FormsPreview) -> None:
        self._drop.setEnabled(True)
        self.preview = preview
        clear_layout(self._list)
        self.cards = [FilledCard(self.context.look, form) for form in sorted(preview.forms, key=_worst_first)]
        for card in self.cards:
            self._list.addWidget(card)
        good = len([form for form in preview.forms if not form.problems])
        otherwise = f", {preview.different:,} stand otherwise" if preview.different else ""
        taken = f"{good:,} of {count_of(len(preview.forms), 'file')} can be taken"
        self.summary.setText(f"{taken}: {count_of(preview.new, 'answer')} will be saved{otherwise}.")
        self.summary.show()
        self.replacing.setVisible(bool(preview.different))
        self.replacing.setChecked(False)
        self._foot.setVisible(True)
        self._allow()
        first = next((each for each in (self.save_button, self.lock_button) if each.isEnabled()), self.cancel_button)
        first.setFocus()

    # ---------------------------------------------------------------- saving
    @Slot()
    def _allow(self) -> None:
        preview = self.preview
        good = preview is not None and any(not form.problems and form.cases for form in preview.forms)
        new = preview is not None and (preview.new or (preview.different and self.replacing.isChecked()))
        self.save_button.setEnabled(good and bool(new))
        self.lock_button.setEnabled(good)

    @Slot()
    def _save(self) -> None:
        self._send(locking=False)

    @Slot()
    def _save_and_lock(self) -> None:
        self._send(locking=True)

    def _send(self, *, locking: bool) -> None:
        preview, replacing = self.preview, self.replacing.isChecked()
        if preview is None:
            return
        services, ws = self.context.services, self.context.desk.workspace
        self._foot.setEnabled(False)
        self.context.tasks.run(
            lambda: services.import_forms(ws, preview, replacing=replacing, locking=locking),
            then=self._saved,
            refused=self._refused,
        )

    def _saved(self, done: FormsImport) -> None:
        self._put_away()
        self.trouble.show_message("warn" if done.told else "good", *saved_words(done))
        self.page.verticalScrollBar().setValue(0)
        self.choose_button.setFocus()

    def _refused(self, error: AppError) -> None:
        self._drop.setEnabled(True)
        self._foot.setEnabled(True)
        self.trouble.show_message("info" if isinstance(error, Stopped) else "bad", error.what, error.fix)
        self.page.verticalScrollBar().setValue(0)

    @Slot()
    def _cancel(self) -> None:
        self._put_away()
        self.trouble.show_message("info", "The forms are put away. Nothing was saved.")
        self.choose_button.setFocus()

    @Slot()
    def _escape(self) -> None:
        if self.preview is not None:
            self._cancel()
        else:
            self.left.emit()

    def _put_away(self) -> None:
        self.preview = None
        self.cards = []
        clear_layout(self._list)
        self.summary.hide()
        self._foot.setEnabled(True)
        self._foot.hide()


def _worst_first(form: FilledForm) -> tuple[bool, int]:
    """Files that cannot be taken first, then by seat."""
    return (not form.problems, form.seat)


def saved_words(done: FormsImport) -> tuple[str, str]:
    """What came of the forms, and what was not taken of them."""
    said = [f"{count_of(done.answers, 'answer')} saved"]
    said += [f"{done.kept:,} kept as they stood"] if done.kept else []
    said += [f"{count_of(done.locked, 'sheet')} locked"] if done.locked else []
    return f"{count_of(done.forms, 'form')}: {', '.join(said)}.", "\n".join(done.told)
