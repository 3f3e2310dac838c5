"""Which draws a meeting grades: those that no round grades yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.meeting_choices import MeetingDraw
from app.core.words import count_of
from app.ui.kit.fields import Tick
from app.ui.kit.moments import period
from app.ui.kit.words import bare, button, clear_layout, column, label, row
from app.ui.theme import Look

_NONE = (
    "No draw waits for a panel. Seal a list and draw from it with a form for panels; it is then offered here. "
    "A draw that somebody grades already stays where it is."
)


class DrawsBox(QWidget):
    """A tick a draw; one that a panel cannot grade says why."""

    changed = Signal()
    draw_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._draws: tuple[MeetingDraw, ...] = ()
        self.ticks: list[Tick] = []
        self.none = label(_NONE, "soft")
        self.draw_button = button("Go to the draws")
        self._list = bare(QVBoxLayout(), 4)
        self.setLayout(bare(column(self.none, row(self.draw_button, None), self._list, spacing=8), 8))
        self.draw_button.clicked.connect(self.draw_wanted)

    def show_draws(self, draws: tuple[MeetingDraw, ...]) -> None:
        """Offer these; what was ticked stays ticked, and a single one is ticked at once."""
        if draws == self._draws and self.ticks:
            return
        fit = [one.draw_id for one in draws if not one.refusal]
        ticked = set(self.chosen) or (set(fit) if len(fit) == 1 else set())
        self._draws = draws
        clear_layout(self._list)
        self.ticks = []
        for draw in draws:
            tick = Tick(self._look, draw_words(draw))
            tick.setAccessibleName(tick.text())
            tick.setEnabled(not draw.refusal)
            tick.setChecked(draw.draw_id in ticked)
            tick.toggled.connect(self.changed)
            self.ticks.append(tick)
            self._list.addWidget(tick)
            if draw.refusal:
                why = label(draw.refusal, "small")
                why.setContentsMargins(self._look.em(1.15) + 16, 0, 0, 0)
                self._list.addWidget(why)
        for part in (self.none, self.draw_button):
            part.setVisible(not fit)
        self.changed.emit()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The draws that are ticked, the oldest first: so they were drawn."""
        pairs = zip(self._draws, self.ticks, strict=True)
        return tuple(sorted(draw.draw_id for draw, tick in pairs if tick.isChecked()))


def draw_words(draw: MeetingDraw) -> str:
    """A draw in a line."""
    days, cases = period(draw.first_day, draw.last_day), count_of(draw.cases, "case")
    minutes = count_of(draw.minutes_each, "minute")
    return f"{draw.kind_label}, {days} (D{draw.draw_id}): {cases} on “{draw.form_label}”, about {minutes} each"
