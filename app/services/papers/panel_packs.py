"""A panel's pack: one document a stage, built from what was released, and having its copies made and written.

A document holds what its stage shows and nothing of a later one, whatever the meeting has opened so far: it may be
printed before the meeting, and says on every page when it is to be handed out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from app.core.changes import Done, Topic
from app.core.days import day_words
from app.core.errors import AppError
from app.core.events import Act, Event
from app.core.progress import Progress
from app.core.shapes.packs import CarriedAction, Issue
from app.core.shapes.panel_packs import PackStage, PanelPack
from app.core.shapes.papers import AS_USUAL, PaperHow
from app.core.words import count_of, say
from app.core.workflow.meeting import PanelCase
from app.export.wording import Wording
from app.models.meetings import MeetingRow, MeetingTextRow
from app.models.records import ReleaseRow
from app.models.releases import newest_releases
from app.models.rounds import RoundCaseRow, RoundRow
from app.services.panels.meeting_facts import meeting_row
from app.services.panels.meeting_views import area_label
from app.services.panels.panel_cases import case_rows, panel_cases
from app.services.papers.carried import panel_actions
from app.services.papers.issuing import Made, PaperOrder, counted, issue_papers, told_of, write_sets
from app.services.papers.panel_pages import case_pages, panel_draws
from app.services.rights import require_maker
from app.services.schemes import load_library
from app.services.workspace import Work, Workspace

_WORDS = Wording("panel")


def pack_stages(ws: Workspace, *, round_id: int) -> tuple[PackStage, ...]:
    """The documents that a meeting's pack has, in their order.

    Raises:
        AppError: whoever asks may not make papers, or there is no such meeting.
    """
    require_maker(ws, "panel_pack")
    with ws.read() as session:
        meeting_row(session, round_id)
        return _stages(list(_cases(session, round_id).values()))


def write_panel_pack(
    ws: Workspace,
    *,
    round_id: int,
    file: Path,
    stage: str = "",
    how: PaperHow = AS_USUAL,
    progress: Progress | None = None,
) -> Done[tuple[str, ...]]:
    """Make the pack of a meeting, keep what it says, and write it.

    Args:
        ws: the workspace.
        round_id: the meeting.
        file: where; without a stage each document gets a file of its own: ``pack.pdf`` becomes ``pack-1-record.pdf``.
        stage: the one document to make; "" for all of them.
        how: size of print, copies, recipients.
        progress: told how many copies are made.

    Returns:
        The paths of the files.

    Raises:
        AppError: there is no such meeting or stage; cases are not released (it names them); nothing is to be graded;
            or a file cannot be written.
        Cancelled: ``progress`` said so; nothing is kept, and no file written.
    """
    require_maker(ws, "panel_pack")
    target = ws.place_for(file)
    made: list[tuple[Path, tuple[Made, ...]]] = []
    with ws.write(Event(act=Act.DISCLOSE, name="panel_pack_made", details={"round_id": round_id})) as work:
        meeting = _read(ws, work.session, round_id)
        wanted = _wanted(meeting.stages, stage)
        of = work.session.get_one(RoundRow, round_id)
        with counted(progress, len(wanted) * how.count) as each:
            order = PaperOrder(sort="panel_pack", of=of, marking="pack", how=how, each=each)
            for one in wanted:
                place = target.with_name(f"{target.stem}-{one.number}-{one.id}{target.suffix}")
                made.append((target if stage else place, _issue(ws, work, meeting, one, order)))
        work.note(cases=len(meeting.graded), stages=[one.id for one in wanted])
    told = (*told_of(copy for _, copies in made for copy in copies), *_to_read(meeting, wanted))
    return Done(value=write_sets(made), changed=frozenset({Topic.PAPERS, Topic.AUDIT}), told=told)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Meeting:
    """A meeting with its cases: ``graded`` are those that are printed, ``releases`` how each was let go, by version.

    ``carried`` are the actions of earlier meetings, which the first document tells.
    """

    row: MeetingRow
    cases: Mapping[RoundCaseRow, PanelCase]
    graded: Mapping[RoundCaseRow, PanelCase]
    stages: tuple[PackStage, ...]
    releases: Mapping[int, ReleaseRow]
    carried: tuple[CarriedAction, ...]


def _read(ws: Workspace, session: Session, round_id: int) -> _Meeting:
    """AppError where there is nothing to print, or somebody has still to read and release a case."""
    row, cases = meeting_row(session, round_id), _cases(session, round_id)
    _refuse_unreleased(cases.values())
    graded = {key: case for key, case in cases.items() if case.released and not case.set_aside}
    if not graded:
        raise AppError("No case of this meeting is to be graded any more.", "There is nothing to print for a panel.")
    return _Meeting(
        row=row,
        cases=cases,
        graded=graded,
        stages=_stages(list(graded.values())),
        releases=newest_releases(session, [key.version_id for key in graded]),
        carried=panel_actions(ws, session, row),
    )


def _to_read(meeting: _Meeting, made: Iterable[PackStage]) -> tuple[str, ...]:
    """What the coordinator has yet to read of what was made."""
    if not meeting.carried or all(stage.number > 1 for stage in made):
        return ()
    actions = count_of(len(meeting.carried), "action")
    return (_WORDS.say("carried.made", title=_WORDS.say("carried.title"), actions=actions),)


def _cases(session: Session, round_id: int) -> dict[RoundCaseRow, PanelCase]:
    rows = case_rows(session, round_id)
    found = panel_cases(session, rows)
    return {row: found[row.id] for row in rows}


def _refuse_unreleased(cases: Iterable[PanelCase]) -> None:
    """One that a person picked may be left out; of those drawn none goes missing without a reason of the plan."""
    waiting = [case.number for case in cases if case.drawn and not case.released and not case.set_aside]
    if waiting:
        are = "is not released yet" if len(waiting) == 1 else "are not released yet"
        raise AppError(
            f"{_named(waiting)} {are}: no volunteer may read what nobody has read and let go.",
            "A coordinator reads and releases them under Releases, or withholds them with a reason of the plan.",
        )


def _stages(cases: Sequence[PanelCase]) -> tuple[PackStage, ...]:
    """The stages that any of some cases goes through; where kinds differ, in the order of the longest."""
    schemes = sorted((case.blank.scheme for case in cases), key=lambda scheme: -len(scheme.stages))
    there = {stage for case in cases for stage in case.stages}
    labels: dict[str, str] = {}
    for stage in (stage for scheme in schemes for stage in scheme.stages if stage.id in there):
        labels.setdefault(stage.id, say(stage.label))
    return tuple(PackStage(id=name, label=label, number=at) for at, (name, label) in enumerate(labels.items(), 1))


def _wanted(stages: Sequence[PackStage], stage: str) -> tuple[PackStage, ...]:
    found = tuple(one for one in stages if not stage or one.id == stage)
    if not found:
        known = ", ".join(one.id for one in stages)
        raise AppError(f"This meeting’s cases have no stage “{stage}”.", f"Choose one of: {known}.")
    return found


def _issue(ws: Workspace, work: Work, meeting: _Meeting, stage: PackStage, order: PaperOrder) -> tuple[Made, ...]:
    """One document, in the order of the whole."""
    shown = [row.version_id for row, case in meeting.graded.items() if stage.id in case.stages]
    order = replace(order, part=stage.id, releases=tuple(meeting.releases[version].id for version in shown))
    return issue_papers(ws, work, order, lambda issue: _pack(ws, work.session, meeting, stage, issue))


def pack_shapes(ws: Workspace, session: Session, round_id: int, issue: Issue) -> tuple[PanelPack, ...]:
    """The documents of a meeting's pack as they would be made now. AppError when they could not be."""
    meeting = _read(ws, session, round_id)
    return tuple(_pack(ws, session, meeting, stage, issue) for stage in meeting.stages)


