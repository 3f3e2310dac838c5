"""The list of records: what is asked for, how many that is, and the table. All counting is done in the worker."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Done
from app.core.errors import AppError
from app.core.shapes.records import RecordAsk, RecordColumn, RecordIds, RecordLine
from app.core.shapes.workspaces import ImportListing, KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.empty import Empty
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.words import label
from app.ui.records.ask_bar import AskBar
from app.ui.records.line_model import LineModel
from app.ui.records.line_table import LineTable
from app.ui.tasks import Stopped, Work

_TABLE_EMS = 14
_Found = tuple[tuple[RecordColumn, ...], RecordIds]


class ListView(QWidget):
    """Asks and shows. What is asked anew stops what was asked before."""

    opened = Signal(int)
    """(case id)"""
    imports_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._columns: dict[str, tuple[RecordColumn, ...]] = {}
        self._shown: RecordAsk | None = None
        self._unwanted = Event()
        self._reading: dict[int, Work] = {}
        self.bar = AskBar(context)
        self.count = label("", "soft")
        self.lines = LineModel()
        self.table = LineTable(context.look, self.lines)
        why = "Records come from the extracts that your force's systems write."
        self.none_yet = Empty(context.look, "records", "There are no records yet.", why, "Go to the imports")
        why = "Try fewer words or the beginning of one, or take a filter away."
        self.none_fits = Empty(context.look, "file", "No record fits.", why, "Show all records")
        self.views, self.below = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read again which kinds there are, then the list."""
        services, ws = self.context.services, self.context.desk.workspace
        self._columns.clear()
        self.context.tasks.run(lambda: (services.list_kinds(ws), services.list_imports(ws)), then=self._show_choices)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        self._unwanted.set()
        self._columns.clear()
        self._shown = None
        self.bar.reset()
        self.lines.show_ids(type(self.lines.ids)("q"), ())
        self.count.clear()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        page = ScrollColumn(self.context, ems=10_000)
        sentence = (
            "Every case, as the force gave it and with what the program works out from that. "
            "Opening one, and searching, is logged; the words are not."
        )
        page.box.addLayout(heading("Records", sentence))
        for part in (self.bar, self.count):
            page.box.addWidget(part)
        page.box.addWidget(self.below, 1)
        page.box.setSpacing(8)
        for view in (self.table, self.none_fits):
            self.below.addWidget(view)
        empty = ScrollColumn(self.context)
        empty.box.addLayout(heading("Records"))
        empty.box.addWidget(self.none_yet)
        empty.box.addStretch(1)
        self._empty_page: QWidget = empty
        for view in (page, empty):
            self.views.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self._fit()

    def _connect(self) -> None:
        self.context.look.changed.connect(self._fit)
        self.bar.changed.connect(self._ask)
        self.bar.down.connect(self.table.setFocus)
        self.table.typed.connect(self.bar.search)
        self.table.opened.connect(self._open)
        self.table.sort_wanted.connect(self._order_by)
        self.lines.blocks_wanted.connect(self._read_blocks)
        self.none_yet.act.clicked.connect(self.imports_wanted)
        self.none_fits.act.clicked.connect(self.bar.clear)

    @Slot()
    def _fit(self) -> None:
        self.below.setMinimumHeight(self.context.look.em(_TABLE_EMS))

    # ---------------------------------------------------------------- asking
    def _show_choices(self, read: tuple[tuple[KindListing, ...], tuple[ImportListing, ...]]) -> None:
        self.bar.show_choices(*read)
        if self.bar.kind_listing is None:
            self.views.setCurrentWidget(self._empty_page)
            return
        self.views.setCurrentIndex(0)
        self._ask()

    @Slot()
    def _ask(self) -> None:
        ask = self.bar.ask
        if ask is None:
            return
        self._unwanted.set()
        unwanted = self._unwanted = Event()
        self.count.setText("Looking ...")
        self.context.tasks.run(
            self._finding(ask, unwanted.is_set),
            then=lambda found: self._show(ask, found) if not unwanted.is_set() else None,
            refused=self._refused,
            initiator=self,
        )

    def _finding(self, ask: RecordAsk, stopped: Callable[[], bool]) -> Callable[[], Done[_Found]]:
        services, ws, known = self.context.services, self.context.desk.workspace, self._columns.get(ask.kind)

        def find() -> Done[_Found]:
            columns = known if known is not None else services.list_columns(ws, ask.kind)
            done = services.list_records(ws, ask, stopped)
            return Done(value=(columns, done.value), changed=done.changed)

        return find

    def _refused(self, error: AppError) -> None:
        if isinstance(error, Stopped):
            return
        self.count.setText("")
        self.context.messages.refuse(error)

    # ---------------------------------------------------------------- showing
    def _show(self, ask: RecordAsk, found: _Found) -> None:
        columns, answer = found
        same, row = ask == self._shown, self.table.currentIndex().row()
        chosen = self.lines.ids[row] if same and 0 <= row < len(self.lines.ids) else None
        new_columns = columns != self.lines.columns
        self._columns[ask.kind], self._shown = columns, ask
        self.bar.show_columns(columns)
        self.lines.show_ids(answer.ids, columns)
        self._reading.clear()
        if new_columns:
            self.table.fit_columns(())
        names = [column.id for column in columns]
        at = names.index(ask.order_by) if ask.order_by in names else -1
        self.table.show_order(at, descending=ask.descending)
        self.table.go_to(answer.ids.index(chosen) if chosen is not None and chosen in answer.ids else 0)
        self._tell_count(ask, len(answer.ids))

    def _tell_count(self, ask: RecordAsk, found: int) -> None:
        kind = self.bar.kind_listing
        every = kind.records if kind is not None else found
        told = f"{found:,} of {count_of(every, 'case')}" if ask.narrowed else count_of(found, "case")
        self.count.setText(told)
        self.below.setCurrentWidget(self.table if found else self.none_fits)
        announce(self, told)

    @Slot(object)
    def _read_blocks(self, blocks: tuple[int, ...]) -> None:
        """Read what is in view; what was wanted before and not begun is passed over."""
        for block in self._reading.keys() - blocks:
            self._reading.pop(block).cancel()
        for block in blocks:
            if block not in self._reading:
                work = self._read_block(block)
                if self.lines.lacks(block):
                    self._reading[block] = work

    def _read_block(self, block: int) -> Work:
        services, ws, lines = self.context.services, self.context.desk.workspace, self.lines
        ask, generation, columns, ids = self._shown, lines.generation, lines.columns, lines.ids_of(block)
        kind = ask.kind if ask else ""

        def then(read: tuple[RecordLine, ...]) -> None:
            self._reading.pop(block, None)
            if generation == lines.generation and block == 0:
                self.table.fit_columns(read)
            lines.put_block(generation, block, read)

        return self.context.tasks.run(
            lambda: services.read_block(ws, kind=kind, columns=columns, ids=ids), then=then, refused=self._refused
        )

    # ---------------------------------------------------------------- acting
    @Slot(int)
    def _open(self, row: int) -> None:
        line = self.lines.line(row)
        if line is not None:
            self.opened.emit(line.case_id)

    @Slot(int)
    def _order_by(self, column: int) -> None:
        if self.lines.columns[column].sortable:
            self.bar.order_by(self.lines.columns[column].id)
