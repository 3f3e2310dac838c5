"""Type in one record: say what it is, fill its form, see how each text is read, save."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItemModel
from PySide6.QtWidgets import QComboBox

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.by_hand import AddedRecord, RecordCheck, RecordForm, TypedKind, TypedTexts
from app.ui.by_hand.foot import FormFoot
from app.ui.by_hand.form_view import RecordFormView
from app.ui.by_hand.saved_card import SavedCard
from app.ui.context import PageContext
from app.ui.kit.fields import combo, field
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import column
from app.ui.nav import Place

CheckHeard = Callable[[RecordFormView, RecordCheck], None]

_PAUSE_MS = 350
_MORE = "More kinds"


class ByHandPage(Page):
    """Where one record is typed in. ``arrive`` takes a kind, or the id of a typed record's version to change it."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.forms: dict[str, RecordFormView] = {}
        self.kind: QComboBox = combo("What it is")
        self.trouble = MessageBar(context.look)
        self.saved = SavedCard(context.look)
        self.foot = FormFoot(context.look)
        self._wanted: object = None
        self._check: RecordCheck | None = None
        self._asked = 0
        self._tried = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    @property
    def form(self) -> RecordFormView | None:
        """The form that is shown."""
        return self.forms.get(str(self.kind.currentData() or ""))

    # ---------------------------------------------------------------- what every page has
    def refresh(self) -> None:
        """Read the kinds; and whether a reference is known by now."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.list_typed_kinds(ws), then=self._show_kinds)

    def arrive(self, wanted: object) -> None:
        """A kind to type in, or a typed record to change."""
        self._wanted = wanted
        if self.kind.count():
            self._go_to_wanted()

    def reset(self) -> None:
        """Forget what was typed for another workspace."""
        super().reset()
        self._timer.stop()
        for form in self.forms.values():
            form.hide()
            form.setParent(None)
            form.deleteLater()
        self.forms = {}
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.blockSignals(False)
        self._show_form()

    @property
    def holds_unsaved(self) -> bool:
        """Whether something is typed that was not saved."""
        return any(form.changed for form in self.forms.values())

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.kind.setPlaceholderText("Choose what it is")
        sentence = (
            "For what comes on paper: an authority, a complaint. It is kept with the note that it was typed in, "
            "counted with the others, and can be undone like an import."
        )
        self.page = ScrollColumn(self.context, ems=60)
        self.page.box.addLayout(heading("Type in a record", sentence))
        self.page.box.addLayout(field("What it is", self.kind))
        self.page.box.addWidget(self.trouble)
        self.page.box.addWidget(self.saved)
        self._place = column(spacing=0)
        self.page.box.addLayout(self._place)
        self.page.box.addStretch(1)
        whole = column(self.page, self.foot, spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._show_form()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._choose)
        self._timer.timeout.connect(self._ask_check)
        self.foot.save_button.clicked.connect(self._save)
        self.foot.clear_wanted.connect(self._clear)
        self.saved.another_button.clicked.connect(self._another)
        self.saved.change_button.clicked.connect(self._change)
        self.saved.draw_button.clicked.connect(lambda: self.visit(Place.DRAW))
        help_key = QShortcut(QKeySequence("F1"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        help_key.activated.connect(self._help)

    # ---------------------------------------------------------------- kinds and forms
    def _show_kinds(self, kinds: tuple[TypedKind, ...]) -> None:
        if self.kind.count():
            self._ask_check()
            return
        self.kind.blockSignals(True)
        for at, each in enumerate(kinds):
            if not each.usual and at and kinds[at - 1].usual:
                self._add_heading()
            self.kind.addItem(each.label, each.kind)
        self.kind.setCurrentIndex(-1)
        self.kind.blockSignals(False)
        self._go_to_wanted()

    def _add_heading(self) -> None:
        self.kind.addItem(_MORE)
        model = self.kind.model()
        if isinstance(model, QStandardItemModel):
            model.item(self.kind.count() - 1).setEnabled(False)

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, int):
            self._open(wanted)
        elif isinstance(wanted, str):
            self.kind.setCurrentIndex(self.kind.findData(wanted))
        if self.form is None:
            self.kind.setFocus()

    @Slot()
    def _choose(self) -> None:
        kind = str(self.kind.currentData() or "")
        self.saved.hide()
        self.trouble.clear()
        self._tried, self._check = False, None
        if not kind or kind in self.forms:
            self._show_form()
            self._ask_check()
            return
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.form_of(ws, kind), then=self._make_form)

    def _make_form(self, form: RecordForm) -> None:
        made = self.forms[form.kind] = RecordFormView(self.context, form)
        made.hide()
        made.edited.connect(self._edited)
        self._place.addWidget(made)
        self._show_form()

    def _show_form(self) -> None:
        """The form of the kind that is chosen, unless what was saved is being shown."""
        shown = self.form if self.saved.isHidden() else None
        for form in self.forms.values():
            form.setVisible(form is shown)
        self.foot.setVisible(shown is not None)
        if shown is not None:
            self.foot.show_state(amends=shown.amends, version=1, problems=0, known="")

    # ---------------------------------------------------------------- typing
    @Slot()
    def _edited(self) -> None:
        self.foot.forget_clearing()
        self._timer.start()

    @Slot()
    def _ask_check(self) -> None:
        self._timer.stop()
        self._run_check(self._show_check)

    def _run_check(self, then: CheckHeard) -> None:
        form = self.form
        if form is None or not form.isVisibleTo(self):
            return
        self._asked += 1
        number, texts, kind = self._asked, form.texts, form.form.kind
        services, ws = self.context.services, self.context.desk.workspace

        def heard(check: RecordCheck) -> None:
            if number == self._asked and self.form is form:
                then(form, check)

        self.context.tasks.run(lambda: services.check_record(ws, kind, texts), then=heard, refused=self._refused)

    def _show_check(self, form: RecordFormView, check: RecordCheck) -> None:
        self._check = check
        form.show_check(check, all_of_it=self._tried)
        problems = len(check.problems) if self._tried else 0
        self.foot.show_state(amends=form.amends, version=check.version, problems=problems, known=check.known)

    @Slot()
    def _help(self) -> None:
        view = self.form.focused() if self.form is not None else None
        if view is not None:
            view.toggle_help()

    # ---------------------------------------------------------------- saving
    @Slot()
    def _save(self) -> None:
        self._timer.stop()
        self.trouble.clear()
        self._tried = True
        self._run_check(self._save_checked)

    def _save_checked(self, form: RecordFormView, check: RecordCheck) -> None:
        told = form.amends or (self._check is not None and self._check.version == check.version)
        self._show_check(form, check)
        if check.problems:
            form.go_to(next(name for name in form.fields if name in check.problems))
            return
        if check.version > 1 and not told:
            self.foot.save_button.setFocus()  # what the foot says now was not to be read before
            return
        services, ws = self.context.services, self.context.desk.workspace
        kind, texts = form.form.kind, form.texts
        self.foot.set_busy(True)
        self.context.tasks.run(
            lambda: services.add_record(ws, kind, texts, again=check.version > 1),
            then=self._show_saved,
            refused=self._refused,
            initiator=self,
        )

    def _refused(self, error: AppError) -> None:
        self.foot.set_busy(False)
        self.trouble.show_message("bad", error.what, error.fix)
        self.page.ensureWidgetVisible(self.trouble)

    def _show_saved(self, added: AddedRecord) -> None:
        self.foot.set_busy(False)
        form = self.forms[added.kind]
        form.begin({})
        self._tried = False
        self.saved.show_added(added, form.form)
        self._show_form()
        self.page.verticalScrollBar().setValue(0)
        self.saved.another_button.setFocus()

    @Slot()
    def _another(self) -> None:
        self.saved.hide()
        self._start_form({}, "")

    @Slot()
    def _clear(self) -> None:
        self._start_form({}, "")

    @Slot()
    def _change(self) -> None:
        self._open(self.saved.version_id)

    def _open(self, version_id: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(
            lambda: services.open_typed(ws, version_id), then=self._show_texts, refused=self._refused, initiator=self
        )

    def _show_texts(self, opened: TypedTexts) -> None:
        form = self.forms.get(opened.kind)
        if form is not None and form.changed:
            what = "Another record of this kind is half typed in here."
            self.kind.setCurrentIndex(self.kind.findData(opened.kind))
            self.trouble.show_message("warn", what, "Save it or clear the form; then open this one again.")
            return
        self.kind.setCurrentIndex(self.kind.findData(opened.kind))
        self.saved.hide()
        self._start_form(opened.texts, opened.reference)

    def _start_form(self, texts: dict[str, str], amends: str) -> None:
        form = self.form
        if form is None:
            return
        form.begin(texts, amends)
        self._tried, self._check = False, None
        self._show_form()
        self._ask_check()
        form.go_to(next(iter(form.fields)))
        self.page.verticalScrollBar().setValue(0)
