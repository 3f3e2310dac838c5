"""Setting a meeting up: the panel and its day, the cases, the members; what it asks of them is told all the time."""

from PySide6.QtCore import QDate, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QPlainTextEdit, QWidget

from app.core.errors import AppError
from app.core.shapes.meeting_choices import MeetingChoices
from app.core.shapes.meetings import MeetingPlan, Workload
from app.ui.context import PageContext
from app.ui.kit.fields import Tick, combo, field, number_edit
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.page import ScrollColumn, heading
from app.ui.kit.pickers import chosen_day, day_edit, fill_combo
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, bare, button, column, label, row
from app.ui.meetings.draws_box import DrawsBox
from app.ui.meetings.members_box import MembersBox

_PAUSE_MS = 200
_MINUTES = 90
WARNING = (
    "Some of these cases tell of force, distress or children. You may pass a case or leave the room at any time: "
    "nobody asks why. Someone is there to talk to afterwards."
)
_VOTE = "Police members vote on the panel’s view"
_VOTE_WHY = "Only where the terms of reference say so. They grade in any case."

_LOW_EMS = 26


class SetUpView(QWidget):
    """The form; its foot says whether the cases fit into the time."""

    given = Signal(object)
    left = Signal()
    draw_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self._asked = 0
        self._panel_shown = ""
        self.panel, self.terms = _typed_combo("Panel"), _typed_combo("Terms of reference")
        self.area, self.day = combo("Area"), day_edit("Day of the meeting")
        self.minutes = number_edit("Minutes for grading", _MINUTES)
        self.draws, self.members = DrawsBox(context.look), MembersBox(context.look)
        self.police_vote = Tick(context.look, _VOTE)
        self.warning = QPlainTextEdit()
        self.warning.setTabChangesFocus(True)
        self.back_button = button("‹ Meetings", kind="quiet", name="Back to the meetings")
        self.workload = label("", "strong")
        self.unfit = label("")
        self._unfit_part, self._told = QWidget(), QWidget()
        self.trouble = MessageBar(context.look)
        self.go_button = button("Set up this &meeting", kind="primary", name="Set up this meeting")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self.forget()

    # ---------------------------------------------------------------- from outside
    def show_choices(self, choices: MeetingChoices) -> None:
        """Offer these; what was typed or chosen stays."""
        _fill_typed(self.panel, choices.panels)
        _fill_typed(self.terms, choices.terms)
        areas = [("The whole force", ""), *((words, code) for code, words in choices.areas)]
        fill_combo(self.area, areas, self.area.currentData())
        self.draws.show_draws(choices.draws)
        self.members.show_people(choices.people)
        self.count()

    def forget(self) -> None:
        """An empty form."""
        for box in (self.panel, self.terms):
            box.setCurrentIndex(-1)
            box.setEditText("")
        self._panel_shown = ""
        self.day.setDate(QDate.currentDate())
        self.minutes.setValue(_MINUTES)
        self.police_vote.setChecked(False)
        self.warning.setPlainText(WARNING)
        self.members.forget()
        self.trouble.clear()

    def begin(self) -> None:
        """The form is shown: the first box has the focus."""
        self.page.verticalScrollBar().setValue(0)
        self.panel.setFocus()

    def refuse(self, error: AppError) -> None:
        """Say why the meeting was not set up."""
        self.trouble.show_message("bad", error.what, error.fix)

    @property
    def plan(self) -> MeetingPlan:
        """What the form says."""
        return MeetingPlan(
            panel=" ".join(self.panel.currentText().split()),
            area=str(self.area.currentData() or ""),
            held_on=chosen_day(self.day),
            draws=self.draws.chosen,
            members=self.members.members,
            terms=" ".join(self.terms.currentText().split()),
            police_vote=self.police_vote.isChecked(),
            minutes=self.minutes.value(),
            warning=self.warning.toPlainText().strip(),
        )

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.page = ScrollColumn(self.context)
        sentence = "Who meets, when, and about which cases. Nothing is shown to anyone until the meeting is opened."
        self.page.box.addLayout(row(self.back_button, None))
        self.page.box.addLayout(heading("Set up a meeting", sentence))
        for card in (self._panel_card(), self._cases_card(), self._members_card(), self._terms_card()):
            self.page.box.addWidget(card)
        self.page.box.addStretch(1)
        whole = column(self.page, self._foot(), spacing=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _panel_card(self) -> Card:
        card = Card()
        area, held_on = field("Area", self.area), field("Day", self.day)
        second = row(area, held_on)
        for part in (area, held_on):
            second.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        for place in (0, 1):
            second.setStretch(place, 1)
        card.box.addLayout(field("Panel", self.panel, "Type its name, or choose one that met before."))
        card.box.addLayout(second)
        return card

    def _cases_card(self) -> Card:
        card = Card()
        card.box.addLayout(
            column(label("The cases", "strong"), label("Draws that nobody grades yet.", "soft"), spacing=2)
        )
        card.box.addWidget(self.draws)
        card.box.addLayout(field("Minutes for grading", self.minutes, "Breaks and talking apart."))
        return card

    def _members_card(self) -> Card:
        card = Card()
        words = "Each sits at a seat and grades alone. Names are kept where they can be erased."
        card.box.addLayout(column(label("The members", "strong"), label(words, "soft"), spacing=2))
        card.box.addWidget(self.members)
        return card

    def _terms_card(self) -> Card:
        card = Card()
        self.warning.setAccessibleName("Content warning")
        hint = "By name and date, as members know them: “Terms of reference of 3 March 2025”."
        card.box.addLayout(field("Terms of reference", self.terms, hint))
        card.box.addLayout(column(self.police_vote, label(_VOTE_WHY, "small"), spacing=0))
        card.box.addLayout(field("Content warning, to be read aloud first", self.warning))
        return card

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("foot", True)
        self._unfit_part.setLayout(
            bare(row(Picture(self.context.look, "warning", colour="warn", ems=1.2), self.unfit, spacing=8, stretch=1))
        )
        self._told.setLayout(bare(column(self.workload, self._unfit_part, spacing=3)))
        self._foot_row = row(self._told, self.go_button, spacing=16, stretch=0)
        box = column(self.trouble, self._foot_row, spacing=8)
        box.setContentsMargins(16, 10, 16, 10)
        foot.setLayout(box)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the new size."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """In a low window the sentence on the time scrolls with the form: the foot has room for its button only."""
        self.warning.setFixedHeight(self.context.look.em(5.5))
        low = self.height() < self.context.look.em(_LOW_EMS)
        if low and self._foot_row.indexOf(self._told) >= 0:
            self.page.box.insertWidget(self.page.box.count() - 1, self._told)
        elif not low and self._foot_row.indexOf(self._told) < 0:
            self._foot_row.insertWidget(0, self._told, 1)

    def _connect(self) -> None:
        self.panel.currentTextChanged.connect(self._panel_changed)
        self.draws.changed.connect(self._timer.start)
        self.members.changed.connect(self._timer.start)
        self.minutes.valueChanged.connect(self._timer.start)
        self._timer.timeout.connect(self.count)
        self.draws.draw_wanted.connect(self.draw_wanted)
        self.back_button.clicked.connect(self.left)
        self.go_button.clicked.connect(self._go)
        self.context.look.changed.connect(self._fit)
        self._fit()

    # ---------------------------------------------------------------- acting
    @Slot(str)
    def _panel_changed(self, text: str) -> None:
        """A panel that people belong to brings its members along."""
        panel = " ".join(text.split())
        known = [self.panel.itemText(at) for at in range(self.panel.count())]
        if panel in known and panel != self._panel_shown:
            self._panel_shown = panel
            self.members.tick_panel(panel)

    @Slot()
    def count(self) -> None:
        """Say what the meeting asks of its members."""
        if not self.context.desk.is_open:
            return
        self._asked += 1
        asked, services, ws = self._asked, self.context.services, self.context.desk.workspace
        draws, seats, minutes = self.draws.chosen, len(self.members.members), self.minutes.value()

        def then(found: Workload) -> None:
            if asked == self._asked:
                self._show_workload(found)

        def refused(_error: AppError) -> None:
            if asked == self._asked:
                self._show_workload(None)

        if draws and seats:
            self.context.tasks.run(
                lambda: services.plan_workload(ws, draws=draws, seats=seats, minutes=minutes),
                then=then,
                refused=refused,
            )
        else:
            self._show_workload(None)

    def _show_workload(self, found: Workload | None) -> None:
        hint = "Choose cases and members: here it then says whether they fit into the time."
        self.workload.setText(found.sentence if found else hint)
        self.unfit.setText(found.warning if found else "")
        self._unfit_part.setVisible(bool(found and found.warning))

    @Slot()
    def _go(self) -> None:
        self.trouble.clear()
        self.given.emit(self.plan)


def _typed_combo(name: str) -> QComboBox:
    """A line to type in that offers what was typed before."""
    made = combo(name)
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    line = made.lineEdit()
    if line is not None:
        line.setAccessibleName(name)
    return made


def _fill_typed(box: QComboBox, texts: tuple[str, ...]) -> None:
    """Offer these; what stands in the line stays."""
    text = box.currentText()
    box.blockSignals(True)
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(-1)
    box.setEditText(text)
    box.blockSignals(False)
