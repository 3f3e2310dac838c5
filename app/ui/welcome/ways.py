"""The three ways in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.context import PageContext
from app.ui.kit.page import ScrollColumn
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, button, column, label, row
from app.ui.theme import Look


class WayCard(Card):
    """One way in: what it is for, in a sentence, and its button."""

    def __init__(self, look: Look, icon: str, title: str, sentence: str, act: str, *, first: bool) -> None:
        super().__init__(padding=20)
        self.act = button(act, kind="primary" if first else "")
        words = column(label(title, "strong"), label(sentence, "soft"), spacing=3)
        picture = Picture(look, icon, colour="accent", ems=2.0)
        line = row(picture, words, self.act, spacing=18, stretch=1)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        line.setAlignment(self.act, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(line)


class Ways(QWidget):
    """Three cards, the safe one first."""

    practice_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.practice = WayCard(
            look,
            "practice",
            "Try it out",
            "A practice workspace for made-up or open data. Nothing done in it counts.",
            "&Practise",
            first=True,
        )
        self.new = WayCard(
            look,
            "plus",
            "Start for real",
            "A new workspace for your force's records. It is encrypted and stays on this computer.",
            "&Make a workspace",
            first=False,
        )
        self.open = WayCard(
            look,
            "file",
            "Go on with your work",
            "Open a workspace that is on this computer already. You need its passphrase.",
            "&Open a workspace",
            first=False,
        )
        self.practice.act.clicked.connect(self.practice_wanted)
        self.new.act.clicked.connect(self.new_wanted)
        self.open.act.clicked.connect(self.open_wanted)
        page = ScrollColumn(context, ems=44, centred=True)
        title = label("Scrutiny Panel", "large")
        words = "Random samples of police records that anyone can check, graded fairly, one case at a time."
        page.box.addLayout(column(title, label(words, "soft"), spacing=4))
        page.box.addSpacing(6)
        for card in (self.practice, self.new, self.open):
            page.box.addWidget(card)
        page.box.addStretch(1)
        self.setLayout(column(page))
