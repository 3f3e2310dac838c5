"""What was let go to volunteers, for whoever builds their sheets and papers; and the refusal where nothing was."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.core.redaction.bars import Covered, Released
from app.core.redaction.spans import Span, kind_of
from app.core.schemes.spec import Scheme
from app.core.workflow.sheet import Grading
from app.models.records import ReleaseTextRow
from app.models.releases import RELEASED, newest_releases, texts_of

__all__ = ["released_for", "released_texts", "spans_of"]


def released_for(session: Session, gradings: Mapping[int, Grading]) -> dict[int, Released]:
    """What volunteers' sheets of some cases are built from, by sealed version; other roles' sheets need none.

    Args:
        session: to read with.
        gradings: by the sealed version, all of one scheme.

    Raises:
        AppError: a volunteer's sheet is asked for of a case that is not released.
    """
    wanted = [version for version, grading in gradings.items() if grading.role == "volunteer"]
    if not wanted:
        return {}
    found = released_texts(session, gradings[wanted[0]].scheme, wanted)
    if len(found) < len(wanted):
        raise AppError(
            "This case was not released to volunteers, or its release was taken back.",
            "A coordinator reads its text and releases it first, under Releases.",
        )
    return found


def released_texts(session: Session, scheme: Scheme, version_ids: Sequence[int]) -> dict[int, Released]:
    """What volunteers may read of some sealed versions of a scheme; one that is not released now is left out."""
    rows = {row.id: row for row in newest_releases(session, version_ids).values() if row.state == RELEASED}
    stages = [stage.id for stage in scheme.stages]
    return {
        rows[release_id].version_id: Released(
            (Covered(text=text.text, spans=spans_of(text)) for text in texts if text.text is not None), stages
        )
        for release_id, texts in texts_of(session, rows).items()
    }


def spans_of(row: ReleaseTextRow) -> tuple[Span, ...]:
    """What is covered of a text as it was kept."""
    return tuple(
        Span(
            start=int(kept["start"]),
            end=int(kept["end"]),
            kind=kind_of(str(kept["kind"])),
            lifts_at=str(kept["lifts_at"]),
        )
        for kept in row.spans or ()
    )
