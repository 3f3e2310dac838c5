"""Second: the dice, digit by digit, with a running count."""

from PySide6.QtCore import Slot

from app.core.words import count_of
from app.ui.ceremony.digit_entry import LEAST, DigitEntry
from app.ui.ceremony.stage import Stage, Step
from app.ui.kit.announce import announce
from app.ui.kit.words import column, label, row, set_tone


class RollStep(Step):
    """One person rolls, one reads out, one types: everyone sees each digit as it comes."""

    title = "Roll the dice"
    act = "Read the digits back"

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.ask = label("")
        self.digits = DigitEntry(stage)
        self.count = label("", "giant", wrap=False)
        self.to_go = label("", "body")
        self.said = label("", "strong")
        self.said.setMinimumHeight(stage.px(1.4))
        counts = row(self.count, self.to_go, spacing=stage.px(0.6), stretch=1)
        box = column(self.ask, self.digits, counts, self.said, spacing=stage.px(0.5))
        box.setStretch(1, 1)
        self.setLayout(box)
        self.digits.counted.connect(self._counted)
        self.digits.refused.connect(self._say)
        self.show_source("")
        self._counted(0)

    def show_source(self, named: str) -> None:
        """Say where the digits come from: dice, unless the plan named a public number."""
        dice = "Roll a ten-sided die at least 20 times. One person reads out each number, another types it."
        public = f"Type the digits of {named}, as they were published. One person reads out, another types."
        self.title = "Type the public number" if named else "Roll the dice"
        self.ask.setText(public if named else dice)

    @property
    def ready(self) -> bool:
        """There are enough of them."""
        return len(self.digits.digits) >= LEAST

    def begin(self) -> None:
        """Keys come to the digits."""
        self.digits.setFocus()

    def enter(self) -> None:
        """Go on, or say how many are missing."""
        missing = LEAST - len(self.digits.digits)
        if missing > 0:
            self._say(f"Not yet: roll {count_of(missing, 'more digit')}.")
        else:
            self._say("")
            self.forward.emit()

    def forget(self) -> None:
        """Nothing was ever typed."""
        self.digits.clear()
        self._say("")

    @Slot(int)
    def _counted(self, count: int) -> None:
        missing = LEAST - count
        self.count.setText(str(count))
        more = f"of at least {LEAST}. {count_of(missing, 'digit')} to go." if missing > 0 else ""
        self.to_go.setText(more or "digits: enough. More do no harm; Enter goes on.")
        if count:
            announce(self.digits, f"{count} of {LEAST}" if missing > 0 else f"{count}, enough")
        self.changed.emit()

    @Slot(str)
    def _say(self, words: str) -> None:
        self.said.setText(words)
        set_tone(self.said, "bad" if words else "")
        if words:
            announce(self.digits, words, urgent=True)
