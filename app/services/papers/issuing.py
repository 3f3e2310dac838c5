"""Issuing papers: each copy is numbered, made, hashed and kept in the entry of the log that it is, then written.

What was disclosed, and when, is logged before the file is there: no paper leaves that the log does not know.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.changes import Done, Topic
from app.core.clock import to_text
from app.core.errors import AppError
from app.core.progress import Progress
from app.core.shapes.packs import Issue
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.words import say
from app.export.files import write_all_whole
from app.export.fonts import not_as_written
from app.models import audit
from app.models.actions import ActionRow
from app.models.frames import DrawRow, FrameRow
from app.models.papers import PaperRecipientRow, PaperReleaseRow, PaperRow, PaperShapeRow
from app.models.rounds import RoundRow
from app.services.papers.paper_sorts import SORTS
from app.services.papers.unprinted import unprinted_words
from app.services.reasons import force_of
from app.services.workspace import Work, Workspace

Shape = TypeVar("Shape")
Subject = FrameRow | DrawRow | RoundRow | ActionRow

MOST_COPIES: Final = 100
_NOTHING: Final[Mapping[Path, bytes]] = MappingProxyType({})
_LONGEST_NAME: Final = 200
_NAMED: Final = 3
_OF: Final = {
    FrameRow: ("F", "frame_id"),
    DrawRow: ("D", "draw_id"),
    RoundRow: ("R", "round_id"),
    ActionRow: ("A", "action_id"),
}
"""What a paper may be of: the letter in its number, and the column that says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperOrder:
    """A paper that is to be made.

    ``part`` tells papers of one sort and subject apart (a stage's id, a seat's number). ``marking`` is a key of the
    force's markings, ``releases`` are those whose words it holds: when one is recalled, these papers are named.
    ``each`` is called before each copy is made, see :func:`counted`.
    """

    sort: str
    of: Subject
    marking: str
    part: str = ""
    how: PaperHow = AS_USUAL
    releases: tuple[int, ...] = ()
    each: Callable[[], None] = lambda: None


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A copy that was made and is kept: its row, its number, which copy it is, its bytes.

    ``lacking`` are the characters that stand on it as [?] or are left out.
    """

    paper_id: int
    number: str
    copy: int
    data: bytes
    lacking: tuple[str, ...] = ()


@contextmanager
def counted(progress: Progress | None, copies: int) -> Generator[Callable[[], None]]:
    """Tell how far the making of so many copies is: gives what is called before each; their end is told by itself."""
    made = count()

    def tell() -> None:
        if progress is not None:
            progress(next(made), copies)

    yield tell
    tell()


def issue_papers(ws: Workspace, work: Work, order: PaperOrder, shape_of: Callable[[Issue], Shape]) -> tuple[Made, ...]:
    """Make the copies of a paper and keep them, in the entry of the log that is under way.

    Args:
        ws: the workspace.
        work: the change under way; the copies' ids and hashes are noted in its entry.
        order: what is to be made.
        shape_of: gives the paper's shape from what stands on its pages. It is asked once: copies made in one go
            differ in nothing but their number.

    Raises:
        AppError: so many copies are not made in one go, or a recipient's name is blank or too long.
        Cancelled: the person stopped it; nothing of it is kept.
    """
    _refuse_how(order.how)
    shape = shape_of(issue_of(ws, work, order, next_copy(work.session, order)))
    made = tuple(_copies(ws, work, order, shape))
    _keep(work, order, shape, made)
    return made


def write_papers(target: Path, made: tuple[Made, ...]) -> tuple[str, ...]:
    """Write copies that were made: one to its file, several each to a file that ends in its number.

    Args:
        target: where, from ``Workspace.place_for``.
        made: the copies. ``pack.pdf`` becomes ``pack-copy-3.pdf`` where there are several.

    Returns:
        The paths of the files.

    Raises:
        AppError: they cannot be written: then none is, and older files stay as they were.
    """
    return write_sets([(target, made)])


def write_sets(
    sets: Iterable[tuple[Path, tuple[Made, ...]]], beside: Mapping[Path, bytes] = _NOTHING
) -> tuple[str, ...]:
    """The same for several papers that were made in one go, each with its own place: all of them, or none.

    ``beside`` are files that say the same as the paper, a table or a text: they are written with it or not at all.

    Raises:
        AppError: they cannot be written: then none is, and older files stay as they were.
    """
    files = {(target if len(made) == 1 else _beside(target, one.copy)): one for target, made in sets for one in made}
    try:
        write_all_whole({file: one.data for file, one in files.items()} | dict(beside))
    except AppError as error:
        names = [f"P{one.paper_id}" for one in files.values()]
        kept = ", ".join(names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")
        again = f"What was made is kept as {kept}: write it again from the list of papers."
        raise AppError(error.what, f"{error.fix} {again}") from error
    return tuple(map(str, files))


def handed_out(files: tuple[str, ...], made: Iterable[Made], *also: Topic) -> Done[tuple[str, ...]]:
    """What a service that made papers gives back: the files, what to read again, what is to be told of the papers.

    ``also`` are topics that a paper changes beside the list of papers and the log.
    """
    return Done(value=files, changed=frozenset({Topic.PAPERS, Topic.AUDIT, *also}), told=told_of(made))


def told_of(made: Iterable[Made]) -> tuple[str, ...]:
    """What whoever had papers made is told at once: which characters stand otherwise on them, and what to do."""
    return unprinted_words((one.number, one.lacking) for one in made)


def paper_number(of: Subject, sort: str, part: str, copy: int) -> str:
    """The number on a copy's pages: ``R3 panel pack record, copy 2``."""
    letter, _ = _OF[type(of)]
    return number_words(f"{letter}{of.id}", sort, part, copy)


