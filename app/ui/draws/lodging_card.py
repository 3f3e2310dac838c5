"""Giving seal and plan to somebody outside before the draw: on paper, by telephone camera, as text; and to whom."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.core.shapes.draws import FrameView
from app.core.shapes.gate import LODGED_HOW
from app.core.shapes.notices import SealView
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.draws.words import lodged_words
from app.ui.kit.choices import Choices, Option
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import field, line_edit
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import note
from app.ui.kit.qr import QrCode
from app.ui.kit.words import Card, button, clear_layout, column, label, row
from app.ui.papers.how_box import HowLine
from app.ui.papers.written import written_words

_HOW = tuple(Option(code=code, key="", label=words[:1].upper() + words[1:]) for code, words in LODGED_HOW.items())
NOBODY = (
    "Not lodged with anyone. Give it to somebody outside the police before the draw; otherwise every paper will say so."
)


class LodgeForm(Acting):
    """Who has it now, and how they got it."""

    lodged = Signal(object)
    """The list, with its new keeper."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._frame_id = 0
        self.to = line_edit(placeholder="A name, or the chair of the panel")
        self.how = Choices(context.look, _HOW, name="How they got it", most=4)
        self.keep_button = button("Write it down", name="Write down who has the seal")
        how = column(label("How they got it", "strong"), self.how, spacing=4)
        self.setLayout(column(field("Given to", self.to), how, row(self.keep_button, None), self.trouble, spacing=8))
        self.how.show_value("paper")
        self.keep_button.clicked.connect(self.keep)
        self.to.returnPressed.connect(self.keep)

    def show_frame(self, frame: FrameView) -> None:
        """Of which list."""
        if frame.frame_id != self._frame_id:
            self._frame_id = frame.frame_id
            self.to.clear()
            self.trouble.clear()

    @Slot()
    def keep(self) -> None:
        """Write it down."""
        services, ws, frame_id = self.context.services, self.context.desk.workspace, self._frame_id
        to, how = self.to.text(), self.how.value

        def then(frame: FrameView) -> None:
            self.to.clear()
            self.told("It is written down.")
            self.lodged.emit(frame)

        self.act(lambda: services.lodge(ws, frame_id=frame_id, to=to, how=how), then)


class LodgingCard(Card):
    """Who has it, the three ways to give it, and the form."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(spacing=12)
        self._context = context
        self._frame_id, self._message = 0, ""
        self.notice_button = button("Write the &notice (PDF) ...", name="Write the seal notice")
        self.copy_button = button("Copy it as te&xt", name="Copy seal and plan as text to send")
        self.qr = QrCode(name="Seal and plan as a QR code")
        self.how = HowLine(context.look)
        self.form = LodgeForm(context)
        self.qr_part = Disclosure(context.look, "Show it as a QR code, to photograph", self.qr)
        self.form_part = Disclosure(context.look, "Write down who has it now", self.form)
        self._lines = column(spacing=6)
        buttons = Flow(spacing=8)
        buttons.addWidget(self.notice_button)
        buttons.addWidget(self.copy_button)
        self.box.addWidget(label("Give the seal to somebody outside", "strong"))
        self.box.addLayout(self._lines)
        self.box.addLayout(buttons)
        self.box.addLayout(column(self.how, self.qr_part, self.form_part, spacing=4))
        self.notice_button.clicked.connect(self._ask_notice)
        self.copy_button.clicked.connect(self._copy)

    def show_frame(self, frame: FrameView) -> None:
        """Show who has the seal of a list that waits for its draw."""
        self._frame_id = frame.frame_id
        self.form.show_frame(frame)
        clear_layout(self._lines)
        for line in frame.lodged:
            self._lines.addWidget(note(self._context.look, "good", f"Lodged with {lodged_words(line)}."))
        if not frame.lodged:
            self._lines.addWidget(note(self._context.look, "warn", NOBODY))
        services, ws, frame_id = self._context.services, self._context.desk.workspace, frame.frame_id
        self._context.tasks.run(lambda: services.read_seal(ws, frame_id=frame_id), then=self._show_seal)

    def _show_seal(self, seal: SealView) -> None:
        if seal.frame_id == self._frame_id:
            self._message = seal.message
            opened = self.qr_part.button.isChecked()
            self.qr.show_rows(seal.squares)
            self.qr.setVisible(opened)
            side = (len(seal.squares) + 8) * 5
            self.qr.setFixedSize(side, side)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._message)
        self.form.told("Copied. Paste it into a message; then write down here who has it.")
        self.form_part.open()
        self.form.how.show_value("text")

    @Slot()
    def _ask_notice(self) -> None:
        services, ws, frame_id = self._context.services, self._context.desk.workspace, self._frame_id
        how, told = self.how.how, "The notice is written. Hand it over, then write down here who has it."

        def chosen(file: Path) -> None:
            self.form.act(
                lambda: services.write_notice(ws, frame_id=frame_id, file=file, how=how),
                lambda files: self.form.told(told, written_words(files)),
            )
            self.form_part.open()

        name = Path.home() / f"list-{frame_id}-seal-notice.pdf"
        self._context.ask.save_file("Where to put the seal notice", name, "PDF (*.pdf)", chosen)
