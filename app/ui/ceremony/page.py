"""The draw in front of everyone, in six steps. Before the yes nothing is kept; after it nothing changes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QScrollArea, QStackedWidget

from app.core.errors import AppError
from app.core.shapes.draws import DrawView, FrameView
from app.core.shapes.notices import SealView
from app.core.shapes.sheets import RoundListing
from app.ui.ceremony.confirm_step import ConfirmStep, people_words
from app.ui.ceremony.drawn_step import DrawnStep
from app.ui.ceremony.end_step import EndStep
from app.ui.ceremony.read_step import ReadStep
from app.ui.ceremony.roll_step import RollStep
from app.ui.ceremony.seal_step import SealStep
from app.ui.ceremony.stage import Stage, Step
from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.kit.words import button, column, label, row
from app.ui.nav import Place

_SEAL, _ROLL, _READ, _CONFIRM, _DRAWN, _END = range(6)


class CeremonyPage(Page):
    """One sealed list, from its seal to its cases. Enter goes on, Alt+Left back, Esc leaves, F11 changes the window."""

    whole_window: ClassVar[bool] = True

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._frame: FrameView | None = None
        self._groups: Mapping[str, str] = {}
        self._draw: DrawView | None = None
        self._busy = self._warned = False
        self.stage = Stage(context.look)
        self.seal, self.roll, self.read = SealStep(self.stage, context), RollStep(self.stage), ReadStep(self.stage)
        self.confirm, self.end = ConfirmStep(self.stage), EndStep(self.stage)
        self.drawn = DrawnStep(self.stage, still=context.look.still)
        self.steps: tuple[Step, ...] = (self.seal, self.roll, self.read, self.confirm, self.drawn, self.end)
        self.place, self.title = label("", "small", wrap=False), label("", "large", wrap=False)
        self.back_button = button("Back   ( Alt+← )", name="Back. Press Alt and the left arrow")
        self.leave_button = button("Leave   ( Esc )", kind="quiet", name="Leave. Press Escape")
        self.go_button = button("", kind="primary")
        self.leaving = label("", "strong")
        self.views = QStackedWidget()
        self._build()
        self._connect()

    # ---------------------------------------------------------------- page
    def arrive(self, wanted: object) -> None:
        """Begin with a sealed list."""
        self._forget()
        if isinstance(wanted, int):
            self._read_frame(wanted)
        else:
            self.visit(Place.DRAW)

    def leave(self) -> None:
        """Whatever was typed and not confirmed is gone."""
        self._forget()

    def reset(self) -> None:
        """Another workspace was opened."""
        super().reset()
        self._forget()

    def _forget(self) -> None:
        self._frame = self._draw = None
        self.read.forget()
        self.roll.forget()
        self.drawn.forget()

    def _read_frame(self, frame_id: int) -> None:
        services, ws = self.context.services, self.context.desk.workspace

        def act() -> tuple[FrameView, SealView, Mapping[str, str]]:
            frame = services.read_frame(ws, frame_id=frame_id)
            return frame, services.read_seal(ws, frame_id=frame_id), services.room_groups(ws, frame_id=frame_id)

        def then(read: tuple[FrameView, SealView, Mapping[str, str]]) -> None:
            self._frame, seal, self._groups = read
            self.seal.show_frame(self._frame, seal.squares)
            self.roll.show_source(self._frame.seed_name)
            self._go_to(_SEAL)

        def refused(_error: AppError) -> None:
            self.visit(Place.DRAW, frame_id)

        self.context.tasks.run(act, then=then, refused=refused)

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        for step in self.steps:
            scroller = QScrollArea()
            scroller.setWidgetResizable(True)
            scroller.setFrameShape(QFrame.Shape.NoFrame)
            scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            step.setProperty("bare", True)
            scroller.setWidget(step)
            self.views.addWidget(scroller)
        self._head = row(self.title, self.place, stretch=0)
        self._foot = row(self.leave_button, self.back_button, self.leaving, self.go_button, stretch=2)
        self.leaving.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box = column(self._head, self.views, self._foot)
        self._box.setStretch(1, 1)
        self.setLayout(self._box)
        self._fit()

    def _connect(self) -> None:
        self.seal.forward.connect(lambda: self._go_to(_ROLL))
        self.roll.forward.connect(self._read_back)
        self.read.forward.connect(self._ask)
        self.confirm.forward.connect(self._draw_sample)
        self.confirm.no.connect(lambda: self._go_to(_ROLL))
        self.drawn.forward.connect(lambda: self._go_to(_END))
        for step in self.steps:
            step.changed.connect(self._tell)
            step.settled.connect(self.go_button.setFocus)
        self.go_button.clicked.connect(lambda: self._step.enter())
        self.back_button.clicked.connect(self._back)
        self.leave_button.clicked.connect(self._leave)
        self.end.round_button.clicked.connect(self._open_round)
        self.end.bundle_button.clicked.connect(self._ask_bundle)
        self.end.certificate_button.clicked.connect(self._ask_certificate)
        self._key("Return", self._enter)
        self._key("Enter", self._enter)
        self._key("Escape", self._leave)
        self._key("Alt+Left", self._back)
        self._key("F11", self._turn_window)
        self._key("Space", self._space)
        self._key("PgDown", lambda: self._scroll(1))
        self._key("PgUp", lambda: self._scroll(-1))
        for key, step, answer in self._answers():
            self._key(key, lambda step=step, answer=answer: self._press(step, answer))
        self.context.look.changed.connect(self._fit)

    def _key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # ---------------------------------------------------------------- keys
    @property
    def _step(self) -> Step:
        return self.steps[self.views.currentIndex()]

    @Slot()
    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            self._step.enter()

    @Slot()
    def _space(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif self._step is self.drawn and not self.drawn.all_shown:
            self.drawn.toggle_steady()

    def _scroll(self, way: int) -> None:
        """Where large text needs more than the window has."""
        scroller = self.views.currentWidget()
        if isinstance(scroller, QScrollArea):
            bar = scroller.verticalScrollBar()
            bar.setValue(bar.value() + way * bar.pageStep())

    def _answers(self) -> tuple[tuple[str, Step, QAbstractButton], ...]:
        """Keys with a button of their own: alive only while their step is shown."""
        seal, confirm, end = self.seal, self.confirm, self.end
        return (
            ("L", seal, seal.lodge_button),
            ("Y", confirm, confirm.yes_button),
            ("N", confirm, confirm.no_button),
            ("End", self.drawn, self.drawn.all_button),
            ("G", end, end.round_button),
            ("C", end, end.certificate_button),
            ("B", end, end.bundle_button),
        )

    def _press(self, step: Step, answer: QAbstractButton) -> None:
        if self._step is step:
            answer.click()

    @Slot()
    def _back(self) -> None:
        """A step back, up to the yes; after it there is no way back."""
        at = self.views.currentIndex()
        if _SEAL < at <= _CONFIRM and not self._busy:
            self._go_to(_ROLL if at == _CONFIRM else at - 1)

    @Slot()
    def _leave(self) -> None:
        """Leave; with digits typed and nothing drawn, only when asked twice."""
        if self._busy or self._step.escape():
            return
        if self.roll.digits.digits and self._draw is None and not self._warned:
            self._warned = True
            self.leaving.setText("Esc again leaves: the digits typed so far are not kept.")
            return
        self.visit(Place.DRAW, self._frame.frame_id if self._frame is not None else None)

    @Slot()
    def _turn_window(self) -> None:
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ---------------------------------------------------------------- steps
    def _go_to(self, number: int) -> None:
        self.views.setCurrentIndex(number)
        step = self.steps[number]
        self._warned = False
        self.leaving.setText("")
        practice = "Practice  ·  " if self.context.desk.practice else ""
        self.place.setText(f"{practice}Step {number + 1} of {len(self.steps)}")
        self.title.setText(step.title)
        self.back_button.setVisible(_SEAL < number <= _CONFIRM)
        self._tell()
        if step.act:
            self.go_button.setFocus()
        step.begin()

    @Slot()
    def _tell(self) -> None:
        act = self._step.act
        self.go_button.setVisible(bool(act))
        self.go_button.setText(f"{act}   ( Enter )")
        self.go_button.setAccessibleName(f"{act}. Press Enter")
        self.go_button.setEnabled(self._step.ready)

    @Slot()
    def _read_back(self) -> None:
        self.read.show_digits(self.roll.digits.digits)
        self._go_to(_READ)

    @Slot()
    def _ask(self) -> None:
        self.confirm.show_digits(self.roll.digits.digits, people_words(self.read.people))
        self._go_to(_CONFIRM)

    @Slot()
    def _draw_sample(self) -> None:
        frame = self._frame
        if frame is None or self._busy or self._draw is not None:
            return
        services, ws = self.context.services, self.context.desk.workspace
        seed, frame_id, people = self.roll.digits.digits, frame.frame_id, self.read.people
        self._set_busy(True)

        def then(draw: DrawView) -> None:
            self._set_busy(False)
            self._draw = draw
            self.drawn.show_draw(draw, self._groups)
            self.end.show_draw(draw)
            self._go_to(_DRAWN)

        def refused(error: AppError) -> None:
            self._set_busy(False)
            self.confirm.refuse(error)

        self.context.tasks.run(
            lambda: services.draw_sample(ws, frame_id=frame_id, seed=seed, people=people),
            then=then,
            refused=refused,
        )

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.confirm.set_busy(busy)
        for each in (self.back_button, self.leave_button):
            each.setEnabled(not busy)

    # ---------------------------------------------------------------- after the draw
    @Slot()
    def _open_round(self) -> None:
        draw = self._draw
        if draw is None:
            return
        services, ws = self.context.services, self.context.desk.workspace

        def then(listing: RoundListing) -> None:
            self.visit(Place.GRADING, listing.round_id)

        self.context.tasks.run(
            lambda: services.open_round(ws, draw_id=draw.draw_id), then=then, refused=self._refuse, initiator=self
        )

    @Slot()
    def _ask_bundle(self) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self._ask_file(
            "Where to put the check bundle", "check-bundle.zip", "Bundle (*.zip)",
            lambda draw, file: services.write_bundle(ws, draw_id=draw.draw_id, file=file),
        )  # fmt: skip

    @Slot()
    def _ask_certificate(self) -> None:
        services, ws, how = self.context.services, self.context.desk.workspace, self.end.how
        self._ask_file(
            "Where to put the certificate", "certificate.pdf", "PDF (*.pdf)",
            lambda draw, file: services.write_certificate(ws, draw_id=draw.draw_id, file=file, how=how),
        )  # fmt: skip

    def _ask_file(self, title: str, name: str, filters: str, act: Callable[[DrawView, Path], object]) -> None:
        draw = self._draw
        if draw is None:
            return

        def chosen(file: Path) -> None:
            def then(_written: object) -> None:
                self.end.result.show_message("good", "It is written.", str(file))

            self.context.tasks.run(lambda: act(draw, file), then=then, refused=self._refuse, initiator=self)

        self.context.ask.save_file(title, Path.home() / f"draw-{draw.draw_id}-{name}", filters, chosen)

    def _refuse(self, error: AppError) -> None:
        self.end.result.show_message("bad", error.what, error.fix)

    # ---------------------------------------------------------------- fitting
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit read out goes in, wherever the focus went meanwhile."""
        if self._step is self.roll and event.text().isdigit() and not self.roll.digits.hasFocus():
            self.roll.digits.setFocus()
            self.roll.digits.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words follow the window."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.stage.dress(self)
        unit = self.stage.px
        self._box.setContentsMargins(unit(1.6), unit(1), unit(1.6), unit(0.8))
        self._box.setSpacing(unit(0.8))
        self._foot.setSpacing(unit(0.6))
        for step in self.steps:
            step.fit()
