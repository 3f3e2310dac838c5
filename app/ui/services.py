"""The services as the window calls them, imported only when first used: never before the first paint.

Each method is one service of the same name. A page hands them to ``context.tasks``, so that they run in the worker.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.changes import Done
from app.core.progress import Progress
from app.core.shapes.by_hand import AddedRecord, RecordCheck, RecordForm, TypedKind, TypedTexts
from app.core.shapes.mappings import FirstLook, MappingDraft, MappingListing, MappingSettings, Preview
from app.core.shapes.quality import Named, NamedCases, Part, QualityScope, Section
from app.core.shapes.records import RecordAsk, RecordColumn, RecordIds, RecordLine, RecordView
from app.core.shapes.sheets import Given, Queue, RoundListing, Sheet
from app.core.shapes.workspaces import (
    AuditResult,
    BackupMade,
    ImportChoice,
    ImportListing,
    ImportResult,
    ImportUndone,
    KindListing,
    NewWorkspace,
    WorkspaceInfo,
)
from app.ui.action_services import ActionServices
from app.ui.draw_services import DrawServices
from app.ui.grid_services import GridServices
from app.ui.meeting_services import MeetingServices
from app.ui.month_services import MonthServices
from app.ui.paper_services import PaperServices
from app.ui.people_services import PeopleServices
from app.ui.release_services import ReleaseServices
from app.ui.result_services import ResultServices
from app.ui.sheet_services import SheetServices

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Services(
    ActionServices,
    DrawServices,
    GridServices,
    MeetingServices,
    MonthServices,
    PaperServices,
    PeopleServices,
    ReleaseServices,
    ResultServices,
    SheetServices,
):
    """Everything the app does, one method a service. Lists and draws are in ``draw_services``."""

    # ---------------------------------------------------------------- workspaces
    def create_workspace(
        self, folder: Path, *, passphrase: str, practice: bool, role: str = "line_manager"
    ) -> "tuple[Workspace, NewWorkspace]":
        """Make a workspace and its recovery key."""
        from app.services.workspaces import create_workspace

        return create_workspace(folder, passphrase=passphrase, practice=practice, role=role)

    def open_workspace(self, folder: Path, *, passphrase: str) -> "Workspace":
        """Open a workspace."""
        from app.services.workspaces import open_workspace

        return open_workspace(folder, passphrase=passphrase)

    def suggest_folder(self, *, practice: bool) -> Path:
        """A good place for a new workspace."""
        from app.services.workspaces import suggest_folder

        return suggest_folder(practice=practice)

    def check_place(self, folder: Path) -> None:
        """Refuse network and synced folders."""
        from app.services.workspaces import check_place

        check_place(folder)

    def workspace_info(self, ws: "Workspace") -> WorkspaceInfo:
        """The workspace in numbers."""
        from app.services.workspaces import workspace_info

        return workspace_info(ws)

    def backup_workspace(self, ws: "Workspace", file: Path) -> Done[BackupMade]:
        """Write a checked backup."""
        from app.services.workspaces import backup_workspace

        return backup_workspace(ws, file)

    # ---------------------------------------------------------------- records
    def list_kinds(self, ws: "Workspace") -> tuple[KindListing, ...]:
        """The kinds of record there are."""
        from app.services.collecting.imports import list_kinds

        return list_kinds(ws)

    def list_imports(self, ws: "Workspace") -> tuple[ImportListing, ...]:
        """The extracts brought in so far."""
        from app.services.collecting.imports import list_imports

        return list_imports(ws)

    def import_extract(
        self,
        ws: "Workspace",
        *,
        file: Path,
        choice: ImportChoice,
        draft: MappingDraft,
        progress: Progress,
    ) -> Done[ImportResult]:
        """Bring in an extract, read as a draft says."""
        from app.services.collecting.extracts import layout_of
        from app.services.collecting.imports import import_extract

        layout = layout_of(ws, draft)
        return import_extract(ws, file=file, choice=choice, mapping=layout, encoding=draft.encoding, progress=progress)

    # --- mappings
    def first_look(
        self, ws: "Workspace", file: Path, *, kind: str = "", sheet: str = "", header_row: int = 0, encoding: str = ""
    ) -> FirstLook:
        """What a file is, and how it would be read."""
        from app.services.collecting.extracts import first_look

        return first_look(ws, file, kind=kind, sheet=sheet, header_row=header_row, encoding=encoding)

    def change_draft(self, ws: "Workspace", draft: MappingDraft, settings: MappingSettings) -> MappingDraft:
        """A draft with what a person says over it."""
        from app.services.collecting.mappings import change_draft

        return change_draft(ws, draft, settings)

    def preview_draft(
        self,
        ws: "Workspace",
        file: Path,
        draft: MappingDraft,
        *,
        most: int = 0,
        progress: Progress | None = None,
    ) -> Preview:
        """A draft tried on a file."""
        from app.services.collecting.mappings import preview

        return preview(ws, file, draft, progress, most=most)

    def save_mapping(self, ws: "Workspace", name: str, draft: MappingDraft) -> Done[MappingListing]:
        """Keep a draft under a name."""
        from app.services.collecting.mappings import save_mapping

        return save_mapping(ws, name, draft)

    # --- quality
    def read_quality(self, ws: "Workspace", scope: QualityScope, part: Part) -> Section:
        """One part of what there is to say on the quality of some records."""
        from app.services.collecting.quality import read_quality

        return read_quality(ws, scope, part)

    def name_cases(self, ws: "Workspace", scope: QualityScope, what: Named) -> NamedCases:
        """The cases of a finding by their references; it is logged as looking."""
        from app.services.collecting.quality_cases import name_cases

        return name_cases(ws, scope, what)

    def undo_import(self, ws: "Workspace", import_id: int, progress: Progress) -> Done[ImportUndone]:
        """Take an import back."""
        from app.services.collecting.undo import undo_import

        return undo_import(ws, import_id, progress)

    # --- by hand
    def list_typed_kinds(self, ws: "Workspace") -> tuple[TypedKind, ...]:
        """The kinds that a record can be typed in of."""
        from app.services.collecting.by_hand import list_typed_kinds

        return list_typed_kinds(ws)

    def form_of(self, ws: "Workspace", kind: str) -> RecordForm:
        """The form of a kind."""
        from app.services.collecting.by_hand import form_of

        return form_of(ws, kind)

    def check_record(self, ws: "Workspace", kind: str, texts: dict[str, str]) -> RecordCheck:
        """What a filled form would become."""
        from app.services.collecting.by_hand import check_record

        return check_record(ws, kind, texts)

    def add_record(self, ws: "Workspace", kind: str, texts: dict[str, str], *, again: bool) -> Done[AddedRecord]:
        """Keep a typed record."""
        from app.services.collecting.by_hand import add_record

        return add_record(ws, kind, texts, again=again)

    def open_typed(self, ws: "Workspace", version_id: int) -> TypedTexts:
        """The texts of a typed record, to change them."""
        from app.services.collecting.by_hand import open_typed

        return open_typed(ws, version_id)

    # --- looking at records
    def list_columns(self, ws: "Workspace", kind: str) -> tuple[RecordColumn, ...]:
        """The columns of a kind's list."""
        from app.services.collecting.records import list_columns

        return list_columns(ws, kind)

    def list_records(self, ws: "Workspace", ask: RecordAsk, stopped: Callable[[], bool]) -> Done[RecordIds]:
        """Records as ids in order; a search is logged."""
        from app.services.collecting.records import list_records

        return list_records(ws, ask, stopped)

    def read_block(
        self, ws: "Workspace", *, kind: str, columns: Sequence[RecordColumn], ids: Sequence[int]
    ) -> tuple[RecordLine, ...]:
        """The lines of some records."""
        from app.services.collecting.records import read_block

        return read_block(ws, kind=kind, columns=columns, ids=ids)

    def open_record(self, ws: "Workspace", case_id: int) -> Done[RecordView]:
        """One record whole; it is logged."""
        from app.services.collecting.records import open_record

        return open_record(ws, case_id)

    # ---------------------------------------------------------------- grading
    def open_round(self, ws: "Workspace", *, draw_id: int) -> Done[RoundListing]:
        """Make a draw ready to grade, or find its round."""
        from app.services.grading.rounds import open_round

        return open_round(ws, draw_id=draw_id)

    def list_rounds(self, ws: "Workspace") -> tuple[RoundListing, ...]:
        """The rounds and how far they are."""
        from app.services.grading.rounds import list_rounds

        return list_rounds(ws)

    def read_queue(self, ws: "Workspace", *, round_id: int, seat_id: int | None = None) -> Queue:
        """A round's cases, for a seat."""
        from app.services.grading.rounds import read_queue

        return read_queue(ws, round_id=round_id, seat_id=seat_id)

    def open_sheet(self, ws: "Workspace", *, round_id: int, case_id: int, seat_id: int | None = None) -> Done[Sheet]:
        """Open a case to grade it, at a seat."""
        from app.services.grading.sheets import open_sheet

        return open_sheet(ws, round_id=round_id, case_id=case_id, seat_id=seat_id)

    def save_answer(self, ws: "Workspace", *, shown: Sheet, question: str, given: Given) -> Done[Sheet]:
        """Put an answer on disk, of the sheet that is on screen."""
        from app.services.grading.sheets import save_given

        return save_given(ws, shown=shown, question=question, given=given)

    def undo_answer(self, ws: "Workspace", *, sheet_id: int) -> Done[Sheet]:
        """Take the last answer back."""
        from app.services.grading.sheets import undo_answer

        return undo_answer(ws, sheet_id=sheet_id)

    def lock_stage(self, ws: "Workspace", *, sheet_id: int, stage: str) -> Done[Sheet]:
        """Close a stage and open the next."""
        from app.services.grading.sheets import lock_stage

        return lock_stage(ws, sheet_id=sheet_id, stage=stage)

    # ---------------------------------------------------------------- the record of use
    def verify_audit(self, ws: "Workspace", *, head: str | None = None) -> AuditResult:
        """Check the record of use."""
        from app.services.audits import verify_audit

        return verify_audit(ws, head=head)
