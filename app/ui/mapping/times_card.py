"""Dates and times: what speaks for what, read by example, and what a person has to take note of."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.mappings import FirstLook, MappingDraft, TimeFinding
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick
from app.ui.kit.message_bar import note
from app.ui.kit.words import Card, bare, clear_layout, column, label
from app.ui.mapping.settling import Said, grave, open_findings, settled_by
from app.ui.theme import Look

_ORDERS = (
    Option(code="dmy", key="", label="Day first: 03/04 is 3 April"),
    Option(code="mdy", key="", label="Month first: 03/04 is 4 March"),
)
_CLOCKS = (
    Option(code="local", key="", label="The clock on the wall (London)"),
    Option(code="utc", key="", label="Universal time (UTC)"),
)


class TimesCard(Card):
    """The example on top, two choices, and the findings in words."""

    order_chosen = Signal(str)
    clock_chosen = Signal(str)
    agreed = Signal(str, str)
    """(column, code): the person has taken note of a finding."""

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.title = label("Dates and times", "strong")
        self.reading = label()
        self.order = Choices(look, _ORDERS, name="Which comes first", most=2)
        self.clock = Choices(look, _CLOCKS, name="Whose clock the times are", most=2)
        self.ticks: list[Tick] = []
        self._notes = bare(QVBoxLayout(), 6)
        self._order_part, self._clock_part = QWidget(), QWidget()
        self._order_part.setLayout(column(label("Which comes first", "small"), self.order, spacing=3))
        self._clock_part.setLayout(column(label("Whose clock the times are", "small"), self.clock, spacing=3))
        for part in (self.title, self.reading, self._order_part, self._clock_part):
            self.box.addWidget(part)
        self.box.addLayout(self._notes)
        self.order.chosen.connect(self.order_chosen)
        self.clock.chosen.connect(self.clock_chosen)

    def show_times(self, look: FirstLook, draft: MappingDraft, found: Sequence[TimeFinding], said: Said) -> None:
        """Show how times are read now, and what was found."""
        readings = [finding.sentence for finding in found if finding.code == "reading"]
        self.reading.setText("\n".join(dict.fromkeys(readings)) or "No column holds a time yet.")
        unsettled = open_findings(look, draft, found, said)
        asks_order = any(finding.code in ("order_unknown", "order_mixed") for finding in unsettled)
        asks_clock = any(settled_by(finding) == "clock" for finding in unsettled)
        self.order.show_value("" if asks_order else draft.day_order)
        self.clock.show_value("" if asks_clock else draft.times)
        clear_layout(self._notes)
        self.ticks = []
        for finding in found:
            if finding.code != "reading":
                self._add(finding, draft, said, is_open=finding in unsettled)

    @property
    def first_open(self) -> QWidget:
        """Where the first thing that is left to settle is settled."""
        for choices in (self.order, self.clock):
            if not choices.value:
                return choices.segments[0]
        open_ticks = (tick for tick in self.ticks if tick.isEnabled() and not tick.isChecked())
        return next(open_ticks, self.order.segments[0])

    def _add(self, finding: TimeFinding, draft: MappingDraft, said: Said, *, is_open: bool) -> None:
        tone = "warn" if is_open else "info"
        words = finding.sentence
        way = settled_by(finding)
        if is_open and way != "agreed":
            words = f"{words} Choose above."
        self._notes.addWidget(note(self._look, tone, words))
        if grave(finding, draft) and way == "agreed":
            tick = Tick(self._look, "I have seen this: bring the file in all the same")
            agreed = (finding.column, finding.code) in said.agreed
            tick.setChecked(agreed or not is_open)
            tick.setEnabled(agreed or is_open)  # else it was settled when the mapping was saved
            tick.clicked.connect(self._agree(finding))
            self.ticks.append(tick)
            self._notes.addWidget(tick)

    def _agree(self, finding: TimeFinding) -> object:
        return lambda: self.agreed.emit(finding.column, finding.code)
