"""One case being read for release: its texts in turn, the kinds to cover with, and what comes of it beside."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.core.redaction.findings import Finding
from app.core.redaction.spans import Kind, Span
from app.core.shapes.releases import CaseText, Letting, ReleaseCase, ReleaseState
from app.core.words import count_of
from app.ui.kit.announce import announce
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.moments import moment
from app.ui.kit.words import bare, button, column, label, row
from app.ui.releases.covers_card import KIND_WORDS, CoversCard
from app.ui.releases.draft import Draft
from app.ui.releases.findings_card import FindingsCard
from app.ui.releases.reading_text import KEYS, ReadingText
from app.ui.releases.still_out import tell_still_out
from app.ui.theme import Look

HOW = (
    "Select words with the mouse, or with Shift and the arrow keys, and press a kind’s key. Delete uncovers. "
    "S covers the same words everywhere."
)
_WIDE_EMS = 52


class Desk(QWidget):
    """Reading, covering, letting go."""

    release_wanted = Signal(object)
    recall_wanted = Signal()
    back_wanted = Signal()
    papers_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._draft: Draft | None = None
        self._at = 0
        self.title = label("", "large")
        self.state = label("", "soft")
        self.out, self.unprinted = MessageBar(look, can_close=False), label("", "small")
        self.back_button = button("&All cases", name="Back to the cases of the round")
        self.text_title = label("", "strong")
        self.previous_button = button("Back", name="The text before (Ctrl+Page Up)")
        self.next_button = button("Next text", name="The next text (Ctrl+Page Down)")
        self.text = ReadingText(look)
        self.kinds = {kind: self._kind_button(kind) for kind in KEYS}
        self.found = FindingsCard(look)
        self.covers = CoversCard(look)
        self.progress = label("", "strong")
        self.recall_button = button("Take the release back")
        self.release_button = button("Release this case", kind="primary", name="Release this case (Ctrl+Enter)")
        self.scroller = QScrollArea()
        self._body = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), 12)
        self._build()
        self._connect()

    @property
    def draft(self) -> Draft | None:
        """What is being prepared."""
        return self._draft

    def show_draft(self, draft: Draft, *, same: bool = False) -> None:
        """Show a case from its first text; the ``same`` one goes on where it was."""
        self._draft = draft
        if not same:
            self._at = 0
        case = draft.case
        self.title.setText(f"Case {case.number}  ·  {case.reference}" if case.reference else f"Case {case.number}")
        self.state.setText("  ·  ".join(filter(None, (state_words(case), case.kind_label, case.headline))))
        self.recall_button.setVisible(case.standing.state is ReleaseState.RELEASED)
        tell_still_out(self.out, case, self.papers_wanted.emit)
        self.unprinted.setText(" ".join(case.unprinted))
        self.unprinted.setVisible(bool(case.unprinted))
        again = case.standing.state is not ReleaseState.TO_READ
        self.release_button.setText("Release again" if again else "Release this case")
        self._show_text()

    def focus_text(self) -> None:
        """Put the keys where the reading is."""
        self.text.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        self._fit()

    # ---------------------------------------------------------------- building
    def _kind_button(self, kind: Kind) -> QWidget:
        made = button(f"{KIND_WORDS[kind]} ({KEYS[kind]})", name=f"Cover as {KIND_WORDS[kind].lower()}")
        made.setToolTip(f"{made.accessibleName()} ({KEYS[kind]}, in the text)")
        made.clicked.connect(partial(self._cover, kind))
        return made

    def _build(self) -> None:
        kinds = _flow(*self.kinds.values())
        self._turns = QWidget()
        self._turns.setLayout(row(self.previous_button, self.next_button, spacing=6))
        reading = QWidget()
        box = column(row(self.text_title, self._turns, stretch=0), self.text, label(HOW, "small"), kinds, spacing=8)
        box.setStretch(1, 1)
        reading.setLayout(box)
        self._body.addWidget(reading, 3)
        beside = QWidget()
        beside_box = column(self.found, self.covers, spacing=12)
        beside_box.setStretch(1, 1)
        beside.setLayout(beside_box)
        self._body.addWidget(beside, 2)
        inner = QWidget()
        inner.setProperty("bare", True)
        told = column(self.out, self.unprinted, self._body, spacing=10)
        told.setStretch(2, 1)
        inner.setLayout(told)
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(inner)
        head = row(column(self.title, self.state, spacing=1), self.back_button, stretch=0)
        foot = row(self.progress, self.recall_button, self.release_button, spacing=8, stretch=0)
        whole: QVBoxLayout = column(head, self.scroller, foot, spacing=10)
        whole.setStretch(1, 1)
        whole.setContentsMargins(16, 12, 16, 12)
        self.setLayout(whole)

    def _connect(self) -> None:
        text, covers = self.text, self.covers
        text.kind_pressed.connect(self._cover)
        text.removal_pressed.connect(self._remove_at_caret)
        text.lift_pressed.connect(self._lift_at_caret)
        text.turn_pressed.connect(self._turn)
        text.release_pressed.connect(self._release)
        text.find_pressed.connect(self._next_found)
        text.take_pressed.connect(self._take)
        text.take_all_pressed.connect(self._take_all)
        text.same_pressed.connect(self._cover_same)
        text.read_to_end.connect(self._read_to_end)
        self.scroller.verticalScrollBar().valueChanged.connect(text.look_again)
        self.found.finding_picked.connect(self._go_to)
        self.found.take_wanted.connect(self._take)
        self.found.leave_wanted.connect(self._remove_at_caret)
        self.found.take_all_wanted.connect(self._take_all)
        covers.span_picked.connect(self._go_to)
        covers.removal_wanted.connect(self._remove)
        covers.lift_wanted.connect(self._lift)
        self.previous_button.clicked.connect(partial(self._turn, -1))
        self.next_button.clicked.connect(partial(self._turn, 1))
        self.back_button.clicked.connect(self.back_wanted)
        self.recall_button.clicked.connect(self.recall_wanted)
        self.release_button.clicked.connect(self._release)
        self._key("Esc", self.back_wanted.emit)
        self._key("Ctrl+PgUp", partial(self._turn, -1))
        self._key("Ctrl+PgDown", partial(self._turn, 1))
        for enter in ("Ctrl+Return", "Ctrl+Enter"):
            self._key(enter, self._release)
        self._look.changed.connect(self._fit)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        """A key of this view: it acts at once, where a button's own would wait for the button to look pressed."""
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    @Slot()
    def _fit(self) -> None:
        wide = self.width() >= self._look.em(_WIDE_EMS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if wide else down)
        self.text.setMinimumHeight(self._look.em(8))

    # ---------------------------------------------------------------- texts
    @property
    def _text(self) -> CaseText | None:
        texts = self._draft.case.texts if self._draft else ()
        return texts[self._at] if self._at < len(texts) else None

    def _show_text(self) -> None:
        draft, text = self._draft, self._text
        if draft is None:
            return
        several = len(draft.case.texts) > 1
        self._turns.setVisible(several)
        self.previous_button.setEnabled(self._at > 0)
        self.next_button.setEnabled(self._at + 1 < len(draft.case.texts))
        self.found.setVisible(text is not None)
        for part in (self.text, self.covers, *self.kinds.values()):
            part.setEnabled(text is not None)
        if text is None:
            self.text_title.setText("This case has no text that volunteers would read.")
            self.text.show_text("No text", "")
            self._show_progress()
            return
        place = f"Text {self._at + 1} of {len(draft.case.texts)}: " if several else ""
        self.text_title.setText(f"{place}{text.label}")
        self.text.show_covers(())
        self.text.show_text(f"{place}{text.label}, as recorded", text.text)
        self._show_covers(None)
        self.text.look_again()

    def _show_covers(self, marked: Span | None) -> None:
        draft, text = self._draft, self._text
        if draft is not None and text is not None:
            self.text.show_covers(draft.covers[text.key], draft.found[text.key])
            self.found.show_text(text, draft.found[text.key])
            self.covers.show_text(text, draft.covers[text.key], draft.case.stages, marked)
        self._show_progress()

    def _show_progress(self) -> None:
        draft = self._draft
        if draft is None:
            return
        total, left, undecided = len(draft.case.texts), len(draft.unread), draft.undecided
        if not total:
            told = "There is nothing to read."
        elif left:
            told = f"{total - left} of {count_of(total, 'text')} read to the end. Read all of it, then release."
        elif undecided:
            told = f"All of it is read to the end. Found and still to decide: {count_of(undecided, 'piece')}."
        else:
            told = "All of it is read to the end."
        self.progress.setText(told)
        self.release_button.setEnabled(not left and not undecided)

    @Slot(int)
    def _turn(self, by: int, _checked: bool = False) -> None:
        draft = self._draft
        if draft is None or not 0 <= self._at + by < len(draft.case.texts):
            return
        self._at += by
        self._show_text()
        self.focus_text()

    @Slot()
    def _read_to_end(self) -> None:
        if self._draft is not None and self._text is not None and self._draft.mark_read(self._text):
            self._show_progress()
            announce(self, self.progress.text())

    # ---------------------------------------------------------------- covering
    @Slot(str)
    def _cover(self, kind: str, _checked: bool = False) -> None:
        draft, text = self._draft, self._text
        if draft is None or text is None:
            return
        here = draft.at(text, self.text.caret())
        start, end = self.text.selected()
        if here is not None and not self.text.has_selection:
            span = draft.change(text, here, cast(Kind, kind))
        elif start < end:
            span = draft.cover(text, start, end, cast(Kind, kind))
        else:
            announce(self, "Select words first.", urgent=True)
            return
        self.text.drop_selection()
        self._show_covers(span)
        announce(self, f"Covered as {KIND_WORDS[span.kind].lower()}.")

    # ---------------------------------------------------------------- what was found
    def _finding(self) -> Finding | None:
        """The one at the caret."""
        if self._draft is None or self._text is None:
            return None
        at = self.text.caret()
        return next((one for one in self._draft.found[self._text.key] if one.start <= at <= one.end), None)

    @Slot()
    def _next_found(self) -> None:
        """The next one behind the caret, else the first of the next text that has one."""
        draft, text = self._draft, self._text
        if draft is None or text is None:
            return
        later = [one for one in draft.found[text.key] if one.start >= self.text.caret()]
        keys = [each.key for each in draft.case.texts]
        others = [at for at in (*range(self._at + 1, len(keys)), *range(self._at + 1)) if draft.found[keys[at]]]
        if not later and others:
            self._turn(others[0] - self._at)
            later = list(draft.found[keys[others[0]]])
        if later:
            self._go_to(later[0])

    @Slot()
    def _take(self) -> None:
        draft, text, finding = self._draft, self._text, self._finding()
        if draft is None or text is None or finding is None:
            return
        span = draft.take(text, finding)
        self._show_covers(span)
        announce(self, f"Covered as {KIND_WORDS[span.kind].lower()}.")
        self._next_found()

    @Slot()
    def _take_all(self) -> None:
        draft, text = self._draft, self._text
        if draft is None or text is None:
            return
        found = draft.found[text.key]
        for finding in found:
            draft.take(text, finding)
        self._show_covers(None)
        announce(self, f"{count_of(len(found), 'piece')} covered.")
        self._next_found()

    @Slot()
    def _cover_same(self) -> None:
        """Cover the words of the cover at the caret wherever they stand in the case."""
        draft, text, here = self._draft, self._text, self._here()
        if draft is None or text is None or here is None:
            announce(self, "Cover the words once, then press S to cover them everywhere.", urgent=True)
            return
        more = draft.cover_same(text.text[here.start : here.end], here.kind)
        self._show_covers(here)
        announce(self, f"Covered in {count_of(more, 'more place')}.")

    @Slot(object)
    def _remove(self, span: Span) -> None:
        if self._draft is not None and self._text is not None:
            self._draft.remove(self._text, span)
            self._show_covers(None)
            announce(self, "Uncovered.")

    @Slot(object)
    def _lift(self, span: Span) -> None:
        if self._draft is not None and self._text is not None:
            self._show_covers(self._draft.next_lift(self._text, span))
            self.covers.list.scrollToItem(self.covers.list.currentItem())

    @Slot()
    def _remove_at_caret(self) -> None:
        here, finding = self._here(), self._finding()
        if here is not None:
            self._remove(here)
        elif finding is not None and self._draft is not None and self._text is not None:
            self._draft.leave(self._text, finding)
            self._show_covers(None)
            announce(self, "Left as it stands.")
            self._next_found()

    @Slot()
    def _lift_at_caret(self) -> None:
        here = self._here()
        if here is not None:
            self._lift(here)

    def _here(self) -> Span | None:
        if self._draft is None or self._text is None:
            return None
        return self._draft.at(self._text, self.text.caret())

    @Slot(object)
    def _go_to(self, place: Span | Finding) -> None:
        self.text.select(place.start, place.end)
        if isinstance(place, Finding):
            self.found.mark(place)
            announce(self, f"{KIND_WORDS[place.kind]}, {place.certainty.word}")
        self.focus_text()

    @Slot()
    def _release(self) -> None:
        if self._draft is not None and self.release_button.isEnabled():
            letting: Letting = self._draft.letting
            self.release_wanted.emit(letting)


def _flow(*parts: QWidget) -> QWidget:
    """Parts in a row that wraps like words."""
    made = QWidget()
    box = Flow(made, spacing=6)
    for part in parts:
        box.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def state_words(case: ReleaseCase) -> str:
    """How a case stands, with who and when."""
    return standing_words(case.standing.state, case.standing.by, case.standing.at)


def standing_words(state: ReleaseState, by: str, at: str) -> str:
    """A state in a few words."""
    if state is ReleaseState.RELEASED:
        return f"Released by {by}, {moment(at)}"
    if state is ReleaseState.RECALLED:
        return f"Taken back by {by}, {moment(at)}"
    return "To be read"
