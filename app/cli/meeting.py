"""``meeting plan | create | list | show | member | attend | open | break | resume | spread | next | close | ...``."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer, Commands, count, day, number, workspace_of
from app.cli.round import draws_of
from app.cli.seats import add_case, add_round, add_seat, meeting_case, round_of, seat_of
from app.cli.spread import spread_answer
from app.core.errors import AppError
from app.core.shapes.meetings import MeetingCase, MeetingListing, MeetingPlan, MeetingView, Member, Presence, Workload
from app.core.words import count_of
from app.services.panels import meetings, panel_views
from app.services.workspace import Workspace

_PERSON = re.compile("[Pp][0-9]{1,9}").fullmatch
_STATES = {"planned": "not open yet", "open": "open", "break": "in a break", "closed": "closed"}
_MEMBER = "like “Ama Boateng;community” or “P3;community;chair” of the list of people"


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("meeting", help="a panel's meeting: set up, attended, opened, seen, closed")
    actions = group.add_subparsers(
        dest="action", required=True, metavar="plan|create|list|show|member|attend|open|break|resume|spread|next|close"
    )
    _add_setting_up(actions)
    actions.add_parser("list", help="every meeting, the newest first").set_defaults(run=_list)
    _of_one(actions, "show", "a meeting: its seats, its cases, what is missing", _show)
    member = _of_one(actions, "member", "give a further member a seat", _member)
    member.add_argument("--member", required=True, metavar="NAME;FROM[;chair]", help=_MEMBER)
    attend = _of_one(actions, "attend", "mark whether a member is there", _attend)
    add_seat(attend, required=True)
    marks = attend.add_mutually_exclusive_group(required=True)
    for presence, told in (
        (Presence.PRESENT, "they are there, and may grade"),
        (Presence.ABSENT, "they did not come"),
        (Presence.LEFT, "they went: what they locked stands"),
    ):
        marks.add_argument(f"--{presence.value}", dest="presence", action="store_const", const=presence, help=told)
    attend.add_argument("--declared", action="store_true", help="they said yes to the terms and to confidentiality")
    _of_one(actions, "open", "open it: every case is released, and somebody who chairs is there", _open)
    _of_one(actions, "break", "a break: nothing is shown or agreed, forms may be typed in", _break)
    _of_one(actions, "resume", "go on after a break", _resume)
    _of_one(actions, "close", "close it: what was said stands; it says what is still missing", _close)
    spread = actions.add_parser("spread", help="how grades of a case spread, once all are in; answers stand from then")
    add_case(spread)
    spread.add_argument("--stage", default="", metavar="ID", help="one that was seen before; else the open one")
    spread.set_defaults(run=_spread)
    further = _of_one(actions, "next", "open the next stage for everyone", _next)
    which = further.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", metavar="N", help="of this case")
    which.add_argument("--all", action="store_true", help="of every case that is ready for it")
    erase = _of_one(actions, "erase-name", "blank a name that was typed for a seat; what it graded stays", _erase)
    add_seat(erase, required=True)


def _add_setting_up(actions: Commands) -> None:
    plan = actions.add_parser("plan", help="whether so many cases fit the time; nothing is kept")
    plan.add_argument("--seats", required=True, metavar="N", help="how many would grade")
    plan.set_defaults(run=_plan)
    create = actions.add_parser("create", help="set up a meeting over draws on a panel's form")
    create.add_argument("--panel", required=True, metavar="NAME", help="like “Custody scrutiny panel”")
    create.add_argument("--area", default="", metavar="LPU", help="its code; without it, the whole force")
    create.add_argument("--day", required=True, metavar="DAY", help="like 2025-07-10")
    create.add_argument(
        "--member", action="append", required=True, metavar="NAME;FROM[;chair]", help=f"each of them, {_MEMBER}"
    )
    create.add_argument("--terms", required=True, metavar="T", help="the terms of reference, by name and date")
    create.add_argument("--police-vote", action="store_true", help="those terms let members of the police vote")
    create.add_argument("--warning", default="", metavar="T", help="what members are warned of before they read")
    create.set_defaults(run=_create)
    for parser in (plan, create):
        parser.add_argument("--draw", required=True, metavar="D1[,D2]", help="the draws that it grades, in that order")
        parser.add_argument("--minutes", default="90", metavar="N", help="for grading, breaks apart: 90")


def _of_one(actions: Commands, name: str, told: str, run: Any) -> ArgumentParser:
    made: ArgumentParser = actions.add_parser(name, help=told)
    add_round(made)
    made.set_defaults(run=run)
    return made


# ------------------------------------------------------------------ setting up
def _plan(options: Namespace) -> Answer:
    draws, seats, minutes = draws_of(options.draw), count(options.seats, "--seats"), count(options.minutes, "--minutes")
    with workspace_of(options) as ws:
        found = meetings.plan_workload(ws, draws, seats, minutes)
    return Answer(data=asdict(found), lines=tuple(_load_lines(found)))


def _create(options: Namespace) -> Answer:
    plan = MeetingPlan(
        panel=options.panel,
        area=options.area,
        held_on=day(options.day, "--day"),
        draws=draws_of(options.draw),
        members=tuple(_named(text) for text in options.member),
        terms=options.terms,
        police_vote=options.police_vote,
        minutes=count(options.minutes, "--minutes"),
        warning=options.warning,
    )
    with workspace_of(options) as ws:
        return _answer(meetings.set_up_meeting(ws, plan).value)


def _named(text: str) -> Member:
    name, *more = (part.strip() for part in text.split(";"))
    if not (1 <= len(more) <= 2) or more[1:] not in ([], ["chair"]):
        raise AppError(f"--member: “{text}” is no member.", "Write it like “Ama Boateng;community;chair”.")
    person = number(name, "P", "person") if _PERSON(name) else None
    return Member(name="" if person else name, affiliation=more[0], chairs=len(more) > 1, person_id=person)


# ------------------------------------------------------------------ running it
def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = meetings.list_meetings(ws)
    lines = (count_of(len(found), "meeting"), *map(_listing_line, found))
    return Answer(data={"meetings": [_listing_data(one) for one in found]}, lines=lines)


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.read_meeting(ws, round_of(options)))


def _member(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.add_member(ws, round_id=round_of(options), member=_named(options.member)).value)


def _attend(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        view = meetings.mark_presence(
            ws, round_id=round_of(options), seat_id=_seat(ws, options), presence=options.presence,
            declared=options.declared,
        ).value  # fmt: skip
    return _answer(view)


def _open(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.open_meeting(ws, round_id=round_of(options)).value)


def _break(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.take_break(ws, round_id=round_of(options)).value)


def _resume(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.go_on(ws, round_id=round_of(options)).value)


def _close(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.close_meeting(ws, round_id=round_of(options)).value)


def _spread(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        case_id = meeting_case(ws, options)
        found = panel_views.show_spread(ws, round_id=round_of(options), case_id=case_id, stage=options.stage).value
    return spread_answer(found)


def _next(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        if options.all:
            return _answer(panel_views.open_stage_everywhere(ws, round_id=round_of(options)).value)
        case_id = meeting_case(ws, options)
        return _answer(panel_views.open_next_stage(ws, round_id=round_of(options), case_id=case_id).value)


def _erase(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        return _answer(meetings.erase_seat_name(ws, round_id=round_of(options), seat_id=_seat(ws, options)).value)


def _seat(ws: Workspace, options: Namespace) -> int:
    return seat_of(ws, options) or 0


# ------------------------------------------------------------------ what is told
def _answer(view: MeetingView) -> Answer:
    return Answer(data=_data(view), lines=tuple(_lines(view)))


def _data(view: MeetingView) -> dict[str, Any]:
    told = {name: value for name, value in asdict(view).items() if name != "round_id"}
    return {
        "meeting": f"R{view.round_id}",
        **told,
        "held_on": view.held_on.isoformat(),
        "state": view.state.value,
        "seats": [_without(asdict(seat), "seat_id") | {"presence": seat.presence.value} for seat in view.seats],
        "cases": [_without(asdict(case), "case_id") for case in view.cases],
    }


def _without(told: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key != name}


def _lines(view: MeetingView) -> Iterator[str]:
    area = f", {view.area_label}" if view.area_label else ""
    yield f"R{view.round_id}  {view.label}{area}: {_STATES[view.state.value]}"
    yield f"  {view.terms}; the police {'vote' if view.police_vote else 'do not vote'} on the panel’s view"
    if view.warning:
        yield f"  Warning to members: {view.warning}"
    yield from (f"  {line}" for line in _load_lines(view.workload))
    for seat in view.seats:
        marks = ", ".join(
            filter(None, (seat.affiliation_label, "chair" if seat.chairs else "", seat.presence.value))
        )  # fmt: skip
        yield f"  Seat {seat.number}  {seat.name or '(no name)'} ({marks}): {count_of(seat.done, 'case')} in"
    yield from (f"  {_case_line(case)}" for case in view.cases)
    yield from (f"  Missing: {text}" for text in view.missing)


def _case_line(case: MeetingCase) -> str:
    head = f"Case {case.number}  {case.kind_label}, {case.form_label}, code {case.token[:8]}"
    if case.set_aside:
        return f"{head}: set aside"
    seats = case.seats
    states = ((seats.locked, "locked"), (seats.passed, "passed"), (seats.conflict, "conflict"),
              (seats.absent, "absent"), (seats.waiting, "still to come"))  # fmt: skip
    told = ", ".join(f"{count} {word}" for count, word in states if count)
    seen = f"; seen, {case.agreed} of {case.to_agree} agreed" if case.spread_seen else ""
    released = "" if case.released else "; not released"
    return f"{head}: {case.stage_label or 'finished'}: {told}{seen}{released}"


def _load_lines(load: Workload) -> Iterator[str]:
    yield load.sentence
    if load.warning:
        yield load.warning


def _listing_data(one: MeetingListing) -> dict[str, Any]:
    told = _without(asdict(one), "round_id")
    return {"meeting": f"R{one.round_id}", **told, "state": one.state.value, "held_on": one.held_on.isoformat()}


def _listing_line(one: MeetingListing) -> str:
    finished = f"{one.finished:,} of {count_of(one.cases, 'case')} finished"
    return f"R{one.round_id}  {one.label}: {_STATES[one.state.value]}, {finished}, {count_of(one.seats, 'seat')}"
