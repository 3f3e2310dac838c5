"""Where the numbers come in: dice read into the app digit by digit and read back, or the app's own randomness."""

from PySide6.QtCore import QRegularExpression, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.words import count_of
from app.ui.kit.choices import Choices, Option
from app.ui.kit.digest import Digest
from app.ui.kit.fields import Tick, line_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, button, column, label, row
from app.ui.theme import READING, Look

LEAST = 20
_WAYS = (
    Option(code="dice", key="", label="We rolled dice"),
    Option(code="app", key="", label="The app makes the numbers"),
)


class DiceCard(Card):
    """Asks for the numbers of a sealed list."""

    seed_given = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=14)
        self._look = look
        self.way = Choices(look, _WAYS, name="Where the numbers come from", most=2)
        self.digits = line_edit(placeholder="For example 4 0 7 1 9 ...")
        self.count_line = label("", "soft")
        self.read_back = Digest(look, name="Digits so far", points=15.0, group=5)
        self.right_tick = Tick(look, "I have read the digits back aloud, and they are right")
        self.dice_button = button("Draw the sample", kind="primary")
        self.app_button = button("Draw my sample", kind="primary")
        self.trouble = MessageBar(look)
        self.ways = QStackedWidget()
        self._build()
        self._connect()
        self.begin("dice")

    def begin(self, source: str) -> None:
        """Start afresh."""
        self.digits.clear()
        self.trouble.clear()
        self.right_tick.setChecked(False)
        self.way.show_value(source)
        self._show_way(source)
        self._typed()

    def refuse(self, error: AppError) -> None:
        """Say why nothing was drawn."""
        self.set_busy(False)
        self.trouble.show_message("bad", error.what, error.fix)

    def set_busy(self, busy: bool) -> None:
        """While the sample is drawn, nothing can be pressed twice."""
        self.setEnabled(not busy)

    @property
    def seed(self) -> str:
        """The digits typed, without spaces."""
        return "".join(self.digits.text().split())

    def _build(self) -> None:
        once = "The numbers decide which cases are drawn. They are kept for ever and cannot be changed afterwards."
        self.digits.setValidator(QRegularExpressionValidator(QRegularExpression(r"[0-9 ]*"), self.digits))
        self.digits.setAccessibleName("Digits rolled")
        self.digits.setFont(self._look.font(READING))
        ask = "Roll ten-sided dice and type what they show. One person rolls, one reads out, one types."
        dice = QWidget()
        self.count_line.setMinimumHeight(self._look.em(1.2))
        body = (label(ask), self.digits, self.count_line, self.read_back, self.right_tick, row(self.dice_button, None))
        dice.setLayout(column(*body, None, spacing=10))
        alone = (
            "For someone who draws alone. It shows that the list did not change afterwards, "
            "not that no other draw was tried on a copy; the papers will say so."
        )
        made = QWidget()
        made.setLayout(column(label(alone), row(self.app_button, None), None, spacing=12))
        self.ways.addWidget(dice)
        self.ways.addWidget(made)
        self.box.addLayout(column(label("The numbers", "strong"), label(once, "soft"), spacing=2))
        self.box.addWidget(self.way)
        self.box.addWidget(self.trouble)
        self.box.addWidget(self.ways)

    def _connect(self) -> None:
        self.way.chosen.connect(self._show_way)
        self.digits.textEdited.connect(self._typed)
        self.digits.inputRejected.connect(self._only_digits)
        self.right_tick.toggled.connect(self._check)
        self.dice_button.clicked.connect(self._give_dice)
        self.app_button.clicked.connect(self._give_app)

    @Slot(str)
    def _show_way(self, code: str) -> None:
        self.ways.setCurrentIndex(0 if code == "dice" else 1)

    @Slot()
    def _only_digits(self) -> None:
        self.trouble.show_message("warn", "Only digits 0 to 9 and spaces go in here.")

    @Slot()
    def _typed(self) -> None:
        count = len(self.seed)
        left = LEAST - count
        to_go = f"{count_of(left, 'digit')} to go" if left > 0 else "enough; more do no harm"
        self.count_line.setText(
            f"{count_of(count, 'digit')} so far, {to_go}." if count else f"At least {LEAST} digits."
        )
        self.read_back.show_text(self.seed)
        self.read_back.setVisible(count > 0)
        self.right_tick.setChecked(False)
        self._check()

    @Slot()
    def _check(self) -> None:
        enough = len(self.seed) >= LEAST
        self.right_tick.setEnabled(enough)
        self.dice_button.setEnabled(enough and self.right_tick.isChecked())

    @Slot()
    def _give_dice(self) -> None:
        self.trouble.clear()
        self.set_busy(True)
        self.seed_given.emit(self.seed)

    @Slot()
    def _give_app(self) -> None:
        self.trouble.clear()
        self.set_busy(True)
        self.seed_given.emit(None)
