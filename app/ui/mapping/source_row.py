"""What a file holds and where in it the records are: the kind, the sheet, the row of headings."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSpinBox, QWidget

from app.core.shapes.mappings import FirstLook
from app.core.shapes.workspaces import KindListing
from app.core.words import count_of
from app.ui.kit.fields import combo, field
from app.ui.kit.flow import Flow
from app.ui.theme import Look

_TOP = 30


class SourceRow(QWidget):
    """Side by side, wrapping. Only what there is a choice of is shown."""

    look_wanted = Signal(str, str, int)
    """(kind, sheet, row of headings): look at the file again like this."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.kind, self.sheet = combo("What it holds"), combo("Sheet")
        self.header_row = QSpinBox()
        self.header_row.setRange(1, _TOP)
        self.header_row.setAccessibleName("Row of headings")
        self.header_row.setKeyboardTracking(False)
        self.header_row.lineEdit().setTextMargins(8, 0, 0, 0)
        self._parts: list[QWidget] = []
        flow = Flow(self, spacing=14)
        for title, control in (
            ("What it holds", self.kind),
            ("Sheet", self.sheet),
            ("Row of headings", self.header_row),
        ):
            part = QWidget(self)
            part.setLayout(field(title, control))
            self._parts.append(part)
            flow.addWidget(part)
        self.kind.currentIndexChanged.connect(self._changed)
        self.sheet.currentIndexChanged.connect(self._sheet_changed)
        self.header_row.valueChanged.connect(self._changed)
        look.changed.connect(self._fit)
        self._fit()

    def show_look(self, look: FirstLook, kinds: tuple[KindListing, ...]) -> None:
        """Show what was read, without telling anyone."""
        draft = look.draft
        for control in (self.kind, self.sheet, self.header_row):
            control.blockSignals(True)
        likely = list(dict.fromkeys(kind for kind, _ in draft.kinds))
        labels = {kind.kind: kind.label for kind in kinds}
        self.kind.clear()
        for kind in (*likely, *(kind for kind in labels if kind not in likely)):
            self.kind.addItem(labels.get(kind, kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(draft.kind))
        self.sheet.clear()
        for one in look.sheets:
            hidden = ", hidden" if one.hidden else ""
            self.sheet.addItem(f"{one.name} ({count_of(one.rows, 'row')}{hidden})", one.name)
        self.sheet.setCurrentIndex(self.sheet.findData(draft.at_sheet))
        self.header_row.setValue(draft.at_row)
        for control in (self.kind, self.sheet, self.header_row):
            control.blockSignals(False)
        self._parts[1].setVisible(len(look.sheets) > 1)
        self._parts[2].setVisible(draft.at_row > 1 or len(look.sheets) > 1)

    @Slot()
    def _changed(self) -> None:
        self.look_wanted.emit(
            str(self.kind.currentData()), str(self.sheet.currentData() or ""), self.header_row.value()
        )

    @Slot()
    def _sheet_changed(self) -> None:
        self.look_wanted.emit("", str(self.sheet.currentData() or ""), 0)

    @Slot()
    def _fit(self) -> None:
        for part, ems in zip(self._parts, (15, 15, 7.5), strict=True):
            part.setFixedWidth(self._look.em(ems))
