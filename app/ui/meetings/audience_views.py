"""What the room is shown of a case: its released text and questions; then how grades spread and what was agreed."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.shapes.compact import compact_fields, compact_narratives
from app.core.shapes.meetings import AudienceCase, CaseSpread, Consensus, QuestionSpread, SpreadAnswer
from app.core.shapes.sheets import AskedQuestion, FieldGroup, Narrative, PartRow, SheetStage
from app.ui.ceremony.stage import Stage
from app.ui.grading.record_parts import BLANK, NOTHING
from app.ui.kit.flow import Flow
from app.ui.kit.words import bare, clear_layout, column, label, row, rule

_TEXT, _ASKED = 3, 2
"""How the width is shared between the text and its questions."""


class RoomScroller(QScrollArea):
    """Scrolls down by keys, and never sideways; no bar stands in the picture unless there is more below."""

    def __init__(self, inner: QWidget, name: str) -> None:
        super().__init__()
        inner.setProperty("bare", True)
        inner.setMinimumHeight(1)  # as high as its words need at this width, not at their narrowest
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def turn(self, pages: int) -> None:
        """Read on, or back, by most of what is in view."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * 0.8 * bar.pageStep()))


class TextForRoom(QWidget):
    """The text of the stages that are open on the left, the questions of the newest on the right."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        text, asked = QWidget(), QWidget()
        self._text: QVBoxLayout = bare(QVBoxLayout(text), 0)
        self._asked: QVBoxLayout = bare(QVBoxLayout(asked), 0)
        self.text, self.asked = RoomScroller(text, "The case"), RoomScroller(asked, "The questions")
        self._box: QHBoxLayout = row(self.text, self.asked)
        self._box.setStretch(0, _TEXT)
        self._box.setStretch(1, _ASKED)
        self.setLayout(self._box)

    def show_case(self, case: AudienceCase) -> None:
        """Show a case."""
        self.clear()
        for stage in reversed(case.stages):
            self._add_stage(stage, new=len(case.stages) > 1 and stage is case.stage)
        self._text.addStretch(1)
        self._asked.addWidget(label("What each member is asked", "strong"))
        for number, question in enumerate(case.stage.questions, 1):
            self._asked.addWidget(label(f"{number}.  {question.text}"))
            self._asked.addWidget(label(_answers(question), "small"))
        self._asked.addStretch(1)
        self.fit()
        for scroller in (self.text, self.asked):
            scroller.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Hold no word of any case."""
        for box in (self._text, self._asked):
            clear_layout(box)

    def fit(self) -> None:
        """The stage has another size."""
        unit = self._stage.px
        self._box.setSpacing(unit(1.6))
        self._text.setSpacing(unit(0.5))
        self._asked.setSpacing(unit(0.35))

    def _add_stage(self, stage: SheetStage, *, new: bool) -> None:
        if new:
            self._text.addWidget(label(f"Now shown: {stage.label}", "large"))
        self._add(stage.narratives, stage.groups, first_is_main=not new)
        for block in stage.rows.rows:
            self._text.addWidget(label(block.label, "strong"))
            self._add(block.narratives, block.groups, first_is_main=False)
        for part in stage.rows.parts:
            self._text.addWidget(label(part.label, "strong"))
            for entry in part.rows:
                self._text.addWidget(label(_entry(entry)))
        for later in stage.rows.later:
            self._text.addWidget(label(later.title, "strong"))
            for block in later.rows:
                self._add(block.narratives, block.groups, first_is_main=False)
        if new:
            self._text.addWidget(rule())

    def _add(self, texts: tuple[Narrative, ...], groups: tuple[FieldGroup, ...], *, first_is_main: bool) -> None:
        shown, blank = compact_narratives(texts, first_is_main=first_is_main)
        for each in shown:
            words = label(each.text.strip() or NOTHING)
            words.setAccessibleName(f"{each.label}: {words.text()}")
            self._text.addLayout(column(label(each.label, "strong"), words, spacing=4))
        for group in groups:
            heading = [label(group.label, "strong")] if group.label else []
            self._text.addLayout(column(*heading, label(_group(group)), spacing=4))
        if blank:
            self._text.addWidget(label(f"{BLANK}: {', '.join(blank)}", "small"))


