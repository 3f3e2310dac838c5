"""A file whose columns are known: what it is, and one button that brings it in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.shapes.mappings import MappingDraft
from app.core.words import count_of
from app.ui.kit.message_bar import note
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.mapping.settling import Said, open_findings, open_gaps
from app.ui.mapping.source_row import SourceRow
from app.ui.mapping.view import Held
from app.ui.theme import Look


class SummaryCard(Card):
    """Shown instead of the mapping page when a mapping fits the whole file."""

    import_wanted = Signal(object)
    check_wanted = Signal()
    put_away = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(spacing=12)
        self._look = look
        self._draft: MappingDraft | None = None
        self.title, self.told = label("", "strong"), label("")
        self.source = SourceRow(look)
        self.import_button = button("&Import", kind="primary", name="Import")
        self.check_button = button("Check the c&olumns", name="Check the columns")
        self.away_button = button("Put away", kind="quiet", name="Put this file away")
        self._notes = bare(QVBoxLayout(), 6)
        self.box.addLayout(column(self.title, self.told, spacing=2))
        self.box.addWidget(self.source)
        self.box.addLayout(self._notes)
        self.box.addLayout(row(self.import_button, self.check_button, self.away_button, None, spacing=8))
        self.import_button.clicked.connect(lambda: self.import_wanted.emit(self._draft))
        self.check_button.clicked.connect(self.check_wanted)
        self.away_button.clicked.connect(self.put_away)
        self.hide()

    def show_file(self, held: Held) -> None:
        """Say what the file is. With something still to settle, only the columns can be gone to."""
        draft = held.look.draft
        self._draft = draft
        self.title.setText(f"{held.file.name} looks like {_a(held.labels.get(draft.kind, draft.kind))} export")
        kept = sum(bool(choice.field) for choice in draft.columns)
        where = f", sheet “{draft.at_sheet}”" if draft.at_sheet else ""
        left = f"; {count_of(len(draft.dropped), 'column is', 'columns are')} not stored" if draft.dropped else ""
        self.told.setText(
            f"{held.rows[0].upper()}{held.rows[1:]}{where}. Layout: {held.look.label}. "
            f"{count_of(kept, 'column')} of {len(draft.columns)} kept{left}."
        )
        self.source.show_look(held.look, held.kinds)
        clear_layout(self._notes)
        unsettled = open_findings(held.look, draft, draft.findings, Said())
        gaps = open_gaps(held.look, draft, Said())
        for sentence in dict.fromkeys(finding.sentence for finding in unsettled):
            self._notes.addWidget(note(self._look, "warn", sentence))
        for gap in gaps:
            self._notes.addWidget(note(self._look, "warn" if gap.grave else "info", gap.sentence))
        stops = bool(unsettled) or any(gap.grave for gap in gaps)
        for sentence in (*draft.notes, *(one.sentence for one in draft.findings if one.code == "reading")):
            self._notes.addWidget(label(sentence, "soft"))
        self.import_button.setText(f"&Import {held.rows}" if held.look.all_rows else "&Import")
        self.import_button.setEnabled(not stops)
        self.check_button.setText("Settle this, then import" if stops else "Check the c&olumns")
        self.show()
        (self.check_button if stops else self.import_button).setFocus()


def _a(words: str) -> str:
    """The name of a kind inside a sentence, with its article."""
    name = words[0].lower() + words[1:]
    return f"an {name}" if name[0] in "aeio" else f"a {name}"
