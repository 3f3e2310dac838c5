"""The mapping page: what a file's columns are kept as, its times, its words; its first rows change as one chooses."""

from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.core.errors import AppError
from app.core.shapes.mappings import FirstLook, MappingDraft, Preview, UnknownValue, settled_by
from app.core.shapes.workspaces import KindListing
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn
from app.ui.kit.words import Card, bare, button, column, label, row
from app.ui.mapping.columns_table import ColumnsTable, columns_told
from app.ui.mapping.constants_card import ConstantsCard
from app.ui.mapping.field_picker import FieldPicker
from app.ui.mapping.foot_bar import FootBar
from app.ui.mapping.gaps_box import GapsBox
from app.ui.mapping.preview_card import PreviewCard
from app.ui.mapping.settling import Said, begun, gap_words, open_findings, open_gaps, suggested_name
from app.ui.mapping.source_row import SourceRow
from app.ui.mapping.times_card import TimesCard
from app.ui.mapping.words_card import WordsCard

_PAUSE_MS = 250
_WHOLE_AT_ONCE = 5_000
"""A file of so many rows is tried whole each time; of a longer one the first rows, until the whole is asked for."""
_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Held:
    """A file in hand: where it is, what was seen in it, and the kinds it may be of."""

    file: Path
    look: FirstLook
    kinds: tuple[KindListing, ...]

    @property
    def labels(self) -> dict[str, str]:
        """The kinds' names."""
        return {kind.kind: kind.label for kind in self.kinds}

    @property
    def rows(self) -> str:
        """How many rows it has, in words, as far as they are known."""
        count = count_of(self.look.draft.rows, "row")
        return count if self.look.all_rows else f"more than {count}"


