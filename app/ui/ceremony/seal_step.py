"""First: the seal of the list, to be read out, photographed or handed over before a single die is rolled."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.core.shapes.draws import FrameView
from app.core.words import count_of
from app.ui.ceremony.big_number import BigNumber
from app.ui.ceremony.stage import Stage, Step
from app.ui.kit.moments import moment, period
from app.ui.kit.qr import QrCode
from app.ui.kit.words import column, label, row

NOT_LODGED = (
    "This seal is not lodged with anyone. Before the dice, someone outside the police should have it: "
    "let them photograph it now, or write it down."
)


class SealStep(Step):
    """What is drawn from, and the two numbers that fix it."""

    title = "The seal of the list"
    act = "Everyone who wants it has it: go on to the dice"

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.facts = label("", "soft")
        self.seal = BigNumber(stage, name="Seal of the list", group=4, columns=4, most=2.3)
        self.plan = BigNumber(stage, name="Number of the plan", group=4, columns=16, most=1.0)
        self.qr = QrCode(name="The seal as a QR code")
        self.qr_words = label("To photograph", "small", wrap=False)
        self.lodged = label("", "strong")
        self.lodged.setProperty("part", "lodged")
        words = "Read it out. If one case were added, taken out or changed, this would be another number."
        self.sealed = label("", "small")
        side = QWidget()
        side.setLayout(column(None, self.qr, self.qr_words, self.lodged, None, spacing=4))
        middle = row(self.seal, side, spacing=stage.px(1))
        middle.setStretch(0, 3)
        middle.setStretch(1, 2)
        below = column(self.sealed, self.plan, spacing=2)
        self.setLayout(column(column(self.facts, label(words), spacing=4), None, middle, None, below))
        self.qr.show_rows(())
        self.qr_words.hide()

    def show_frame(self, frame: FrameView, lodged: Sequence[str], qr: Sequence[Sequence[bool]]) -> None:
        """Show a sealed list, who has its seal, and the seal as a QR code where there is one."""
        days, sealed = period(frame.first_day, frame.last_day), moment(frame.sealed_at)
        self.facts.setText(
            f"{frame.kind_label}, {days}: {count_of(frame.cases, 'case')}. {frame.size:,} will be drawn."
        )
        self.sealed.setText(f"Number of the plan, fixed with it on {sealed}: how many are drawn, and by which rules")
        self.seal.show_text(frame.seal)
        self.plan.show_text(frame.plan)
        self.lodged.setText(f"Lodged with {'; '.join(lodged)}." if lodged else NOT_LODGED)
        self.qr.show_rows(qr)
        self.qr_words.setVisible(bool(qr))
        self.fit()

    def fit(self) -> None:
        """The code is as tall as the seal beside it."""
        side = self._stage.px(9)
        self.qr.setFixedSize(side, side)
