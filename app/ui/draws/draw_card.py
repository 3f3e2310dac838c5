"""A list that waits for its numbers: the draw in front of everyone, or the one button of somebody alone."""

from PySide6.QtCore import Signal, Slot

from app.core.errors import AppError
from app.core.shapes.draws import FrameView
from app.core.words import count_of
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, button, column, label, row, set_tone
from app.ui.theme import Look

_ROOM = (
    "Over the whole screen, for a projector: the seal, the dice, the cases one by one. The room sees every step, "
    "and nothing is kept before you confirm the digits."
)
_ALONE = (
    "The app makes the numbers now, after the seal. It shows that the list was closed first and has not changed since; "
    "anyone can check that. It does not show that no other draw was tried on a copy: the certificate will say "
    "“drawn alone”."
)
_NAMED = "The numbers were named in advance: {}. Once they are published, type them in."
_WHOLE = "All {} are taken, in every group: nobody chooses, so no dice are needed."


class DrawCard(Card):
    """Says how the plan lets this list be drawn, and asks for nothing else."""

    ceremony_wanted = Signal()
    alone_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=14)
        self.title = label("", "strong")
        self.room_words, self.alone_words = label(_ROOM, "soft"), label(_ALONE, "soft")
        self.ceremony_button = button("&Draw in front of everyone", kind="primary", name="Draw in front of everyone")
        self.alone_button = button("Draw m&y sample", name="Draw my sample")
        self.trouble = MessageBar(look)
        self.room = column(self.room_words, row(self.ceremony_button, None), spacing=8)
        self.alone = column(self.alone_words, row(self.alone_button, None), spacing=8)
        self.box.addWidget(self.title)
        self.box.addWidget(self.trouble)
        self.box.addLayout(self.room)
        self.box.addLayout(self.alone)
        self.ceremony_button.clicked.connect(self.ceremony_wanted)
        self.alone_button.clicked.connect(self._alone)

    def show_frame(self, frame: FrameView) -> None:
        """Offer what the plan of this list allows."""
        room = frame.seed_source != "app" and not frame.whole
        alone = frame.seed_source in ("app", "") or frame.whole
        for part in (self.room_words, self.ceremony_button):
            part.setVisible(room)
        for part in (self.alone_words, self.alone_button):
            part.setVisible(alone)
        self.title.setText(f"Draw {count_of(frame.size, 'case')}")
        self.room_words.setText(_NAMED.format(frame.seed_name) if frame.seed_source == "named" else _ROOM)
        self.alone_words.setText(_WHOLE.format(count_of(frame.size, "case")) if frame.whole else _ALONE)
        self.alone_button.setText(f"Take &all {frame.size:,}" if frame.whole else "Draw m&y sample")
        self.alone_button.setAccessibleName(self.alone_button.text().replace("&", ""))
        set_tone(self.alone_button, "" if room else "true", "primary")
        self.trouble.clear()
        self.set_busy(False)

    def begin(self) -> None:
        """The focus goes to what comes next."""
        (self.ceremony_button if self.ceremony_button.isVisibleTo(self) else self.alone_button).setFocus()

    def refuse(self, error: AppError) -> None:
        """Say why nothing was drawn."""
        self.set_busy(False)
        self.trouble.show_message("bad", error.what, error.fix)

    def set_busy(self, busy: bool) -> None:
        """While the sample is drawn, nothing can be pressed twice."""
        self.ceremony_button.setEnabled(not busy)
        self.alone_button.setEnabled(not busy)

    @Slot()
    def _alone(self) -> None:
        self.trouble.clear()
        self.set_busy(True)
        self.alone_wanted.emit()
