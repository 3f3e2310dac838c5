"""The record of use: what this workspace is, whether its log holds, backups, and the check of any bundle."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Slot

from app.core.changes import Topic
from app.core.errors import AppError
from app.core.shapes.draws import BundleCheck
from app.core.shapes.workspaces import AuditResult, BackupMade, WorkspaceInfo
from app.core.words import count_of
from app.core.workflow.rights import role_words
from app.ui.context import PageContext
from app.ui.kit.digest import Digest, grouped
from app.ui.kit.fields import field, line_edit, reading_label
from app.ui.kit.flow import EqualGrid
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.moments import moment
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import Card, button, clear_layout, column, label, row


class RecordOfUsePage(Page):
    """For the auditor, and for anyone who wants to be sure."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        look = context.look
        self._facts = EqualGrid(spacing=14, most=3, cell=lambda: look.em(12), balanced=False)
        self.head = Digest(look, name="Newest entry of the record of use", points=11.5)
        self.head_asked = line_edit(placeholder="Optional: the number printed on a paper")
        self.verify_button = button("&Check the record", kind="primary", name="Check the record of use")
        self.audit_result = MessageBar(look)
        self.backup_button = button("Make a &backup ...", name="Make a backup")
        self.backup_result = MessageBar(look)
        self.bundle_button = button("Check a b&undle ...", name="Check a bundle")
        self.bundle_result = MessageBar(look)
        self.close_button = button("C&lose this workspace", name="Close this workspace")
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read again what is shown."""
        services, ws = self.context.services, self.context.desk.workspace
        self.context.tasks.run(lambda: services.workspace_info(ws), then=self._show)

    def reset(self) -> None:
        """Forget what was shown of another workspace."""
        super().reset()
        for bar in (self.audit_result, self.backup_result, self.bundle_result):
            bar.clear()
        self.head_asked.clear()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        page = ScrollColumn(self.context)
        sentence = "Everything done in this workspace is written down in a chain. A change to any link would show."
        page.box.addLayout(heading("Record of use", sentence))
        for card in (self._workspace_card(), self._audit_card(), self._backup_card(), self._bundle_card()):
            page.box.addWidget(card)
        page.box.addLayout(row(self.close_button, None))
        page.box.addStretch(1)
        self.setLayout(column(page))

    def _workspace_card(self) -> Card:
        card = Card()
        card.box.addWidget(label("This workspace", "strong"))
        card.box.addLayout(self._facts)
        return card

    def _audit_card(self) -> Card:
        card = Card()
        card.box.addWidget(label("Is the record whole?", "strong"))
        card.box.addLayout(column(label("Newest entry", "small"), self.head, spacing=2))
        hint = "If a paper carries a number of the record, type it here to see that it stands in this chain."
        card.box.addLayout(field("Number on a paper", self.head_asked, hint))
        card.box.addWidget(self.audit_result)
        card.box.addLayout(row(self.verify_button, None))
        return card

    def _backup_card(self) -> Card:
        card = Card()
        words = "One encrypted file, opened and checked after it is written. It may lie on a network drive or a stick."
        card.box.addLayout(column(label("Backup", "strong"), label(words, "soft"), spacing=2))
        card.box.addWidget(self.backup_result)
        card.box.addLayout(row(self.backup_button, None))
        return card

    def _bundle_card(self) -> Card:
        card = Card()
        words = "Works out a draw again from its published bundle and says whether it is as it should be."
        card.box.addLayout(column(label("Check a draw", "strong"), label(words, "soft"), spacing=2))
        card.box.addWidget(self.bundle_result)
        card.box.addLayout(row(self.bundle_button, None))
        return card

    def _connect(self) -> None:
        self.verify_button.clicked.connect(self._verify)
        self.head_asked.returnPressed.connect(self._verify)
        self.backup_button.clicked.connect(self._ask_backup)
        self.bundle_button.clicked.connect(self._ask_bundle)
        self.close_button.clicked.connect(self._close)

    # ---------------------------------------------------------------- showing
    def _show(self, info: WorkspaceInfo) -> None:
        clear_layout(self._facts)
        for name, value in facts_of(info):
            cell = Card(padding=0, spacing=0)
            cell.setProperty("card", False)
            cell.box.addLayout(column(label(name, "small"), reading_label(value), None, spacing=0))
            self._facts.addWidget(cell)
        self.head.show_text(info.audit_head)

    def _show_audit(self, result: AuditResult) -> None:
        tone, what, fix = audit_words(result)
        self.audit_result.show_message(tone, what, fix)

    # ---------------------------------------------------------------- acting
    @Slot()
    def _verify(self) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        asked = "".join(self.head_asked.text().split()).lower() or None
        self.context.tasks.run(
            lambda: services.verify_audit(ws, head=asked), then=self._show_audit, refused=self._audit_refused
        )

    def _audit_refused(self, error: AppError) -> None:
        self.audit_result.show_message("bad", error.what, error.fix)

    @Slot()
    def _ask_backup(self) -> None:
        name = Path.home() / "scrutiny-panel-backup.zip"
        self.context.ask.save_file("Where to put the backup", name, "Backup (*.zip)", self._back_up)

    def _back_up(self, file: Path) -> None:
        services, ws = self.context.services, self.context.desk.workspace
        self.backup_button.setEnabled(False)
        self.context.tasks.run(
            lambda: services.backup_workspace(ws, file), then=self._backed_up, refused=self._backup_refused
        )

    def _backed_up(self, made: BackupMade) -> None:
        self.backup_button.setEnabled(True)
        what = f"The backup is written and checked: {count_of(made.records, 'record')}."
        self.backup_result.show_message("good", what, f"SHA-256 of the file: {grouped(made.sha256, 8)}")

    def _backup_refused(self, error: AppError) -> None:
        self.backup_button.setEnabled(True)
        self.backup_result.show_message("bad", error.what, error.fix)

    @Slot()
    def _ask_bundle(self) -> None:
        self.context.ask.open_file("Choose a bundle", "Bundles (*.zip)", self._check_bundle)

    def _check_bundle(self, file: Path) -> None:
        services = self.context.services
        self.context.tasks.run(
            lambda: services.verify_bundle(file), then=self._bundle_checked, refused=self._bundle_refused
        )

    def _bundle_checked(self, check: BundleCheck) -> None:
        if check.problems:
            what = f"The draw does not check: {count_of(len(check.problems), 'problem')}."
            self.bundle_result.show_message("bad", what, "\n".join(check.problems))
        else:
            self.bundle_result.show_message("good", "The draw checks.", bundle_words(check))

    def _bundle_refused(self, error: AppError) -> None:
        self.bundle_result.show_message("bad", error.what, error.fix)

    @Slot()
    def _close(self) -> None:
        workspace = self.context.desk.take()
        if workspace is not None:
            self.context.tasks.run(workspace.close)


def bundle_words(check: BundleCheck) -> str:
    """What a good bundle shows, and what only a person can compare."""
    lines = [
        "List, plan, numbers and cases fit together. Compare these with what you were given before the numbers came:",
        f"Seal {grouped(check.seal)}",
        f"Plan {grouped(check.plan)}",
        f"Draw number {check.number}, numbers {grouped(check.seed, 5)}",
    ]
    return "\n".join([*lines, "It is of practice data."] if check.practice else lines)


def facts_of(info: WorkspaceInfo) -> tuple[tuple[str, str], ...]:
    """What there is to know about a workspace, name and value."""
    return (
        ("Kind", "Practice, for ever" if info.practice else "Real records"),
        ("Folder", info.folder),
        ("You are here as", ", ".join(part for part in (role_words(info.actor).capitalize(), info.name) if part)),
        ("Made", moment(info.created_at)),
        ("Records", f"{sum(info.records.values()):,}"),
        ("Sealed lists and draws", f"{count_of(info.frames, 'list')}, {count_of(info.draws, 'draw')}"),
        ("Entries in the record", f"{info.audit_entries:,}"),
    )


def audit_words(result: AuditResult) -> tuple[str, str, str]:
    """What a check found: tone, sentence, what follows."""
    if result.head_found is False:
        what = "The number from the paper does not stand in this record."
        return "bad", what, "\n".join(("Check first that you typed all of it.", *result.problems))
    if result.problems:
        return "bad", "The record of use has been changed or damaged.", "\n".join(result.problems)
    whole = f"The record is whole: {count_of(result.entries, 'entry', 'entries')}, each tied to the one before."
    if result.head_found:
        return "good", whole, "The number from the paper stands in it."
    return "good", whole, ""
