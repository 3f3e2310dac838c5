"""What no column of the file says and every record should have: in plain sight above the table, until it was seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.shapes.mappings import FirstLook, MappingDraft
from app.ui.kit.fields import Tick
from app.ui.kit.message_bar import note
from app.ui.kit.words import clear_layout, column
from app.ui.mapping.settling import Said, open_gaps
from app.ui.theme import Look


class GapsBox(QWidget):
    """A sentence and a tick for each; nothing at all where every field has its column."""

    agreed = Signal(object)
    """The pairs that the person has taken note of, or takes it back of."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.ticks: list[Tick] = []
        self.stops = False
        """Whether one of them has to be seen before the file can be brought in."""
        self._notes = column(spacing=6)
        self.setLayout(self._notes)
        self.hide()

    def show_gaps(self, look: FirstLook, draft: MappingDraft, said: Said) -> None:
        """Show what the columns do not say, as they are now."""
        clear_layout(self._notes)
        self.ticks = []
        unseen = open_gaps(look, draft, said)
        for gap in draft.gaps:
            self._notes.addWidget(note(self._look, "warn" if gap in unseen else "info", gap.sentence))
            words = "I have seen this: bring the file in all the same" if gap.grave else "I have seen this"
            tick, pairs = Tick(self._look, words), frozenset({(gap.sentence, gap.code)})
            tick.setChecked(gap not in unseen)
            tick.setEnabled(gap in unseen or pairs <= said.agreed)  # else it was seen when the mapping was saved
            tick.clicked.connect(lambda _=False, pairs=pairs: self.agreed.emit(pairs))
            self.ticks.append(tick)
            self._notes.addWidget(tick)
        self.stops = any(gap.grave for gap in unseen)
        self.setVisible(bool(draft.gaps))

    @property
    def first_open(self) -> Tick | None:
        """The first that was not seen yet."""
        return next((tick for tick in self.ticks if not tick.isChecked()), None)
