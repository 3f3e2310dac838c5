"""The end of a month. Over cases that are not graded it asks once more, and says plainly what will be kept."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot

from app.core.shapes.months import MonthView
from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.ui.actions.action_line import low
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.flow import Flow
from app.ui.kit.moments import moment
from app.ui.kit.words import button, column, label
from app.ui.papers.how_box import HowLine
from app.ui.papers.written import written_words


class CloseBox(Acting):
    """One press where everything is graded; two where it is not."""

    papers_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: MonthView | None = None
        self.close_button = button("Close this month", kind="primary")
        self.anyway_button = button("Close it as it is")
        self.papers_button = button("The draw’s papers", kind="quiet")
        self.paper_button = button("Write this month’s &paper ...", name="Write the paper of this month")
        self.how = HowLine(context.look)
        self.said = label("", "soft")
        buttons = Flow(spacing=8)
        for each in (self.close_button, self.anyway_button, self.paper_button, self.papers_button):
            buttons.addWidget(each)
        self.setLayout(column(self.said, self.trouble, buttons, self.how, spacing=10))
        low(self)
        self.anyway_button.hide()
        self.close_button.clicked.connect(self._close)
        self.anyway_button.clicked.connect(self._close_anyway)
        self.paper_button.clicked.connect(self._ask_paper)
        self.papers_button.clicked.connect(self.papers_wanted)

    def show_view(self, view: MonthView) -> None:
        """Show how the month stands at its end."""
        same = self._view is not None and self._view.round == view.round and self._view.month == view.month
        self._view = view
        closed = view.round.closed_at if view.round is not None else ""
        again = bool(closed) and view.round is not None and bool(view.round.closed_unfinished)
        self.close_button.setVisible(not closed or again)
        self.close_button.setText("Close it again" if again else "Close this month")
        self.close_button.setAccessibleName(self.close_button.text())
        words = f"Closed on {moment(closed)}." if closed else "What is graded after the end still counts."
        self.said.setText(words)
        if not same:
            self.trouble.clear()
            self.anyway_button.hide()

    @Slot()
    def _close(self) -> None:
        view = self._view
        if view is None or view.round is None:
            return
        left = view.round.waiting
        if left:
            wait = "is" if left == 1 else "are"
            what = f"{count_of(left, 'case')} {wait} not graded yet, so this month is not done."
            self.trouble.show_message("warn", what, "Grade them; or close it as it is, and it will say how many.")
            self.anyway_button.setText(f"Close it with {left:,} not graded")
            self.anyway_button.setAccessibleName(self.anyway_button.text())
            self.anyway_button.show()
            return
        self._send(unfinished=False)

    @Slot()
    def _close_anyway(self) -> None:
        self._send(unfinished=True)

    @Slot()
    def _ask_paper(self) -> None:
        view = self._view
        if view is not None and view.round is not None:
            name = Path.home() / f"R{view.round.round_id}-month.pdf"
            self.context.ask.save_file("Where to put the paper", name, "PDF (*.pdf)", self._write)

    def _write(self, file: Path) -> None:
        view, how = self._view, self.how.how
        if view is None or view.round is None:
            return
        services, ws, round_id = self.context.services, self.context.desk.workspace, view.round.round_id

        def then(files: tuple[str, ...]) -> None:
            self.told("The month’s paper is written.", written_words(files))

        self.act(lambda: services.write_month(ws, round_id=round_id, file=file, how=how), then)

    def _send(self, *, unfinished: bool) -> None:
        view = self._view
        if view is None or view.round is None:
            return
        services, ws, round_id = self.context.services, self.context.desk.workspace, view.round.round_id

        def then(listing: RoundListing) -> None:
            self.anyway_button.hide()
            left = listing.closed_unfinished
            self.told(f"The month is closed with {count_of(left, 'case')} not graded." if left else "It is done.")

        self.act(lambda: services.close_month(ws, round_id=round_id, unfinished=unfinished), then)
