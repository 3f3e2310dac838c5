"""Everything a grader seldom needs, behind one quiet button: all keys, how keys answer, passing a case, a concern."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.shapes.concerns import ConcernSort
from app.core.shapes.sheets import Sheet, SheetState
from app.ui.grading.writing import WritingBox
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick
from app.ui.kit.words import Card, bare, button, column, label, row, rule
from app.ui.theme import Look

_FREELY = "You need not say why. What you answered stays, and you can take it up again."
_PART = "You know someone in it, or were there. You can say so at any time."
KEYS = (
    ("1 2 3 ... 0", "answer the question that is marked, and go on"),
    ("↑  ↓", "the question before or after"),
    ("⌫  U", "take the last answer back; again for the one before"),
    ("W", "give reasons, or fold them"),
    ("A B C ...", "tick a reason, while reasons are shown"),
    ("T", "write a note, or the answer in words"),
    ("Esc", "leave a box; keys are letters in there"),
    ("↵", "lock these answers; on a finished case, the next one"),
    ("F  A", "on a finished case: feedback to its officer, an action"),
    ("N  P", "the next case, the one before"),
    ("Pg↑  Pg↓", "read the record"),
    ("F6", "the record or its questions, where the window shows one at a time"),
    ("?", "this card"),
)
_CONCERN = "A possible crime, misconduct, a child at risk"
_SORTS = (
    Option(code=ConcernSort.CRIME.value, key="", label="A possible crime"),
    Option(code=ConcernSort.MISCONDUCT.value, key="", label="Possible misconduct"),
    Option(code=ConcernSort.CHILD.value, key="", label="A child may be at risk"),
)


@dataclass(frozen=True, kw_only=True)
class Readers:
    """For whom a concern is, in words: before one is raised, on the button that tells it, and of one that was told."""

    before: str
    button: str
    told: str
    then: str


_COORDINATOR = Readers(
    before="it is for the coordinator alone, first thing on their Home",
    button="Tell the coordinator",
    told="The coordinator is told",
    then="No grade is shown with it.",
)
_LINE_MANAGER = Readers(
    before="no coordinator is here, so it stands on your Home until you deal with it",
    button="Keep this concern on Home",
    told="Kept",
    then="It stands on your Home until you deal with it.",
)
_NOBODY_YET = Readers(
    before="no coordinator is here, so it is kept, and nobody reads it until a coordinator signs in here",
    button="Keep this concern",
    told="Kept",
    then="Nobody reads it until a coordinator signs in here.",
)


def readers_of(*, coordinated: bool, line_manager: bool) -> Readers:
    """For whom a concern is.

    Args:
        coordinated: whether a coordinator is here.
        line_manager: whether it is raised at a line manager's own seat, not at a panel's.
    """
    if coordinated:
        return _COORDINATOR
    return _LINE_MANAGER if line_manager else _NOBODY_YET


class SideCard(Card):
    """A card in the place of the questions: a heading, what it is about, and Escape goes back."""

    closed = Signal()

    def __init__(self, look: Look, title: str) -> None:
        super().__init__(padding=0, spacing=0)
        self._look = look
        self.close_button = button("Back  Esc", kind="quiet", name="Back to the questions")
        head = row(label(title, "strong"), self.close_button, spacing=8, stretch=0)
        head.setContentsMargins(14, 12, 14, 8)
        inner = QWidget()
        inner.setProperty("bare", True)
        self.body = bare(QVBoxLayout(inner), 10)
        self.body.setContentsMargins(14, 10, 14, 14)
        self.scroller = QScrollArea()
        self.scroller.setWidget(inner)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box.addLayout(head)
        self.box.addWidget(rule())
        self.box.addWidget(self.scroller, 1)
        self.close_button.clicked.connect(self.closed)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.closed)


class MoreCard(SideCard):
    """All keys, and what else can be done with this case."""

    pass_wanted = Signal()
    part_wanted = Signal()
    concern_wanted = Signal()
    single_keys_wanted = Signal(bool)
    practice_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Keys and more")
        self.pass_button, self.pass_words = button("Pass this case"), label(_FREELY, "small")
        self.part_button, self.part_words = button("I have a part in this case"), label(_PART, "small")
        self.concern_button = button("Raise a concern now")
        self.concern_words = label(f"{_CONCERN}. No grade is shown.", "small")
        self.single_keys = Tick(look, "One key answers at once")
        habit = "Without the tick a key only chooses, and Enter keeps the answer."
        self.practice_button = button("Try the practice case")
        tried = "A made-up case that shows the keys in under a minute. Nothing of it is kept."
        keys = QGridLayout()
        keys.setHorizontalSpacing(14)
        keys.setColumnStretch(1, 1)
        for at, (key, meaning) in enumerate(KEYS):
            keys.addWidget(label(key, "key", wrap=False), at, 0, Qt.AlignmentFlag.AlignTop)
            keys.addWidget(label(meaning, "body"), at, 1)
        self.body.addLayout(column(self.pass_button, self.pass_words, spacing=4))
        self.body.addLayout(column(self.part_button, self.part_words, spacing=4))
        self.body.addLayout(column(self.concern_button, self.concern_words, spacing=4))
        self.body.addWidget(rule())
        self.body.addLayout(column(self.single_keys, label(habit, "small"), spacing=2))
        self.body.addWidget(rule())
        self.body.addLayout(column(self.practice_button, label(tried, "small"), spacing=4))
        self.body.addWidget(rule())
        self.body.addLayout(keys)
        self.body.addStretch(1)
        self.pass_button.clicked.connect(self.pass_wanted)
        self.part_button.clicked.connect(self.part_wanted)
        self.concern_button.clicked.connect(self.concern_wanted)
        self.single_keys.clicked.connect(self.single_keys_wanted)
        self.practice_button.clicked.connect(self.practice_wanted)

    def show_readers(self, readers: Readers) -> None:
        """Say for whom a concern is."""
        self.concern_words.setText(f"{_CONCERN}: {readers.before}. No grade is shown.")

    def show_case(self, sheet: Sheet | None, *, single_keys: bool) -> None:
        """Show what can be done with this case, and how keys answer."""
        passable = sheet is not None and sheet.state in (SheetState.TODO, SheetState.STARTED, SheetState.WAITING)
        self.pass_button.setVisible(passable)
        self.pass_words.setVisible(passable)
        for part in (self.part_button, self.part_words):
            part.setVisible(sheet is not None and sheet.can_declare)
        self.concern_button.setEnabled(sheet is not None)
        self.single_keys.setChecked(single_keys)


class PartCard(SideCard):
    """What follows from a part in the case, before it is declared: at a panel it may not be taken back."""

    declared = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "A part in this case")
        self.declare_button = button("I have a part in this case", kind="primary")
        for said in (
            "You know someone in it, or were there. That is normal, and nobody is blamed for it.",
            "From here on you do not grade this case, and have no vote on it. What you answered so far is kept.",
            "What a panel has seen already stays as it was; its papers say that a part was declared afterwards.",
        ):
            self.body.addWidget(label(said, "soft"))
        self.body.addLayout(row(self.declare_button, None))
        self.body.addStretch(1)
        self.declare_button.clicked.connect(self.declared)


class ConcernCard(SideCard):
    """What it may be, and a few words where there are any."""

    told = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Raise a concern now")
        self.sorts = Choices(look, _SORTS, name="What it may be", most=1)
        self.words = WritingBox("What you saw")
        self.words.setPlaceholderText("What you saw, if you like. Do not write a grade here.")
        self.readers = _NOBODY_YET
        self.tell_button = button("", kind="primary")
        said = (
            "Your grades are not shown with it, and it changes none of them. In danger to life, say so in the room now."
        )
        self.body.addWidget(label(said, "soft"))
        self.body.addWidget(self.sorts)
        self.body.addWidget(self.words)
        self.body.addWidget(self.tell_button)
        self.body.addStretch(1)
        self.sorts.chosen.connect(self._fit)
        self.words.finished.connect(self.tell_button.setFocus)
        self.tell_button.clicked.connect(self._tell)
        look.changed.connect(self._fit)
        self.show_readers(self.readers)
        self._fit()

    def show_readers(self, readers: Readers) -> None:
        """Say for whom it is."""
        self.readers = readers
        self.tell_button.setText(readers.button)
        self.tell_button.setAccessibleName(readers.button)

    def clear(self) -> None:
        """Forget what was said: it is told, or taken back."""
        self.sorts.show_value("")
        self.words.setPlainText("")
        self._fit()

    @Slot()
    def _tell(self) -> None:
        self.told.emit(self.sorts.value, self.words.toPlainText().strip())

    @Slot()
    def _fit(self) -> None:
        self.words.setFixedHeight(self._look.em(6))
        self.tell_button.setEnabled(bool(self.sorts.value))