class SpreadForRoom(QWidget):
    """How many gave which answer, question by question, and below it what the panel agreed. No names, no words."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        inner = QWidget()
        self._lines: QVBoxLayout = bare(QVBoxLayout(inner), 0)
        self.scroller = RoomScroller(inner, "How grades spread")
        self.setLayout(column(self.scroller))

    def show_spread(self, spread: CaseSpread) -> None:
        """Show how grades of a case spread."""
        self.clear()
        asked = [question for question in spread.questions if question.answers]
        for number, question in enumerate(asked, 1):
            self._lines.addWidget(self._question(number, question))
        self._lines.addStretch(1)
        self.fit()
        self.scroller.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Hold no grade of any case."""
        clear_layout(self._lines)

    def fit(self) -> None:
        """The stage has another size."""
        self._lines.setSpacing(self._stage.px(0.75))

    def _question(self, number: int, question: QuestionSpread) -> QWidget:
        tallies = QWidget()
        flow = Flow(spacing=self._stage.px(1.1))
        for answer in sorted(question.answers, key=lambda each: -each.count):
            if answer.count:
                flow.addWidget(Tally(self._stage, answer))
        tallies.setLayout(flow)
        tallies.setAccessibleName(", ".join(f"{each.count} {each.label}" for each in question.answers if each.count))
        parts: list[QLabel | QWidget] = [label(f"{number}.  {question.text}", "strong"), tallies]
        if question.consensus is not None:
            parts.append(label(agreed_words(question.consensus), "strong"))
        made = QWidget()
        made.setLayout(column(*parts, spacing=4))
        return made


class Tally(QWidget):
    """An answer as so many discs, with its number and its words beside: never a colour alone."""

    def __init__(self, stage: Stage, answer: SpreadAnswer) -> None:
        super().__init__()
        self._stage, self._answer = stage, answer
        self.words = label(f"{answer.count}  {answer.label}", wrap=False)
        self._box = bare(row(self.words), 0)
        self._box.setContentsMargins(round(self._discs()) + stage.px(0.3), 0, 0, 0)
        self.setLayout(self._box)
        self.setAccessibleName(f"{answer.count} {answer.label}")

    def sizeHint(self) -> QSize:
        """The size it would like."""
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), self._stage.px(1.3)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with the colours of the theme in force."""
        painter, side = QPainter(self), self._stage.px(0.62)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._stage.look.color(self._answer.tone or "accent"))
        for at in range(self._answer.count):
            painter.drawEllipse(QRectF(at * side * 1.25, (self.height() - side) / 2, side, side))
        painter.end()

    def _discs(self) -> float:
        return self._answer.count * self._stage.px(0.62) * 1.25


def agreed_words(agreed: Consensus) -> str:
    """What the panel agreed on a question, with its votes."""
    votes = f"{agreed.votes_for} for, {agreed.votes_against} against, {agreed.votes_abstained} abstained"
    return f"The panel: {agreed.label}  ·  {votes}" if agreed.choice else f"The panel did not agree  ·  {votes}"


def _answers(question: AskedQuestion) -> str:
    if question.free_text:
        return "In your own words"
    return "  ·  ".join(f"{each.key} {each.label}" for each in question.choices)


def _group(group: FieldGroup) -> str:
    fields = compact_fields(group)
    told = [f"{line.label}: {line.value}" for line in fields.told]
    told += [f"{name}: {', '.join(found)}" for name, found in (("No", fields.no), (BLANK, fields.blank)) if found]
    return "\n".join(told)


def _entry(entry: PartRow) -> str:
    facts: Iterable[str] = (f"{line.label}: {line.value}" for line in entry.facts if line.value)
    texts: Iterable[str] = (each.text.strip() for each in entry.texts if each.text.strip())
    return "  ·  ".join(filter(None, (entry.when, *facts, *texts)))
