"""Dates and times: what speaks for what, read by example, and what a person has to take note of."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.mappings import FirstLook, MappingDraft, TimeFinding, grave, settled_by
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick
from app.ui.kit.message_bar import note
from app.ui.kit.words import Card, bare, clear_layout, column, label
from app.ui.mapping.settling import Said, open_findings
from app.ui.theme import Look

_ORDERS = (
    Option(code="dmy", key="", label="Day first: 03/04 is 3 April"),
    Option(code="mdy", key="", label="Month first: 03/04 is 4 March"),
    Option(code="swapped", key="", label="Day first, and real dates are swapped: turn them back"),
)
_ASKS_ORDER = frozenset({"order_unknown", "order_mixed", "swapped", "not_swapped"})
_SWAPPED = frozenset({"swapped", "swapped_back", "not_swapped"})
_CLOCKS = (
    Option(code="local", key="", label="The clock on the wall (London)"),
    Option(code="utc", key="", label="Universal time (UTC)"),
)


class TimesCard(Card):
    """The example on top, two choices, and the findings in words."""

    order_chosen = Signal(str)
    clock_chosen = Signal(str)
    agreed = Signal(object)
    """The (column, code) pairs of the findings that the person has taken note of, or takes it back of."""

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
        asks_order = any(finding.code in _ASKS_ORDER for finding in unsettled)
        asks_clock = any(settled_by(finding) == "clock" for finding in unsettled)
        swapped = draft.day_order == "swapped" or any(finding.code in _SWAPPED for finding in found)
        self.order.segments[-1].setVisible(swapped)
        self.order.show_value("" if asks_order else draft.day_order)
        self.clock.show_value("" if asks_clock else draft.times)
        clear_layout(self._notes)
        self.ticks = []
        alike: dict[tuple[str, bool, bool], list[TimeFinding]] = {}
        for finding in found:
            if finding.code != "reading":
                marks = (finding.code, finding in unsettled, grave(finding, draft))
                alike.setdefault(marks, []).append(finding)
        columns = len({finding.column for finding in found})
        for (_, is_open, is_grave), findings in alike.items():
            self._add(findings, said, is_open=is_open, is_grave=is_grave, named=columns > 1)

    @property
    def first_open(self) -> QWidget:
        """Where the first thing that is left to settle is settled."""
        for choices in (self.order, self.clock):
            if not choices.value:
                return choices.segments[0]
        open_ticks = (tick for tick in self.ticks if tick.isEnabled() and not tick.isChecked())
        return next(open_ticks, self.order.segments[0])

    def _add(self, findings: Sequence[TimeFinding], said: Said, *, is_open: bool, is_grave: bool, named: bool) -> None:
        """One box for what several columns show alike."""
        tone, way = "warn" if is_open else "info", settled_by(findings[0])
        words = _words(findings, named=named)
        if is_open and way != "agreed":
            words = f"{words} Choose above."
        self._notes.addWidget(note(self._look, tone, words))
        if is_grave and way == "agreed":
            tick = Tick(self._look, "I have seen this: bring the file in all the same")
            pairs = frozenset((finding.column, finding.code) for finding in findings)
            agreed = pairs <= said.agreed
            tick.setChecked(agreed or not is_open)
            tick.setEnabled(agreed or is_open)  # else it was settled when the mapping was saved
            tick.clicked.connect(lambda: self.agreed.emit(pairs))
            self.ticks.append(tick)
            self._notes.addWidget(tick)


def _words(findings: Sequence[TimeFinding], *, named: bool) -> str:
    """What some columns show, each sentence once, with the columns where there are others.

    What one choice settles for all of them is told by the first one's example.
    """
    chosen = settled_by(findings[0]) != "agreed"
    columns: dict[str, list[str]] = {}
    for finding in findings:
        columns.setdefault(findings[0].sentence if chosen else finding.sentence, []).append(f"“{finding.column}”")
    if not named:
        return " ".join(columns)
    return "\n".join(f"{', '.join(names)}: {sentence}" for sentence, names in columns.items())