class MappingView(QWidget):
    """The columns on the left, what else there is to settle on the right, the preview and one button below."""

    left = Signal()
    look_wanted = Signal(str, str, int)
    import_wanted = Signal(object, str)
    """(draft, name): bring the file in so; "" as a name keeps no mapping."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._held: Held | None = None
        self._base: MappingDraft | None = None
        self._said, self._said_first = Said(), Said()
        self.draft: MappingDraft | None = None
        self.preview: Preview | None = None
        self._whole: Preview | None = None
        self._asked = 0
        self._wanted: str | None = None
        look = context.look
        self.back_button = button("&Back", name="Back to the imports")
        self.title, self.about = label("Check the columns", "large"), label("", "soft")
        self.source = SourceRow(look)
        self.trouble = MessageBar(look)
        self.columns, self.columns_told = ColumnsTable(look), label("", "soft")
        self.missing, self.gaps = MessageBar(look, can_close=False), GapsBox(look)
        self.times, self.words, self.constants = TimesCard(look), WordsCard(), ConstantsCard()
        self.shown = PreviewCard(look)
        self.foot = FootBar(look)
        self.picker = FieldPicker(look, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    # ---------------------------------------------------------------- from outside
    def show_file(self, held: Held) -> None:
        """Settle how this file is read."""
        draft = held.look.draft
        self._held = held
        self._base, self._said = begun(draft)
        self._said_first = self._said
        self.draft, self.preview, self._whole = draft, None, None
        self.words.reset()
        self.constants.reset()
        self.trouble.clear()
        self.source.show_look(held.look, held.kinds)
        self.about.setText(" ".join((f"{held.file.name}: {held.rows}.", *draft.notes)))
        own = draft.name if held.look.saved else ""
        self.foot.keep_tick.setChecked(True)
        self.foot.offer_to_keep(own or suggested_name(held.file.name, held.look.names), offered=not draft.name)
        self._show_draft(draft)
        self.shown.show_nothing("Reading the first rows ...")
        self.page.verticalScrollBar().setValue(0)
        self.columns.setCurrentIndex(self.columns.shapes.index(0, 1))
        self.columns.setFocus()
        self.try_now()

    def refuse(self, error: AppError, tone: str = "bad") -> None:
        """Say why the file was not brought in."""
        self.trouble.show_message(tone, error.what, error.fix)
        self._show_state()

    @property
    def said(self) -> Said:
        """What the person has said so far."""
        return self._said

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        columns = Card(spacing=10)
        columns.box.addLayout(column(label("Columns of the file", "strong"), self.columns_told, spacing=2))
        columns.box.addWidget(self.missing)
        columns.box.addWidget(self.gaps)
        columns.box.addWidget(self.columns, 1)
        columns.box.addStretch(0)
        matters = QWidget()
        matters.setLayout(column(self.times, self.words, self.constants, None, spacing=14))
        self._sides = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 14)
        self._sides.addWidget(columns, 11)
        self._sides.addWidget(matters, 10)
        self.page = ScrollColumn(self.context, ems=92)
        head = row(column(self.title, self.about, spacing=3), self.back_button, spacing=16, stretch=0)
        self.page.box.addLayout(head)
        self.page.box.addWidget(self.trouble)
        self.page.box.addWidget(self.source)
        self.page.box.addLayout(self._sides)
        self.page.box.addWidget(self.shown)
        self.page.box.addStretch(1)
        whole = column(self.page, self.foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.left)
        self.source.look_wanted.connect(self.look_wanted)
        self.columns.change_wanted.connect(self._pick)
        self.columns.drop_wanted.connect(self._drop)
        self.picker.chosen.connect(self._give)
        self.picker.left.connect(self.columns.setFocus)
        self.times.order_chosen.connect(lambda code: self._say(replace(self._said, day_order=code)))
        self.times.clock_chosen.connect(lambda code: self._say(replace(self._said, times=code)))
        for part in (self.times, self.gaps):
            part.agreed.connect(self._agree)
        self.words.decided.connect(lambda name, word, code: self._say(self._said.with_word(name, word, code)))
        self.words.suggestions_wanted.connect(self._suggest)
        self.words.count_wanted.connect(self._count_whole)
        self.constants.given.connect(lambda name, value: self._say(self._said.with_constant(name, value)))
        self.foot.import_wanted.connect(self._import)
        self.foot.show_wanted.connect(self._show_what_is_left)
        self._timer.timeout.connect(self.try_now)

    # ---------------------------------------------------------------- what a person says
    @Slot(int, str)
    def _pick(self, at: int, typed: str) -> None:
        if self.draft is None or self._held is None or not self.draft.columns[at].column:
            return
        choice = self.draft.columns[at]
        taken = {one.field: one.column for one in self.draft.columns if one.field}
        self.picker.open_for(choice.column, choice.field, self._held.look.fields, taken, typed=typed)
        place = self.columns.place_of(at)
        corner = self.columns.viewport().mapTo(self, QPoint(place.left(), place.top()))
        self.picker.place_at(QRect(corner, place.size()), self.page.geometry())

    @Slot(str, str)
    def _give(self, name: str, target: str) -> None:
        self._say(replace(self._said, columns={**self._said.columns, name: target}))

    @Slot(int)
    def _drop(self, at: int) -> None:
        if self.draft is not None and self.draft.columns[at].field:
            self._give(self.draft.columns[at].column, "")

    @Slot(object)
    def _agree(self, pairs: frozenset[tuple[str, str]]) -> None:
        agreed = self._said.agreed
        self._said = replace(self._said, agreed=agreed - pairs if pairs <= agreed else agreed | pairs)
        self._show_state()

    @Slot(object)
    def _suggest(self, suggestions: list[UnknownValue]) -> None:
        said = self._said
        for one in suggestions:
            if one.value not in said.values.get(one.field, {}):
                said = said.with_word(one.field, one.value, one.suggested)
        self._say(said)

    def _say(self, said: Said) -> None:
        """Something was said: the columns follow at once, the preview when it has rested for a moment."""
        before, self._said = self._said, said
        if self._base is None:
            return
        self._asked += 1
        asked, services, ws, base = self._asked, self.context.services, self.context.desk.workspace, self._base

        def then(draft: MappingDraft) -> None:
            if asked == self._asked:
                self.trouble.clear()
                self._show_draft(draft)

        def refused(error: AppError) -> None:
            self._said = before
            self.words.show_decided(before)
            self.refuse(error)

        self.context.tasks.run(lambda: services.change_draft(ws, base, said.settings), then=then, refused=refused)
        self._timer.start()

    # ---------------------------------------------------------------- trying it
    @Slot()
    def try_now(self) -> None:
        """Try the draft on the file, in the worker; an answer that comes too late is not shown."""
        self._timer.stop()
        if self._held is None or self.draft is None or not self.context.desk.is_open:
            return
        if self.draft.troubles:
            self.preview = None
            self.shown.show_nothing("The rows are shown here as soon as nothing is missing.")
            self._show_state()
            return
        asked, services, ws = self._asked, self.context.services, self.context.desk.workspace
        file, draft, most = self._held.file, self.draft, 0 if self._tries_whole else _AT_ONCE

        def then(preview: Preview) -> None:
            if asked == self._asked:
                self._show_preview(preview)

        def refused(error: AppError) -> None:
            self.shown.show_nothing("")
            self.refuse(error)

        self.context.tasks.run(lambda: services.preview_draft(ws, file, draft, most=most), then=then, refused=refused)

    @property
    def _tries_whole(self) -> bool:
        return self._held is not None and self._held.look.all_rows and self._held.look.draft.rows <= _WHOLE_AT_ONCE

    @Slot()
    def _count_whole(self) -> None:
        if self._held is None or self.draft is None or self.draft.troubles:
            return
        services, ws, file, draft = self.context.services, self.context.desk.workspace, self._held.file, self.draft

        def then(preview: Preview) -> None:
            self._whole = preview
            self._show_preview(preview)

        def refused(error: AppError) -> None:
            self.refuse(error, "info")

        self.context.tasks.run_long(
            "Counting in the whole file",
            lambda report: services.preview_draft(ws, file, draft, progress=report),
            then=then,
            refused=refused,
        )

    # ---------------------------------------------------------------- showing
    def _show_draft(self, draft: MappingDraft) -> None:
        if self._held is None:
            return
        if self.draft is not None and draft.columns != self.draft.columns:
            self._whole = None  # its words were those of other columns
        self.draft = draft
        fields = self._held.look.fields
        filled = self._filled
        self.columns.show_choices(draft.columns, {field.id: field for field in fields}, draft.rows)
        self.columns_told.setText(columns_told(draft.columns))
        self.constants.show_constants(fields, filled, self._said)
        if draft.troubles:
            self.missing.show_message("warn", " ".join(draft.troubles), "Choose the column below, or give one value.")
        else:
            self.missing.clear()
        self._show_state()

    @property
    def _filled(self) -> set[str]:
        return (
            {choice.field.partition(":")[0] for choice in self.draft.columns if choice.field} if self.draft else set()
        )

    def _show_preview(self, preview: Preview) -> None:
        if self._held is None or self.draft is None:
            return
        self.preview = preview
        whole = self._whole is not None or self._tries_whole
        counted = self._whole or preview
        fields = {field.id: field for field in self._held.look.fields}
        saved = [
            UnknownValue(
                field=name,
                field_label=fields[name].label,
                value=word,
                count=0,
                suggested="",
                codes=fields[name].meanings,
                type=fields[name].type,
            )
            for name, words in self._said_first.values.items()
            for word in words
            if name in fields
        ]
        self.words.show_words((*saved, *counted.unknown), self._said, self._filled, preview.read, whole=whole)
        self.shown.show_preview(counted, self.draft.kind, self._held.labels, whole=whole)
        self._show_state()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.foot.import_button.isEnabled():
            self.import_wanted.emit(self.draft, wanted)

    def _show_state(self) -> None:
        """What is left to settle, and whether the file can be brought in."""
        if self._held is None or self.draft is None:
            return
        findings = self.preview.findings if self.preview is not None else self.draft.findings
        self.times.show_times(self._held.look, self.draft, findings, self._said)
        self.gaps.show_gaps(self._held.look, self.draft, self._said)
        gaps = open_gaps(self._held.look, self.draft, self._said)
        left = [*self.draft.troubles, *(f"Take note: {gap.sentence}" for gap in gaps if gap.grave)]
        for finding in open_findings(self._held.look, self.draft, findings, self._said):
            way = settled_by(finding)
            what = {"order": "which comes first, day or month", "clock": "whose clock the times are"}.get(way)
            left.append(f"Say {what}." if what else f"Take note: {finding.sentence}")
        rows = count_of(self.preview.kept, "row") if self.preview is not None and self._tries_whole else ""
        notes = [gap_words(gap) for gap in gaps if not gap.grave]
        counted = self._whole or self.preview
        if counted is not None and counted.unread:
            notes.append(f"{count_of(counted.unread, 'cell')} cannot be read as they stand.")
        self.foot.show_state(list(dict.fromkeys(left)), rows, ready=self.preview is not None, notes=notes)
        changed = self._said.settings != self._said_first.settings
        self.foot.offer_to_keep("", offered=changed or not self._held.look.draft.name)
        self._order_stops()

    def _order_stops(self) -> None:
        """Tab goes as one reads: what was made later than its neighbours is put between them."""
        stops: list[QWidget] = [*self.gaps.ticks, self.columns, *self.times.order.segments, *self.times.clock.segments]
        stops += [*self.times.ticks, *self.words.combos.values(), self.words.suggest_button, self.words.count_button]
        stops += [*self.constants.values.values(), self.constants.others, self.constants.add_button, self.shown.table]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _show_what_is_left(self) -> None:
        """Go to what is left to settle: a missing column first, then the times."""
        missing = self.draft is not None and bool(self.draft.troubles)
        only_notes = self.foot.import_button.isEnabled()  # what keeps nobody from going on is shown last
        gap = self.gaps.first_open if only_notes or self.gaps.stops else None
        part = self.columns if missing else gap or (self.words.first if only_notes else self.times.first_open)
        self.page.ensureWidgetVisible(self.columns if missing else self.gaps if gap else self.times)
        self.page.ensureWidgetVisible(part)
        part.setFocus()

    @Slot(str)
    def _import(self, name: str) -> None:
        if self.draft is None:
            return
        self.trouble.clear()
        if self._timer.isActive():  # what was said last has not been tried yet
            self._wanted = name
            self.try_now()
        else:
            self.import_wanted.emit(self.draft, name)

    # ---------------------------------------------------------------- fitting
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self.picker.close_picker()
        wide = self.width() > self.context.look.em(58)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