def _pack(ws: Workspace, session: Session, meeting: _Meeting, stage: PackStage, issue: Issue) -> PanelPack:
    row, first = meeting.row, stage.number == 1
    text = session.get(MeetingTextRow, row.round_id)
    forms = [(case.blank.scheme, case.blank.scheme.form(case.blank.form)) for case in meeting.graded.values()]
    return PanelPack(
        issue=issue,
        force=load_library(ws.force).force.name,
        panel=row.panel,
        area=area_label(ws, row.area),
        held_on=day_words(row.held_on),
        stage=stage,
        of=len(meeting.stages),
        after="" if first else meeting.stages[stage.number - 2].label,
        warning=(text.warning if text is not None else "") or "",
        terms=row.terms,
        police_vote=row.police_vote,
        forms=tuple(dict.fromkeys(f"{say(scheme.label)}: {say(form.label)}" for scheme, form in forms)),
        law=tuple(dict.fromkeys(say(scheme.law) for scheme, _ in forms)),
        minutes=sum(form.minutes for _, form in forms),
        draws=panel_draws(session, meeting.cases, tuple(one.id for one in meeting.stages[: stage.number])),
        carried=meeting.carried if first else (),
        left_out=_left_out(meeting, stage),
        cases=case_pages(session, meeting.graded, stage.id, force=ws.force),
    )


def _left_out(meeting: _Meeting, stage: PackStage) -> tuple[str, ...]:
    """The cases that have no page in a document, and why, in sentences."""
    gone = [case.number for key, case in meeting.cases.items() if key not in meeting.graded]
    without = [case.number for case in meeting.graded.values() if stage.id not in case.stages]
    told = ((gone, "left_out.gone"), (without, "left_out.without"))
    return tuple(_WORDS.say(entry, cases=_named(numbers), stage=stage.label) for numbers, entry in told if numbers)


def _named(numbers: Sequence[int]) -> str:
    listed = ", ".join(map(str, numbers))
    return f"Case {listed}" if len(numbers) == 1 else f"Cases {listed}"
