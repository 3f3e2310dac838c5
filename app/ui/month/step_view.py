"""One step of the month: a mark that says how it stands by its shape, its name, what there is to say, what to do."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.shapes.months import MonthStep, StepState
from app.ui.actions.action_line import low
from app.ui.kit.segment import paint_tick
from app.ui.kit.words import bare, button, column, label, row, set_tone
from app.ui.theme import SMALL, Look

STATE_WORDS = {StepState.DONE: "Done", StepState.NOW: "Now", StepState.LATER: "Later"}
_TONES = {StepState.DONE: "good", StepState.NOW: "", StepState.LATER: ""}


class StepMark(QWidget):
    """A tick in a ring where it is done, a filled ring with the number now, an empty one later."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look, self._number, self._state = look, number, StepState.LATER
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: StepState) -> None:
        """Show how the step stands."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """The size it would like."""
        side = self._look.em(1.9)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, look, state = QPainter(self), self._look, self._state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        fill = {StepState.DONE: "good_soft", StepState.NOW: "accent", StepState.LATER: "surface"}[state]
        edge = {StepState.DONE: "good", StepState.NOW: "accent", StepState.LATER: "edge"}[state]
        painter.setBrush(look.color(fill))
        painter.setPen(QPen(look.color(edge), 1.5))
        painter.drawEllipse(ring)
        if state is StepState.DONE:
            paint_tick(painter, ring.adjusted(3, 3, -3, -3), look.color("good"))
        else:
            painter.setFont(look.font(SMALL, QFont.Weight.DemiBold))
            painter.setPen(look.color("on_accent" if state is StepState.NOW else "soft"))
            painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepView(QWidget):
    """What a step holds is folded away while it is not its turn, and opens with one press."""

    def __init__(self, look: Look, number: int, inside: QWidget) -> None:
        super().__init__()
        self.inside = inside
        self._state: StepState | None = None
        self.mark = StepMark(look, number)
        self.title, self.told = label("", "strong"), label("", "soft")
        self.state = label("", "key", wrap=False)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.fold_button = button("Open", kind="quiet")
        self.fold_button.setCheckable(True)
        words = column(self.title, self.told, spacing=2)
        head = row(self.mark, words, self.fold_button, self.state, spacing=12, stretch=1)
        for part in (self.mark, self.fold_button, self.state):
            head.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        self._under = bare(column(inside), 0)
        box = column(head, self._under, spacing=10)
        box.setContentsMargins(14, 14, 14, 14)
        self.setLayout(box)
        low(self)
        inside.hide()
        self._look = look
        self.fold_button.toggled.connect(self._turn)
        look.changed.connect(self._fit)
        self._fit()

    def show_step(self, step: MonthStep, *, foldable: bool) -> None:
        """Show how the step stands; its turn opens it, and its end folds it.

        Args:
            step: as it stands.
            foldable: whether there is anything in it.
        """
        self.mark.show_state(step.state)
        self.title.setText(step.title)
        self.told.setText(step.told)
        self.state.setText(STATE_WORDS[step.state])
        set_tone(self.state, _TONES[step.state])
        self.setAccessibleName(f"{step.title}: {STATE_WORDS[step.state]}")
        self.fold_button.setVisible(foldable)
        if step.state is not self._state:
            self._state = step.state
            self.open(foldable and step.state is StepState.NOW)
        elif not foldable:
            self.open(False)
        self._name()

    def open(self, wanted: bool = True) -> None:
        """Show what it holds, or fold it away."""
        self.fold_button.setChecked(wanted)

    @Slot(bool)
    def _turn(self, opened: bool) -> None:
        self.inside.setVisible(opened)
        self._name()

    def _name(self) -> None:
        words = "Fold" if self.fold_button.isChecked() else "Open"
        self.fold_button.setText(words)
        self.fold_button.setAccessibleName(f"{words}: {self.title.text()}")

    @Slot()
    def _fit(self) -> None:
        """What it holds stands under its words."""
        self._under.setContentsMargins(self._look.em(1.9) + 12, 0, 0, 0)
        self.state.setMinimumWidth(self._look.em(2.4))
