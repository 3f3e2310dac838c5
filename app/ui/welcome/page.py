"""The first-run page: three ways in, one form at a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.errors import AppError
from app.core.shapes.workspaces import NewWorkspace
from app.ui.context import PageContext
from app.ui.kit.page import Page
from app.ui.kit.words import column, label
from app.ui.welcome.forms import PassphraseForm, RecoveryKeyView
from app.ui.welcome.ways import Ways

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_PRACTICE = "It is for made-up or open data only, for ever. Practice files are refused in a real workspace."
_REAL = "It keeps your force's records encrypted, on this computer and nowhere else."
_OPEN = "Give the folder it is in, and its passphrase. The recovery key works here too."


class WelcomePage(Page):
    """Shown whenever no workspace is open."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._practice = True
        self._waiting: Workspace | None = None
        self.ways = Ways(context)
        self.new_form = PassphraseForm(context, new=True)
        self.open_form = PassphraseForm(context, new=False)
        self.recovery = RecoveryKeyView(context)
        self.opening = _opening()
        self.views = QStackedWidget()
        for view in (self.ways, self.new_form, self.open_form, self.recovery, self.opening):
            self.views.addWidget(view)
        self.setLayout(column(self.views))
        self.ways.practice_wanted.connect(self._begin_practice)
        self.ways.new_wanted.connect(self._begin_real)
        self.ways.open_wanted.connect(self._begin_open)
        self.new_form.given.connect(self._make)
        self.open_form.given.connect(self._open)
        for form in (self.new_form, self.open_form):
            form.back.connect(self.begin)
        self.recovery.finished.connect(self._enter)

    @Slot()
    def begin(self, folder: Path | None = None) -> None:
        """Show the three ways; or, for a folder that was asked for, the form that opens it."""
        for form in (self.new_form, self.open_form):
            form.forget()
        if folder is None:
            self.views.setCurrentWidget(self.ways)
            return
        self.views.setCurrentWidget(self.open_form)
        self.open_form.begin("Open a workspace", _OPEN, folder)

    def show_opening(self) -> None:
        """Say that a workspace is being opened."""
        self.views.setCurrentWidget(self.opening)

    # ---------------------------------------------------------------- the three ways
    @Slot()
    def _begin_practice(self) -> None:
        self._practice = True
        self._suggest("Make a practice workspace", _PRACTICE)

    @Slot()
    def _begin_real(self) -> None:
        self._practice = False
        self._suggest("Make a workspace", _REAL)

    @Slot()
    def _begin_open(self) -> None:
        self.begin(self.context.remembered.last_folder)
        self.views.setCurrentWidget(self.open_form)
        self.open_form.begin("Open a workspace", _OPEN, self.context.remembered.last_folder)

    def _suggest(self, title: str, sentence: str) -> None:
        self.new_form.begin(title, sentence, None)
        self.views.setCurrentWidget(self.new_form)
        services, practice = self.context.services, self._practice
        then = self._suggested
        self.context.tasks.run(lambda: _free(services.suggest_folder(practice=practice)), then=then)

    def _suggested(self, folder: Path) -> None:
        if not self.new_form.folder.text():
            self.new_form.folder.setText(str(folder))
            self.new_form.passphrase.setFocus()

    # ---------------------------------------------------------------- making and opening
    @Slot(object, str)
    def _make(self, folder: Path, passphrase: str) -> None:
        services, practice, role = self.context.services, self._practice, self.new_form.role
        self.new_form.set_busy(True)

        def act() -> "tuple[Workspace, NewWorkspace]":
            services.check_place(folder)
            return services.create_workspace(folder, passphrase=passphrase, practice=practice, role=role)

        self.context.tasks.run(act, then=self._made, refused=self._refused_new)

    def _refused_new(self, error: AppError) -> None:
        services, practice = self.context.services, self._practice

        def then(folder: Path) -> None:
            self.new_form.refuse(error, folder)

        self.context.tasks.run(lambda: _free(services.suggest_folder(practice=practice)), then=then)

    def _made(self, made: "tuple[Workspace, NewWorkspace]") -> None:
        self._waiting = made[0]
        self.new_form.forget()
        self.recovery.show_key(made[1])
        self.views.setCurrentWidget(self.recovery)

    @Slot(object, str)
    def _open(self, folder: Path, passphrase: str) -> None:
        services = self.context.services
        self.open_form.set_busy(True)
        then, refused = self._opened, self.open_form.refuse
        self.context.tasks.run(
            lambda: services.open_workspace(folder, passphrase=passphrase), then=then, refused=refused
        )

    def _opened(self, workspace: "Workspace") -> None:
        self._waiting = workspace
        self._enter()

    @Slot()
    def _enter(self) -> None:
        workspace, self._waiting = self._waiting, None
        for form in (self.new_form, self.open_form):
            form.forget()
            form.set_busy(False)
        if workspace is not None:
            self.context.remembered.keep(last_folder=str(workspace.folder))
            self.context.desk.put(workspace)

    def take_waiting(self) -> "Workspace | None":
        """The workspace made but not entered yet, for a window that closes at the recovery key."""
        workspace, self._waiting = self._waiting, None
        return workspace


def _free(folder: Path) -> Path:
    """The folder proposed, or the next of its name that is not in use."""
    numbered = (folder.with_name(f"{folder.name}-{number}") for number in range(2, 100))
    candidates = (folder, *numbered)
    return next((each for each in candidates if not each.exists() or not any(each.iterdir())), folder)


def _opening() -> QWidget:
    words = label("Opening the workspace ...", "soft")
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    view = QWidget()
    view.setLayout(column(None, words, None))
    return view
