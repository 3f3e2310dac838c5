"""First: the seal of the list, to be read out, photographed or handed over before a single die is rolled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.core.shapes.draws import FrameView
from app.core.words import count_of
from app.ui.ceremony.big_number import BigNumber
from app.ui.ceremony.stage import Stage, Step
from app.ui.context import PageContext
from app.ui.draws.lodging_card import LodgeForm
from app.ui.draws.words import lodged_words
from app.ui.kit.moments import moment, period
from app.ui.kit.qr import QrCode
from app.ui.kit.words import button, column, label, row

ACT = "Everyone who wants it has it: go on to the dice"
NOT_LODGED = (
    "Not lodged with anyone. Let somebody outside the police photograph it or write it down now; press L to say who."
)


class SealStep(Step):
    """What is drawn from, and the two numbers that fix it."""

    title = "The seal of the list"
    act = ACT

    def __init__(self, stage: Stage, context: PageContext) -> None:
        super().__init__()
        self._stage, self._naming = stage, False
        self.facts = label("", "soft")
        self.seal = BigNumber(stage, name="Seal of the list", group=4, columns=8, most=2.3)
        self.plan = BigNumber(stage, name="Number of the plan", group=4, columns=8, most=1.0)
        self.qr = QrCode(name="The seal as a QR code")
        self.lodged = label("", "strong")
        self.lodge_button = button("Write down who has it   ( L )", name="Write down who has it. Press L")
        self.form = LodgeForm(context)
        words = (
            "Read it out, or photograph it. If one case were added, taken out or changed, it would be another number."
        )
        self.sealed = label("", "small")
        self._plan_part = QWidget()
        self._plan_part.setLayout(column(self.sealed, self.plan, spacing=2))
        side = column(None, self.lodged, self.form, row(self.lodge_button, None), None, self._plan_part, None)
        below = row(self.qr, side, spacing=stage.px(1.2), stretch=1)
        below.setAlignment(self.qr, Qt.AlignmentFlag.AlignVCenter)
        head = column(self.facts, label(words), spacing=4)
        self.setLayout(column(head, None, self.seal, None, below, None))
        self.lodge_button.clicked.connect(self._open_form)
        self.form.lodged.connect(self._show_lodged)
        self.form.keep_button.hide()
        self.form.hide()

    def begin(self) -> None:
        """Nobody is being named yet."""
        self._show_form(False)

    def enter(self) -> None:
        """Go on; or keep who has it."""
        if self._naming:
            self.form.keep()
        else:
            self.forward.emit()

    def escape(self) -> bool:
        """Leave the naming first."""
        if not self._naming:
            return False
        self._close_form()
        return True

    def show_frame(self, frame: FrameView, qr: Sequence[Sequence[bool]]) -> None:
        """Show a sealed list, who has its seal, and the seal as a QR code."""
        days, sealed = period(frame.first_day, frame.last_day), moment(frame.sealed_at)
        self.facts.setText(
            f"{frame.kind_label}, {days}: {count_of(frame.cases, 'case')}. {frame.size:,} will be drawn."
        )
        self.sealed.setText(f"Number of the plan, fixed with it on {sealed}: how many are drawn, and by which rules")
        self.seal.show_text(frame.seal)
        self.plan.show_text(frame.plan)
        self.qr.show_rows(qr)
        self.form.show_frame(frame)
        self._show_lodged(frame)
        self.fit()

    @Slot(object)
    def _show_lodged(self, frame: FrameView) -> None:
        keepers = "; ".join(lodged_words(line) for line in frame.lodged)
        self.lodged.setText(f"Lodged with {keepers}." if keepers else NOT_LODGED)
        if self._naming:
            self._close_form()

    @Slot()
    def _open_form(self) -> None:
        self._show_form(True)
        self.form.to.setFocus()

    def _close_form(self) -> None:
        self._show_form(False)
        self.settled.emit()

    def _show_form(self, shown: bool) -> None:
        self._naming = shown
        self.form.setVisible(shown)
        for part in (self._plan_part, self.lodged, self.lodge_button):
            part.setVisible(not shown)
        self.act = ACT if not shown else "Write it down"
        self.changed.emit()

    def fit(self) -> None:
        """The code takes a third of the height."""
        side = min(self._stage.px(10), self._stage.height // 3)
        self.qr.setFixedSize(side, side)
