"""Papers: what was issued, one of them with its pages, and whether a file is one of them. Services are called here."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from app.core.changes import Done, Topic
from app.core.errors import AppError
from app.core.shapes.papers import OpenedPaper, PaperCheck, PaperListing, PaperState
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.kit.words import column
from app.ui.nav import Place
from app.ui.papers.erasing import ERASES, Erase
from app.ui.papers.list_view import ListView
from app.ui.papers.paper_view import PaperView
from app.ui.papers.printing import print_pages
from app.ui.papers.step_form import STEPS
from app.ui.tasks import Report, Stopped

__all__ = ["PapersPage"]


class PapersPage(Page):
    """Where it is known what is out, and with whom."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.PAPERS, Topic.ROUNDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._paper = 0
        self.list, self.one = ListView(context), PaperView(context)
        self.views = QStackedWidget()
        for view in (self.list, self.one):
            self.views.addWidget(view)
        self.setLayout(column(self.views))
        self.setAcceptDrops(True)
        self.list.wanted.connect(self._open)
        self.list.check_wanted.connect(self._ask_check)
        self.list.draw_wanted.connect(self._to_draws)
        self.one.back.connect(self._to_list)
        self.one.save_wanted.connect(self._ask_save)
        self.one.print_wanted.connect(self._ask_print)
        self.one.stepped.connect(self._step)
        self.one.erase_wanted.connect(self._erase)

    # ---------------------------------------------------------------- page
    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.list_papers(ws), then=self._show, initiator=self)

    def arrive(self, wanted: object) -> None:
        """A paper that the person came for."""
        if isinstance(wanted, int) and wanted:
            self._open(wanted)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._paper = 0
        self.one.forget()
        self.list.forget_check()
        self.views.setCurrentWidget(self.list)

    def _show(self, papers: tuple[PaperListing, ...]) -> None:
        self.list.show_papers(papers)
        paper = next((one for one in papers if one.paper_id == self._paper), None)
        if paper is not None:
            self.one.show_paper(paper)

    # ---------------------------------------------------------------- one paper
    @Slot(int)
    def _open(self, paper_id: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self._paper = paper_id

        def then(papers: tuple[PaperListing, ...]) -> None:
            self._show(papers)
            if self.one.paper is not None and self.one.paper.paper_id == paper_id:
                self.views.setCurrentWidget(self.one)
                QTimer.singleShot(0, self, self.one.begin)
                self._read_pages(self.one.paper)

        self.context.tasks.run(lambda: services.list_papers(ws), then=then, initiator=self)

    def _read_pages(self, paper: PaperListing) -> None:
        """Make it again to look at it: that somebody did is logged."""
        services, ws, paper_id = self.context.services, self.context.desk.workspace, paper.paper_id
        if not self.one.may_look:
            return

        def then(opened: OpenedPaper) -> None:
            if paper_id == self._paper:
                self.one.show_pages(opened)

        self.context.tasks.run(
            lambda: services.open_paper(ws, paper_id=paper_id), then=then, refused=self._refused, initiator=self
        )

    @Slot()
    def _to_list(self) -> None:
        self._paper = 0
        self.one.forget()
        self.views.setCurrentWidget(self.list)
        self.refresh()
        self.list.table.setFocus()

    @Slot()
    def _to_draws(self) -> None:
        self.visit(Place.DRAW)

    def _refused(self, error: AppError) -> None:
        self.one.told("info" if isinstance(error, Stopped) else "bad", error.what, error.fix)

    # ---------------------------------------------------------------- a copy of it
    @Slot()
    def _ask_save(self) -> None:
        paper = self.one.paper
        if paper is not None:
            name = Path.home() / f"{file_stem(paper)}.pdf"
            self.context.ask.save_file("Where to put the copy", name, "PDF (*.pdf)", self._save)

    def _save(self, file: Path) -> None:
        services, ws, paper_id = self.context.services, self.context.desk.workspace, self._paper

        def then(_written: object) -> None:
            self.one.told("good", "The copy is written.", str(file))

        self.context.tasks.run(
            lambda: services.save_paper(ws, paper_id=paper_id, file=file),
            then=then,
            refused=self._refused,
            initiator=self,
        )

    @Slot()
    def _ask_print(self) -> None:
        paper, pages = self.one.paper, self.one.preview.pages
        if paper is not None and pages:
            self.context.ask.printer(paper.number, pages, self._print)

    def _print(self, printer: object) -> None:
        services, ws, paper_id = self.context.services, self.context.desk.workspace, self._paper
        self.one.print_button.setEnabled(False)

        def act(report: Report) -> Done[int]:
            done = services.print_paper(ws, paper_id=paper_id)
            pages = print_pages(done.value.data, printer, report)  # type: ignore[arg-type]
            return Done(value=pages, changed=done.changed, told=done.told)

        def then(pages: int) -> None:
            self.one.print_button.setEnabled(True)
            self.one.told(
                "good",
                f"Sent to the printer: {count_of(pages, 'page')}.",
                "Fetch it at once, and hand it over yourself.",
            )

        def refused(error: AppError) -> None:
            self.one.print_button.setEnabled(True)
            sent = "What was sent to the printer already may still come out of it."
            self._refused(Stopped("You stopped it.", sent) if isinstance(error, Stopped) else error)

        self.context.tasks.run_long("Printing", act, then=then, refused=refused, initiator=self)

    # ---------------------------------------------------------------- what became of it
    @Slot(object, str)
    def _step(self, step: PaperState, told: str) -> None:
        services, ws, paper_id = self.context.services, self.context.desk.workspace, self._paper

        def then(_paper: PaperListing) -> None:
            self.one.put_form_away()
            self.one.told("good", STEPS[step].done)
            self.refresh()

        self.context.tasks.run(
            lambda: services.step_paper(ws, paper_id=paper_id, state=step, note=told),
            then=then,
            refused=self._refused,
            initiator=self,
        )

    @Slot(object)
    def _erase(self, what: Erase) -> None:
        services, ws, paper_id = self.context.services, self.context.desk.workspace, self._paper
        act = services.erase_names if what is Erase.NAMES else services.erase_paper

        def then(_paper: PaperListing) -> None:
            self.one.put_form_away()
            self.one.told("good", ERASES[what].done)
            self.refresh()

        self.context.tasks.run(lambda: act(ws, paper_id=paper_id), then=then, refused=self._refused, initiator=self)

    # ---------------------------------------------------------------- is it one of ours
    @Slot()
    def _ask_check(self) -> None:
        self.context.ask.open_file("Choose a paper", "PDF (*.pdf)", self.check_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """As if it had been chosen."""
        event.acceptProposedAction()
        self.check_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def check_file(self, file: Path) -> None:
        """Say whether a file is one of the papers that were issued here."""
        services, ws = self.context.services, self.context.desk.workspace
        if self.views.currentWidget() is not self.list:
            self._to_list()

        def then(check: PaperCheck) -> None:
            self.list.show_check(check)

        def refused(error: AppError) -> None:
            self.list.answer.show_message("bad", error.what, error.fix)

        self.list.forget_check()

        self.context.tasks.run(lambda: services.check_paper(ws, file=file), then=then, refused=refused, initiator=self)


def file_stem(paper: PaperListing) -> str:
    """What a file of this paper is called: its number, and nobody's name."""
    return paper.number.replace(", ", "-").replace(" ", "-")
