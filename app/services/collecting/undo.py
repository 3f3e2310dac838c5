"""Undoing an import: until a sealed list uses it, its records go as if it had never been; the log keeps that it was."""

from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.days import local
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.shapes.workspaces import ImportUndone
from app.core.workflow.rights import Right
from app.models.records import ImportRow, ImportUndoneRow
from app.models.undoing import is_shown, later_imports, left_out, sealed_lists, take_back
from app.services.rights import require
from app.services.workspace import Workspace


def undo_import(ws: Workspace, import_id: int, progress: Progress | None = None) -> Done[ImportUndone]:
    """Take an import back: its records, narratives, identities, problems and its file's name are erased.

    Args:
        ws: the workspace.
        import_id: which import.
        progress: told how far it has come.

    Raises:
        AppError: there is no such import, it is undone already, a sealed list or a round uses it, or a later import
            added to the same cases. Nothing changes then.
        Cancelled: ``progress`` said so; nothing changes.
    """
    require(ws, Right.IMPORT)
    with ws.write(Event(act=Act.ERASE, name="import_undone", details={"import_id": import_id})) as work:
        row = _import_to_undo(work.session, import_id)
        work.session.add(ImportUndoneRow(import_id=import_id, undone_at=work.at, **work.written))
        work.session.flush()
        cases = row.last_case - row.first_case + 1
        total = row.last_version - row.first_version + 1 + cases
        if progress:
            progress(0, total)
        for gone in take_back(work.session, row):
            if progress:
                progress(gone, total)
        work.note(stored=row.stored, rejected=row.rejected, cases=cases)
        done = ImportUndone(
            import_id=import_id, undone_at=to_text(work.at), rows=row.stored, problems=row.rejected, cases=cases
        )
    return Done(value=done, changed=frozenset({Topic.RECORDS, Topic.AUDIT}))


def _import_to_undo(session: Session, import_id: int) -> ImportRow:
    row = session.get(ImportRow, import_id)
    if row is None:
        raise AppError(f"There is no import {import_id}.", "See the list of imports for their numbers.")
    undone = session.get(ImportUndoneRow, import_id)
    if undone is not None:
        when = local(undone.undone_at)
        raise AppError(
            f"Import {import_id} was undone already, on {when:%d %B %Y at %H:%M}.", "There is nothing left to undo."
        )
    lists = [f"F{number}" for number in sealed_lists(session, row)]
    if lists:
        raise AppError(
            f"Import {import_id} cannot be undone: its records are in a sealed list ({', '.join(lists)}).",
            "What was sealed stays as it was. Leave the import, and seal the next list from the right records.",
        )
    if is_shown(session, row):
        raise AppError(
            f"Import {import_id} cannot be undone: a case of it was put before people already.", "Leave it as it is."
        )
    exclusions = [f"E{number}" for number in left_out(session, row)]
    if exclusions:
        raise AppError(
            f"Import {import_id} cannot be undone: cases of it are left out of lists, which would be lost.",
            f"Lift {', '.join(exclusions)} first; leave them out again once their records are back.",
        )
    later = later_imports(session, row)
    if later:
        raise AppError(
            f"Import {import_id} cannot be undone yet: import {later[-1]} added to the same cases.",
            f"Undo import {later[-1]} first.",
        )
    return row
