"""A drawn case that cannot be graded: the next reserve takes its place, or it is kept back and reported."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.shapes.draws import CaseLine, DrawView
from app.core.shapes.gate import Changes
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.draws.words import case_name
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import combo, field
from app.ui.kit.words import button, column, label, row

_WAYS = (
    Option(code="replace", key="", label="Replace it by the next reserve"),
    Option(code="withhold", key="", label="Keep it back, and report it"),
)
_WORDS = {
    "replace": "Nobody chooses which case comes: it is the next reserve of the same group. Where none is left, the "
    "case is reported. “No video” is no reason: it is reported as it is.",
    "withhold": "It stays in the draw and is reported as withheld. No other case comes for it.",
}

_NONE = {
    "replace": "No case of this draw can be replaced: each was graded, in part or whole, or gave its place already.",
    "withhold": "No case of this draw can be kept back: what was graded to its end, or agreed by a panel, stands.",
}


class ChangeCard(Acting):
    """Which case, what to do, why. Only what would be done is offered; the reasons were fixed before the draw."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._draw: DrawView | None = None
        self._changes: Changes | None = None
        self.case, self.reason = combo("Case"), combo("Reason")
        self.way = Choices(context.look, _WAYS, name="What to do", most=2)
        self.words = label("", "small")
        self.do_button = button("Replace it")
        which = row(field("Case", self.case), field("Reason", self.reason))
        which.setStretch(0, 1)
        which.setStretch(1, 1)
        self._asked = QWidget()
        self._asked.setLayout(column(which, row(self.do_button, None), spacing=10))
        self.setLayout(column(self.way, self.words, self._asked, self.trouble, spacing=10))
        self.way.show_value("replace")
        self.way.chosen.connect(self._show_way)
        self.do_button.clicked.connect(self._do)

    def show_draw(self, draw: DrawView) -> None:
        """Offer the cases of a draw that may be replaced or kept back now."""
        if self._draw is None or draw.draw_id != self._draw.draw_id:
            self.trouble.clear()
        self._draw = draw
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again: cases may have been graded on another page meanwhile."""
        super().showEvent(event)
        self._ask()

    def choose_case(self, case: CaseLine) -> None:
        """The case that was marked in the table."""
        index = self.case.findData(case.token)
        if index >= 0:
            self.case.setCurrentIndex(index)

    def _ask(self) -> None:
        services, ws, draw = self.context.services, self.context.desk.workspace, self._draw
        if draw is None or ws is None:
            return

        def then(changes: Changes) -> None:
            self._changes = changes
            self._show_way()

        self.context.tasks.run(lambda: services.read_changes(ws, draw_id=draw.draw_id), then=then)

    @Slot()
    def _show_way(self) -> None:
        draw, changes, way = self._draw, self._changes, self.way.value
        if draw is None or changes is None:
            return
        free = changes.replaceable if way == "replace" else changes.withholdable
        self.way.setVisible(not changes.refusal)
        self._asked.setVisible(bool(free) and not changes.refusal)
        self.words.setText(changes.refusal or (_WORDS if free else _NONE)[way])
        self.do_button.setText("Replace it" if way == "replace" else "Keep it back")
        self.do_button.setAccessibleName(self.do_button.text())
        kept = self.case.currentData()
        self.case.clear()
        for number, case in enumerate(draw.standing, 1):
            if case.token in free:
                self.case.addItem(f"{number}. {case_name(case)} ({case.token[:8]})", case.token)
        self.case.setCurrentIndex(max(0, self.case.findData(kept)))
        self.reason.clear()
        for reason in changes.replace_reasons if way == "replace" else changes.withhold_reasons:
            self.reason.addItem(reason.label, reason.code)
        self.do_button.setEnabled(self.case.count() > 0 and self.reason.count() > 0)

    @Slot()
    def _do(self) -> None:
        services, ws, drawn, way = self.context.services, self.context.desk.workspace, self._draw, self.way.value
        if drawn is None:
            return
        token, reason = str(self.case.currentData()), str(self.reason.currentData())

        def then(draw: DrawView) -> None:
            line = next((one for one in draw.replaced if one.token == token), None)
            if way == "withhold":
                self.told("The case is kept back. Every paper reports it.")
            elif line is not None and line.by is not None:
                self.told(f"The reserve {line.by[:8]} takes its place.")
            else:
                self.told("No reserve is left in its group: the case is reported as replaced by none.")

        act = services.replace_case if way == "replace" else services.withhold_case
        self.act(lambda: act(ws, draw_id=drawn.draw_id, token=token, reason=reason), then)
