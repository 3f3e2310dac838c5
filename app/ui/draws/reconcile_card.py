"""Is the list whole? It is held against a count made elsewhere: a published file, or figures with their source."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.core.shapes.draws import FrameView
from app.core.shapes.gate import ReconciliationLine, ReconciliationView
from app.core.shapes.reconciling import DueReconciliation, Figure
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import field, line_edit, number_edit
from app.ui.kit.message_bar import note
from app.ui.kit.moments import day, moment, month_name
from app.ui.kit.table import Column, Table
from app.ui.kit.words import button, clear_layout, column, label, row


def _difference(line: ReconciliationLine) -> str:
    return f"{line.difference:+,}" if line.difference else "none"


_LINES = (
    Column(title="Month", text=lambda line: month_name(line.month) or "Whole period", ems=9),
    Column(title="Power", text=lambda line: line.power_label or "All"),
    Column(title="On our list", text=lambda line: f"{line.ours:,}", ems=7, number=True),
    Column(title="Counted there", text=lambda line: f"{line.theirs:,}", ems=8, number=True),
    Column(title="Difference", text=_difference, ems=7, number=True),
)
_WHY = (
    "The seal shows that the list did not change, not that it was complete. Hold it against the month’s file of "
    "data.police.uk, which comes out some weeks later, or against a figure with its source."
)


class ReconcileCard(Acting):
    """What was compared, what differs, why; or the two ways to compare."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._frame_id = 0
        self.table = Table(context.look, _LINES, name="Our list beside the other count", most=8)
        self.file_button = button("Compare with published files ...", name="Compare with published files")
        self.figure, self.source = number_edit("Cases counted there", 0, least=0), line_edit()
        self.figure.setMaximum(9_999_999)
        self.typed_button = button("Compare with this figure")
        self.explanation = line_edit(placeholder="For example: nine were entered after the list was sealed")
        self.explain_button = button("Keep the explanation")
        self.typed, self.explaining = QWidget(), QWidget()
        self.typed_part = Disclosure(context.look, "Compare with a figure instead", self.typed)
        self._state = column(spacing=6)
        self._build()
        self.file_button.clicked.connect(self._ask_files)
        self.typed_button.clicked.connect(self._compare_typed)
        self.explain_button.clicked.connect(self._explain)

    def show_frame(self, frame: FrameView, due: DueReconciliation | None) -> None:
        """Show what came of it, or that nothing was done yet and when it is due."""
        if frame.frame_id != self._frame_id:
            self._frame_id = frame.frame_id
            self.trouble.clear()
            self.explanation.clear()
        clear_layout(self._state)
        found = frame.reconciled
        for part in (self.table, self.explaining):
            part.setVisible(found is not None)
        look = self.context.look
        if found is None:
            tone = "warn" if due is not None and due.is_due else "info"
            until = f" Due on {day(due.due)}." if due is not None else ""
            self._state.addWidget(note(look, tone, f"Not yet reconciled: every paper says so.{until}"))
            return
        self.table.show_rows(found.lines)
        self.explaining.setVisible(not found.agrees)
        tone, words = _result(found)
        self._state.addWidget(note(look, tone, words))
        if found.explanation:
            self._state.addWidget(label(f"Explained: {found.explanation}"))

    def _build(self) -> None:
        source = field("Source", self.source, "Who counted, and where it is published.")
        figures = row(field("Cases counted there", self.figure), source)
        figures.setStretch(1, 1)
        self.typed.setLayout(column(figures, row(self.typed_button, None), spacing=8))
        self.explaining.setLayout(
            row(field("Why it differs", self.explanation), column(None, self.explain_button), stretch=0)
        )
        parts = (label(_WHY, "small"), self._state, self.table, self.explaining, row(self.file_button, None))
        self.setLayout(column(*parts, self.typed_part, self.trouble, spacing=10))

    def _done(self, found: ReconciliationView) -> None:
        self.explanation.clear()
        self.told("It is compared." if found.agrees else "It is compared, and differs.")

    @Slot()
    def _ask_files(self) -> None:
        services, ws, frame_id = self.context.services, self.context.desk.workspace, self._frame_id

        def chosen(files: tuple[Path, ...]) -> None:
            self.act(lambda: services.reconcile_with_files(ws, frame_id=frame_id, files=files), self._done)

        self.context.ask.open_files("The published files, one a month", "CSV (*.csv);;All files (*)", chosen)

    @Slot()
    def _compare_typed(self) -> None:
        services, ws, frame_id = self.context.services, self.context.desk.workspace, self._frame_id
        figures, source = (Figure(count=self.figure.value()),), self.source.text()
        self.act(
            lambda: services.reconcile_with_figures(ws, frame_id=frame_id, figures=figures, source=source), self._done
        )

    @Slot()
    def _explain(self) -> None:
        services, ws, frame_id = self.context.services, self.context.desk.workspace, self._frame_id
        words = self.explanation.text()
        self.act(lambda: services.explain_difference(ws, frame_id=frame_id, explanation=words), self._done)


def _result(found: ReconciliationView) -> tuple[str, str]:
    where = f"{found.source}, {moment(found.at)}"
    if found.agrees:
        return "good", f"The list agrees with the other count ({where})."
    return "warn", f"The list differs from the other count ({where}). A difference is no fault by itself."
