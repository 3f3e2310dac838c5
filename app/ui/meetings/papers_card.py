"""The papers of a meeting: packs before it, forms while it goes on, report and summary after it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.shapes.meetings import MeetingState, MeetingView, Presence
from app.core.shapes.panel_packs import PackStage
from app.core.shapes.papers import PaperHow
from app.core.words import count_of
from app.core.workflow.papers import MAKES
from app.core.workflow.rights import Right
from app.ui.context import PageContext
from app.ui.kit.fields import Tick, combo, field
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import Card, button, column, label
from app.ui.meetings.summary_form import ReportForm, SummaryForm, TablesForm
from app.ui.papers.how_box import HowBox
from app.ui.papers.written import free_file, written_words
from app.ui.tasks import Report, Stopped


class _Sort(NamedTuple):
    label: str
    why: str
    code: str
    """What services call it."""


SORTS: Final = {
    "pack": _Sort(
        "Packs to read", "What members read, a document a stage: nothing of a later one is in it.", "panel_pack"
    ),
    "forms": _Sort(
        "Grading forms",
        "Of the stage that is open, a paper a seat: to print, or to fill in on a computer.",
        "forms",
    ),
    "report": _Sort("Report", "How grades spread and what the panel agreed, with exact ranges.", "report"),
    "tables": _Sort(
        "Figures as tables",
        "The numbers of the report, to go on working with: no case by itself, and nobody’s name.",
        "report",
    ),
    "summary": _Sort(
        "Public summary",
        "For anyone: small counts are hidden. Also as a table and as plain text.",
        "summary",
    ),
}

_LOOKED_AT: Final = frozenset({"pack", "forms", "report"})


class PapersCard(Card):
    """Which paper, how it is made, and the folder it goes to."""

    releases_wanted = Signal()
    papers_wanted = Signal()
    filled_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(spacing=10)
        look = context.look
        self.context = context
        self._meeting: MeetingView | None = None
        self._rights: frozenset[str] = frozenset()
        self.sort, self.stage = combo("Which paper"), combo("Which document")
        self.why, self.how = label("", "soft"), HowBox()
        self.unprinted = label("", "small")
        self.each = Tick(look, "A copy for each member who is asked")
        self.report, self.tables, self.summary = ReportForm(look), TablesForm(), SummaryForm(look)
        self.trouble = MessageBar(look)
        self.make_button = button("Make it, into a &folder ...", kind="primary", name="Make it, into a folder")
        self.releases_button = button("Read and release the cases", name="Go to the releases of this meeting")
        self.papers_button = button("All papers that are out", kind="quiet")
        self.filled_button = button("&Filled forms ...", name="Bring in filled forms")
        self._stage_part, self._making = QWidget(), QWidget()
        self._build()
        self._connect()

    def show_meeting(self, meeting: MeetingView, rights: frozenset[str]) -> None:
        """Show what can be made of a meeting."""
        other = self._meeting is None or self._meeting.round_id != meeting.round_id
        self._meeting, self._rights = meeting, rights
        if other:
            self._forget()
        offered = [(words.label, key) for key, words in SORTS.items() if _makes(words.code, rights)]
        kept = None if other else self.sort.currentData()
        fill_combo(self.sort, offered, kept or self._likely(meeting))
        self.sort.view().setAccessibleName("Papers of this meeting")
        self._making.setVisible(bool(offered))
        asked = [seat for seat in meeting.seats if seat.presence is not Presence.ABSENT]
        self.each.setText(f"A copy for each member who is asked ({len(asked):,})")
        self.each.setAccessibleName(self.each.text())
        going = meeting.state in (MeetingState.OPEN, MeetingState.BREAK)
        self.filled_button.setVisible(going and Right.ENTER_SHEETS.value in rights)
        self.papers_button.setVisible(Right.AUDIT.value in rights)
        self._show_sort()

    def showEvent(self, event: QShowEvent) -> None:
        """What its papers cannot show is told before one is made."""
        super().showEvent(event)
        self._look()

    def forget(self) -> None:
        """Another workspace was opened: its meetings have the same numbers, and nothing was chosen for them."""
        self._meeting = None

    @property
    def offers(self) -> bool:
        """Whether there is anything here for whoever signed in."""
        return self.sort.count() > 0 or Right.ENTER_SHEETS.value in self._rights

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self._stage_part.setLayout(field("Which document", self.stage))
        asked = (self._stage_part, self.report, self.tables, self.summary, self.how, self.each)
        self._making.setLayout(column(field("Which paper", self.sort), self.why, *asked, self.unprinted, spacing=10))
        self.box.addWidget(self._making)
        self.box.addWidget(self.trouble)
        flow = Flow(spacing=8)
        for each in (self.make_button, self.releases_button, self.filled_button, self.papers_button):
            flow.addWidget(each)
        self.box.addLayout(flow)
        self.releases_button.hide()

    def _connect(self) -> None:
        self.sort.currentIndexChanged.connect(self._show_sort)
        self.each.toggled.connect(self._show_sort)
        self.make_button.clicked.connect(self._ask)
        self.releases_button.clicked.connect(self.releases_wanted)
        self.papers_button.clicked.connect(self.papers_wanted)
        self.filled_button.clicked.connect(self.filled_wanted)

    def _forget(self) -> None:
        """Another meeting: what was chosen for the one before is not for this one."""
        self.trouble.clear()
        self.releases_button.hide()
        self.report.forget()
        self.summary.forget()
        self.each.setChecked(False)
        fill_combo(self.stage, [("All of them, each by itself", "")], "")
        self._read_stages()

    def _read_stages(self) -> None:
        meeting = self._meeting
        if meeting is None or not _makes("panel_pack", self._rights):
            return
        services, ws, round_id = self.context.services, self.context.desk.workspace, meeting.round_id

        def then(stages: tuple[PackStage, ...]) -> None:
            entries = [(f"{one.number}. {one.label}", one.id) for one in stages]
            if self._meeting is not None and self._meeting.round_id == round_id:
                fill_combo(self.stage, [("All of them, each by itself", ""), *entries], "")

        self.context.tasks.run(lambda: services.pack_stages(ws, round_id=round_id), then=then)

    @staticmethod
    def _likely(meeting: MeetingView) -> str:
        """The paper that is wanted first: packs before the meeting, forms in it, the report after it."""
        by_state = {MeetingState.PLANNED: "pack", MeetingState.CLOSED: "report"}
        return by_state.get(meeting.state, "forms")

    @Slot()
    def _show_sort(self) -> None:
        sort = self.sort.currentData()
        self.make_button.setVisible(sort is not None)
        if sort is None:
            return
        self.why.setText(SORTS[sort].why)
        forms = {"pack": self._stage_part, "report": self.report, "tables": self.tables, "summary": self.summary}
        for name, part in forms.items():
            part.setVisible(sort == name)
        self.each.setVisible(sort == "pack")
        self.how.setVisible(sort != "tables")
        self.how.copies.setEnabled(not (sort == "pack" and self.each.isChecked()))
        self._look()

    def _look(self) -> None:
        """Ask what the chosen paper could not show as it was written."""
        meeting, sort = self._meeting, self.sort.currentData()
        self.unprinted.hide()
        if meeting is None or sort not in _LOOKED_AT or not self.isVisible():
            return
        services, ws, round_id = self.context.services, self.context.desk.workspace, meeting.round_id

        def then(told: tuple[str, ...]) -> None:
            same = self._meeting is not None and self._meeting.round_id == round_id
            if same and self.sort.currentData() == sort:
                self.unprinted.setText(" ".join(told))
                self.unprinted.setVisible(bool(told))

        code = SORTS[sort].code
        self.context.tasks.run(lambda: services.unprinted_of_meeting(ws, round_id=round_id, sort=code), then=then)

    # ---------------------------------------------------------------- making
    @property
    def _how(self) -> PaperHow:
        """How it is made; where each member gets a copy, these are named where names can be erased."""
        how, meeting = self.how.how, self._meeting
        if meeting is None or self.sort.currentData() != "pack" or not self.each.isChecked():
            return how
        asked = tuple(seat.name for seat in meeting.seats if seat.presence is not Presence.ABSENT and seat.name)
        return PaperHow(size=how.size, recipients=asked)

    @Slot()
    def _ask(self) -> None:
        self.context.ask.folder("Where to put the papers", Path.home(), self._make)

    def _make(self, folder: Path) -> None:
        meeting, sort = self._meeting, str(self.sort.currentData())
        if meeting is None:
            return
        self.trouble.clear()
        self.releases_button.hide()
        self.make_button.setEnabled(False)
        write = self._writer(meeting.round_id, sort)
        stem = f"R{meeting.round_id}-{sort}"
        self.context.tasks.run_long(
            f"Making: {SORTS[sort].label.lower()}",
            lambda report: write(file=free_file(folder, stem), progress=report),
            then=self._made,
            refused=self._refused,
        )

    def _writer(self, round_id: int, sort: str) -> Callable[..., Any]:
        """What writes the chosen paper to a ``file`` and tells its ``progress``, with what is chosen now."""
        services, ws, how = self.context.services, self.context.desk.workspace, self._how
        stage, choice, words = str(self.stage.currentData()), self.report.choice, self.summary.words
        suffix = self.tables.suffix

        def tables(*, file: Path, progress: Report) -> Any:
            progress(0, 1)
            return services.write_tables(ws, round_id=round_id, file=file.with_suffix(suffix))

        ways: dict[str, Callable[..., Any]] = {
            "pack": partial(services.write_panel_pack, ws, round_id=round_id, stage=stage, how=how),
            "forms": partial(services.write_forms, ws, round_id=round_id, how=how),
            "report": partial(services.write_report, ws, round_id=round_id, choice=choice, how=how),
            "tables": tables,
            "summary": partial(services.write_summary, ws, round_id=round_id, words=words, how=how),
        }
        return ways[sort]

    def _made(self, files: tuple[str, ...]) -> None:
        self.make_button.setEnabled(True)
        written = f"{count_of(len(files), 'file')} {'is' if len(files) == 1 else 'are'} written."
        self.trouble.show_message("good", written, written_words(files))

    def _refused(self, error: AppError) -> None:
        self.make_button.setEnabled(True)
        self.trouble.show_message("info" if isinstance(error, Stopped) else "bad", error.what, error.fix)
        meeting = self._meeting
        unread = meeting is not None and any(not case.released and not case.set_aside for case in meeting.cases)
        self.releases_button.setVisible(unread and Right.RELEASE.value in self._rights)


def _makes(code: str, rights: frozenset[str]) -> bool:
    """Whether somebody with these rights may make a sort of paper."""
    return all(right.value in rights for right in MAKES[code])