def number_words(subject: str, sort: str, part: str, copy: int) -> str:
    """The same, from the name of what it is of."""
    return f"{' '.join(filter(None, (subject, SORTS[sort].word, part)))}, copy {copy}"


def next_copy(session: Session, order: PaperOrder) -> int:
    """Which copy would be the next of a sort, subject and part."""
    column = getattr(PaperRow, _OF[type(order.of)][1])
    wanted = (PaperRow.sort == order.sort, PaperRow.part == order.part, column == order.of.id)
    return 1 + session.execute(select(func.count()).where(*wanted)).scalar_one()


def issue_of(ws: Workspace, work: Work, order: PaperOrder, copy: int) -> Issue:
    """What stands on every page of a copy that is made now."""
    seq, head = audit.last_link(work.session)
    marking = force_of(work.session).marking[order.marking]
    return Issue(
        marking=marking.text,
        handling=say(marking.handling),
        practice=ws.practice,
        number=paper_number(order.of, order.sort, order.part, copy),
        made_at=to_text(work.at),
        audit_entry=seq,
        audit_head=head.hex(),
        paper=_new_uuid(ws),
    )


def as_copy(shape: Shape, *, number: str, paper: str) -> Shape:
    """The shape of another copy of a paper: all but its number and its own UUID are the same."""
    any_shape = cast(Any, shape)
    return cast(Shape, replace(any_shape, issue=replace(any_shape.issue, number=number, paper=paper)))


def make_paper(sort: str, shape: object, size: int) -> bytes:
    """The bytes of a paper."""
    return SORTS[sort].make(shape, base_size=size)


def _refuse_how(how: PaperHow) -> None:
    if not 1 <= how.count <= MOST_COPIES:
        raise AppError(f"From 1 to {MOST_COPIES} copies are made in one go.", "Say how many.")
    for name in how.recipients:
        if not 0 < len(name.strip()) <= _LONGEST_NAME:
            raise AppError(
                "A recipient has no name, or a very long one.", f"Write a name of 1 to {_LONGEST_NAME} characters."
            )


def _copies(ws: Workspace, work: Work, order: PaperOrder, shape: object) -> Iterator[Made]:
    """Make and keep each copy; the first is the one that the shape says it is."""
    issue = cast(Any, shape).issue
    first, copy, lacking = None, next_copy(work.session, order), not_as_written(shape)
    for at in range(order.how.count):
        order.each()
        number = paper_number(order.of, order.sort, order.part, copy + at)
        paper = issue.paper if first is None else _new_uuid(ws)
        data = make_paper(order.sort, as_copy(shape, number=number, paper=paper), order.how.size.value)
        row = PaperRow(
            sort=order.sort,
            part=order.part,
            copy=copy + at,
            size=order.how.size.value,
            sha256=sha256_hex(data),
            made_at=work.at,
            shape_of=first,
            uuid=paper,
            **{_OF[type(order.of)][1]: order.of.id},
            **work.written,
        )
        work.session.add(row)
        work.session.flush()
        first = first or row.id
        yield Made(paper_id=row.id, number=number, copy=row.copy, data=data, lacking=lacking)


def _keep(work: Work, order: PaperOrder, shape: object, made: Sequence[Made]) -> None:
    """Keep what the copies were made from, for whom they are and what they hold, and note them in the entry."""
    work.session.add(PaperShapeRow(paper_id=made[0].paper_id, body=msgspec.json.encode(shape)))
    for one, name in zip(made, order.how.recipients, strict=False):
        work.session.add(PaperRecipientRow(paper_id=one.paper_id, name=name.strip()))
    for one in made:
        held = dict.fromkeys(order.releases)
        work.session.add_all(PaperReleaseRow(paper_id=one.paper_id, release_id=release) for release in held)
    work.session.flush()
    ids, digests = work.details.get("papers", []), work.details.get("sha256", [])
    work.note(
        papers=[*cast(list[int], ids), *(one.paper_id for one in made)],
        sha256=[*cast(list[str], digests), *(sha256_hex(one.data) for one in made)],
    )


def _beside(target: Path, copy: int) -> Path:
    return target.with_name(f"{target.stem}-copy-{copy}{target.suffix}")


def _new_uuid(ws: Workspace) -> str:
    return str(UUID(bytes=ws.random_bytes(16), version=4))
