"""Cases that a person asked for: a list of their own, beside the draw, in no figure."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.draws import DrawView
from app.core.shapes.gate import ReasonChoice
from app.core.shapes.targeted import TargetedCase
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.fields import combo, field, line_edit
from app.ui.kit.words import bare, button, clear_layout, column, label, row

_WHY = (
    "A complaint or a theme may call for a certain case. It is graded in the same round, listed apart, and never "
    "counted: a case that somebody picked says nothing about the others."
)


class TargetedCard(Acting):
    """Which case, for what reason, who asked and why; offered to whoever may add one. Who asked can be erased later."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._draw: DrawView | None = None
        self.reference, self.asked_by, self.why = line_edit(), line_edit(), line_edit()
        self.reason = combo("Reason")
        self.add_button = button("Add this case", name="Add this case to the round")
        self.show_button = button("Show the cases asked for", kind="quiet")
        self._lines = bare(QVBoxLayout(), 6)
        self.round_words = label("", "small")
        self._asked = QWidget()
        first = row(field("Reference", self.reference), field("Reason", self.reason))
        second = row(field("Who asked", self.asked_by), field("Why", self.why))
        for line in (first, second):
            line.setStretch(0, 1)
            line.setStretch(1, 1)
        self._asked.setLayout(bare(column(first, second, row(self.add_button, None), spacing=10), 10))
        shown = row(self.show_button, None)
        parts = (label(_WHY, "small"), self.round_words, self._asked, self.trouble, shown, self._lines)
        self.setLayout(column(*parts, spacing=10))
        self.add_button.clicked.connect(self._add)
        self.show_button.clicked.connect(self.show_list)

    def show_draw(self, draw: DrawView) -> None:
        """The round that would take such a case is that of this draw."""
        if self._draw is None or self._draw.draw_id != draw.draw_id:
            clear_layout(self._lines)
            self.trouble.clear()
        self._draw = draw
        services, ws = self.context.services, self.context.desk.workspace
        if not self.reason.count():
            self.context.tasks.run(lambda: services.targeted_reasons(ws), then=self._show_reasons)

        def then(refusal: str) -> None:
            self._asked.setVisible(not refusal)
            open_first = "Open the round first, and it can join it."
            self.round_words.setText(refusal or (f"It joins round R{draw.round_id}." if draw.round_id else open_first))

        self.context.tasks.run(lambda: services.why_not_targeted(ws, round_id=draw.round_id), then=then)

    def _show_reasons(self, reasons: tuple[ReasonChoice, ...]) -> None:
        self.reason.clear()
        for reason in reasons:
            self.reason.addItem(reason.label, reason.code)

    @Slot()
    def show_list(self) -> None:
        """Every case asked for. It names people, so that it was looked at is logged."""
        services, ws = self.context.services, self.context.desk.workspace
        self.act(lambda: services.list_targeted(ws), self._show_lines)

    def _show_lines(self, cases: tuple[TargetedCase, ...]) -> None:
        clear_layout(self._lines)
        for case in cases:
            asked = f"Asked for by {case.asked_by}: {case.why}" if case.asked_by else "Who asked was erased."
            words = label(f"{case.kind_label} {case.reference}: {case.reason_label}")
            self._lines.addLayout(column(words, label(asked, "small"), spacing=0))
        if not cases:
            self._lines.addWidget(label("None so far.", "soft"))

    @Slot()
    def _add(self) -> None:
        draw = self._draw
        if draw is None:
            return
        services, ws = self.context.services, self.context.desk.workspace
        reference, reason = self.reference.text(), str(self.reason.currentData() or "")
        asked = (self.asked_by.text(), self.why.text())

        def then(case: TargetedCase) -> None:
            for edit in (self.reference, self.asked_by, self.why):
                edit.clear()
            self.told(f"{case.reference} is on the list of cases asked for.")

        self.act(
            lambda: services.add_targeted(
                ws, case=(draw.kind, reference), reason=reason, asked=asked, round_id=draw.round_id
            ),
            then,
        )
