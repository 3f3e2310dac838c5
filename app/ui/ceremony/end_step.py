"""Sixth: what the room takes away, and where the cases go."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.core.shapes.draws import DrawView
from app.core.shapes.papers import PaperHow, PrintSize
from app.core.words import count_of
from app.ui.ceremony.stage import Stage, Step
from app.ui.kit.fields import combo
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import button, column, label, row
from app.ui.papers.how_box import SIZE_WORDS


class EndStep(Step):
    """Papers, the check bundle, and the round."""

    title = "Drawn"
    act = ""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.words = label("", "large")
        self.certificate_button = _keyed("Certificate of the draw (PDF)", "C")
        self.size_box = combo("Print size of the certificate")
        self.size_box.setMinimumContentsLength(22)
        fill_combo(self.size_box, [(words, size) for size, words in SIZE_WORDS.items()], PrintSize.NORMAL)
        self.bundle_button = _keyed("Check bundle, for anyone who wants to check", "B")
        self.round_button = _keyed("Open the round and grade", "G", primary=True)
        self.result = MessageBar(stage.look)
        paper = row(self.certificate_button, self.size_box, None, spacing=stage.px(0.6))
        lines = (row(self.round_button, None), paper, row(self.bundle_button, None))
        what = (
            "Anyone can take the bundle home, open the page in it and see that these cases follow from the sealed list "
            "and the digits you rolled."
        )
        self.setLayout(column(self.words, None, *lines, None, label(what, "soft"), self.result, spacing=stage.px(0.6)))

    @property
    def how(self) -> PaperHow:
        """How the certificate is made."""
        return PaperHow(size=PrintSize(self.size_box.currentData()))

    def show_draw(self, draw: DrawView) -> None:
        """Say what was drawn."""
        cases, reserves = count_of(len(draw.cases), "case"), count_of(len(draw.reserves), "reserve")
        self.words.setText(f"{cases} drawn, with {reserves}. The digits are kept for ever.")
        self.size_box.setCurrentIndex(0)
        self.result.clear()

    def begin(self) -> None:
        """The round is where most go next."""
        self.round_button.setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self) -> None:
        """The round."""
        self.round_button.click()


def _keyed(text: str, key: str, *, primary: bool = False) -> QPushButton:
    """A button with its key in front; the page makes the key."""
    return button(f"{key}   {text}", kind="primary" if primary else "", name=f"{text}. Press {key}")
