"""The records themselves, for coordinators and line managers: a list, and one of them opened."""

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from app.core.changes import Topic
from app.core.shapes.records import RecordView
from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.kit.words import column
from app.ui.nav import Place
from app.ui.records.list_view import ListView
from app.ui.records.record_view import NO_REFERENCE, OneRecordView


class RecordsPage(Page):
    """The list stays as it was left while a record is open; back leads along the way one came."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RECORDS})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._way: list[RecordView] = []
        self.list = ListView(context)
        self.record = OneRecordView(context)
        self.views = QStackedWidget()
        for view in (self.list, self.record):
            self.views.addWidget(view)
        self.setLayout(column(self.views))
        self.list.opened.connect(self._open)
        self.list.imports_wanted.connect(lambda: self.visit(Place.RECORDS))
        self.record.opened.connect(self._open)
        self.record.change_wanted.connect(lambda version: self.visit(Place.BY_HAND, version))
        self.record.back.connect(self._go_back)

    def refresh(self) -> None:
        """Read again what is shown: the record that is open may have been changed by hand."""
        self.list.refresh()
        if self._way:
            services, ws, case_id = self.context.services, self.context.desk.workspace, self._way[-1].case_id
            self.context.tasks.run(
                lambda: services.open_record(ws, case_id), then=self._show_again, refused=lambda _gone: self._leave()
            )

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        self._way.clear()
        self.list.reset()
        self.record.forget()
        self.views.setCurrentWidget(self.list)

    def arrive(self, wanted: object) -> None:
        """Show the record of a case, where one is wanted."""
        if isinstance(wanted, int):
            self._open(wanted)

    @Slot(int)
    def _open(self, case_id: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.open_record(ws, case_id), then=self._show, initiator=self)

    def _show(self, record: RecordView) -> None:
        self._way.append(record)
        self._show_last()

    def _show_again(self, record: RecordView) -> None:
        if self._way and self._way[-1].case_id == record.case_id:
            self._way[-1] = record
            self._show_last()

    def _leave(self) -> None:
        """Back to the list: the record that was open is gone."""
        self._way.clear()
        self._show_last()

    @Slot()
    def _go_back(self) -> None:
        if self._way:
            self._way.pop()
        self._show_last()

    def _show_last(self) -> None:
        if not self._way:
            self.record.forget()
            self.views.setCurrentWidget(self.list)
            self.list.table.setFocus()
            return
        before = self._way[-2] if len(self._way) > 1 else None
        came_from = (before.reference or NO_REFERENCE.lower()) if before else "the list"
        self.record.show_record(self._way[-1], came_from=came_from)
        self.views.setCurrentWidget(self.record)
        self.record.back_button.setFocus()
