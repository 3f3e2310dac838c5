"""Releases as they are kept: rows are only ever added, and the newest of a sealed version tells how it stands."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.records import ReleaseRow, ReleaseTextRow
from app.models.workspaces import ActorRow, PersonRow

RELEASED, RECALLED = "released", "recalled"
_CHUNK = 500


def newest_releases(session: Session, version_ids: Sequence[int]) -> dict[int, ReleaseRow]:
    """How each of some sealed versions stands: its newest row. One that was never released is left out."""
    found: dict[int, ReleaseRow] = {}
    for start in range(0, len(version_ids), _CHUNK):
        newest = (
            select(func.max(ReleaseRow.id))
            .where(ReleaseRow.version_id.in_(version_ids[start : start + _CHUNK]))
            .group_by(ReleaseRow.version_id)
        )
        rows = session.scalars(select(ReleaseRow).where(ReleaseRow.id.in_(newest)))
        found.update({row.version_id: row for row in rows})
    return found


def texts_of(session: Session, release_ids: Iterable[int]) -> dict[int, list[ReleaseTextRow]]:
    """The texts of some releases, by release; an erased one has no text."""
    found: dict[int, list[ReleaseTextRow]] = {release: [] for release in release_ids}
    rows = session.scalars(select(ReleaseTextRow).where(ReleaseTextRow.release_id.in_(found)))
    for row in rows.all():
        found[row.release_id].append(row)
    return found


def texts_of_case(session: Session, case_id: int) -> Sequence[ReleaseTextRow]:
    """Every text of a case that was ever released, the newest release last."""
    return session.scalars(
        select(ReleaseTextRow)
        .join(ReleaseRow, ReleaseRow.id == ReleaseTextRow.release_id)
        .where(ReleaseRow.case_id == case_id, ReleaseTextRow.text.is_not(None))
        .order_by(ReleaseRow.id)
    ).all()


def names_of(session: Session, actor_ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """The role and the name of some actors as they are now; the name is empty where none is kept."""
    rows = session.execute(
        select(ActorRow.id, ActorRow.role, PersonRow.name)
        .outerjoin(PersonRow, (PersonRow.actor_id == ActorRow.id) & PersonRow.name.is_not(None))
        .where(ActorRow.id.in_(set(actor_ids)))
        .order_by(PersonRow.id)
    )
    return {actor: (role, name or "") for actor, role, name in rows}
