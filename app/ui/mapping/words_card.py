"""Words of the file that a field cannot take as they stand: each gets a meaning, is not recorded, or is left so."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.core.shapes.mappings import UnknownValue
from app.core.words import count_of
from app.ui.kit.fields import combo
from app.ui.kit.words import Card, bare, button, clear_layout, column, label, row
from app.ui.mapping.settling import Said

AS_IT_STANDS = "="
"""Kept as it stands where it is a word that no list has; left blank and counted where it cannot be read."""
_NOT_RECORDED = ""
_NUMBERS = ("integer", "decimal")
_MOST = 24
"""Words that are shown with a choice; a column with more has probably the wrong field."""


_TITLE = "Words that are not in our lists"
_UNREAD_TOO = "Words that are not in our lists, or cannot be read"


class WordsCard(Card):
    """Kept together while a person decides: a word that was decided stays, with its decision, and can be changed."""

    decided = Signal(str, str, object)
    """(field, spelling, code): the code, "" for not recorded, None to keep it as it stands."""
    suggestions_wanted = Signal(object)
    count_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self._known: dict[tuple[str, str], UnknownValue] = {}
        """By field and word; of words that are not shown, by field and what became of them."""
        self.combos: dict[tuple[str, str], QComboBox] = {}
        self.title = label(_TITLE, "strong")
        self.told = label("", "soft")
        self.suggest_button = button("Use all &suggestions", name="Use all suggestions")
        self.count_button = button("Count in the &whole file", name="Count unknown words in the whole file")
        self._lines = bare(QVBoxLayout(), 8)
        self.box.addLayout(column(self.title, self.told, spacing=2))
        self.box.addLayout(self._lines)
        self.box.addLayout(row(self.suggest_button, self.count_button, None, spacing=8))
        self.suggest_button.clicked.connect(self._suggest)
        self.count_button.clicked.connect(self.count_wanted)

    def reset(self) -> None:
        """Another file: forget the words of the last one, and what stands here for them."""
        self._known = {}
        self._build(())

    def show_words(
        self, unknown: Sequence[UnknownValue], said: Said, filled: set[str], rows: int, *, whole: bool
    ) -> None:
        """Show what no list has, with what was decided; ``filled`` are the fields that columns fill now."""
        found = {(one.field, one.value or one.became): one for one in unknown}
        decided = {(name, word) for name, words in said.values.items() for word in words}
        kept = {key: one for key, one in self._known.items() if key in decided and one.field in filled}
        before = set(self._known)
        self._known = {**kept, **found}
        shown = sorted(self._known.values(), key=lambda one: (not one.became, one.field_label, -one.count, one.value))
        self._tell(shown, rows, whole=whole)
        self.suggest_button.setVisible(any(self._is_open(one, said) and one.suggested for one in shown))
        self.count_button.setVisible(not whole)
        if set(self._known) != before:
            self._build(shown[:_MOST])
        self.show_decided(said)

    def show_decided(self, said: Said) -> None:
        """Show what was decided of each word."""
        for (name, word), box in self.combos.items():
            _show(box, said.values.get(name, {}).get(word, AS_IT_STANDS))

    @property
    def first(self) -> QWidget:
        """The first word that can be told what it means, or the card."""
        return next(iter(self.combos.values()), self)

    def _tell(self, shown: Sequence[UnknownValue], rows: int, *, whole: bool) -> None:
        among = "" if whole else f" among the first {rows:,} rows"
        if not shown:
            self.title.setText(_TITLE)
            self.told.setText(f"Every word is known{among}.")
            return
        unread = [one for one in shown if one.became]
        self.title.setText(_UNREAD_TOO if unread else _TITLE)
        words = f"{count_of(len(shown), 'word')}{among}. None is lost: what you do not change is kept as it stands"
        words += ", or left blank and counted where it cannot be read." if unread else "."
        if len(shown) > _MOST:
            words += f" The first {_MOST} are shown; so many may mean that a column has the wrong field."
        self.told.setText(words)

    def _build(self, shown: Sequence[UnknownValue]) -> None:
        clear_layout(self._lines)
        self.combos = {}
        last = ""
        for one in shown:
            if one.field_label != last:
                self._lines.addWidget(label(one.field_label, "small"))
                last = one.field_label
            words = label(_words(one))
            if not one.value:  # what stood there is not shown, so it cannot be told what it means
                self._lines.addWidget(words)
                continue
            box = self.combos[one.field, one.value] = self._combo(one)
            line = row(words, box, spacing=10)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            self._lines.addLayout(line)

    def _combo(self, one: UnknownValue) -> QComboBox:
        box = combo(f"{one.field_label}: What “{one.value}” means")
        labels = dict(one.codes)
        listed = one.type in ("code", "codes")
        box.addItem("Keep as it stands" if listed else "Leave blank, and count it", AS_IT_STANDS)
        if one.suggested:
            box.addItem(f"{labels[one.suggested]} (suggested)", one.suggested)
        box.addItem("Not recorded", _NOT_RECORDED)
        for code, words in one.codes:
            if code != one.suggested:
                box.addItem(words, code)
        box.currentIndexChanged.connect(lambda at: self._chosen(one, box) if at >= 0 else None)
        if one.type in _NUMBERS:
            edit = QLineEdit()
            edit.setAccessibleName(f"{one.field_label}: What “{one.value}” means; choose, or type a number")
            box.setLineEdit(edit)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            edit.editingFinished.connect(lambda: self._typed(one, box))
        return box

    def _typed(self, one: UnknownValue, box: QComboBox) -> None:
        """A number was typed, unless it is one of the entries."""
        text = box.currentText().strip()
        if text and box.findText(text) < 0:
            self.decided.emit(one.field, one.value, text)

    def _chosen(self, one: UnknownValue, box: QComboBox) -> None:
        code = box.currentData()
        self.decided.emit(one.field, one.value, None if code == AS_IT_STANDS else str(code))

    @staticmethod
    def _is_open(one: UnknownValue, said: Said) -> bool:
        return one.value not in said.values.get(one.field, {})

    @Slot()
    def _suggest(self) -> None:
        self.suggestions_wanted.emit([one for one in self._known.values() if one.suggested])


def _show(box: QComboBox, code: str) -> None:
    """Show what was decided, without deciding it again: an entry, or a number that was typed."""
    box.blockSignals(True)
    at = box.findData(code)
    box.setCurrentIndex(at)
    if at < 0 and box.isEditable():
        box.setEditText(code)
    box.blockSignals(False)


def _words(one: UnknownValue) -> str:
    """The word, how often it stands there, and what is near it, or why it cannot be read."""
    stood = f"“{one.value}”" if one.value else "What is not shown"
    told = f"{stood} – {count_of(one.count, 'time') if one.count else 'as saved'}"
    if one.became:
        why = one.became.partition(":")[0] if one.value else one.became
        return f"{told}; {why}; choose, or type a number" if one.value and one.type in _NUMBERS else f"{told}; {why}"
    return f"{told}; perhaps “{dict(one.codes)[one.suggested]}”" if one.suggested else told
