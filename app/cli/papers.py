"""Papers: ``frame notice`` and ``certificate`` make those of a draw, ``papers`` is about all that were issued."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from app.cli.command import DONE, FAILED, Answer, Commands, UsageError, number, path_of, workspace_of, written
from app.cli.paper_options import add_paper_options, how_of, papers_written, with_told
from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.shapes.papers import PaperListing, PaperMatch, PaperState, PrintSize
from app.core.words import count_of
from app.services.papers import draw_papers, issued, notices, paper_checks, reissuing
from app.services.workspace import Workspace


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    certificate = commands.add_parser("certificate", help="write the certificate of a draw: tagged PDF, to give away")
    certificate.add_argument("draw", metavar="DRAW", help="like D1")
    certificate.add_argument("--out", required=True, metavar="FILE.pdf")
    add_paper_options(certificate)
    certificate.set_defaults(run=_certificate)
    _add_papers(commands)


def add_notice(actions: Commands) -> None:
    """Add ``notice`` to the actions on a list."""
    notice = actions.add_parser("notice", help="write the seal notice of a list that waits for its seed")
    notice.add_argument("frame", metavar="FRAME", help="like F1")
    notice.add_argument("--out", metavar="FILE.pdf")
    notice.add_argument("--text", action="store_true", help="show the same as a message to send")
    add_paper_options(notice)
    notice.set_defaults(run=_notice)


def _certificate(options: Namespace) -> Answer:
    draw_id = number(options.draw, "D", "draw")
    out = path_of(options.out, "--out")
    with workspace_of(options) as ws:
        done = draw_papers.write_certificate(ws, draw_id=draw_id, file=out, how=how_of(options))
    return papers_written("certificate", "certificate", done)


def _notice(options: Namespace) -> Answer:
    if not (options.out or options.text):
        raise UsageError("Missing, one of: --out --text")
    frame_id = number(options.frame, "F", "sealed list")
    with workspace_of(options) as ws:
        paper = _paper(ws, frame_id, options) if options.out else Answer(data={}, lines=())
        if not options.text:
            return paper
        seal = notices.read_seal(ws, frame_id)
    told = {"seal": seal.seal, "plan": seal.plan, "message": seal.message}
    return replace(paper, data={**paper.data, **told}, lines=(*paper.lines, *seal.message.splitlines()))


def _paper(ws: Workspace, frame_id: int, options: Namespace) -> Answer:
    out = path_of(options.out, "--out")
    done = draw_papers.write_notice(ws, frame_id=frame_id, file=out, how=how_of(options))
    return papers_written("notice", "seal notice", done)


# ------------------------------------------------------------------ what was issued
_ACTIONS = "list|recall|returned|destroyed|out|erase-names|erase|check|again"


def _add_papers(commands: Commands) -> None:
    group = commands.add_parser("papers", help="the papers that were issued: who has each copy, is this one of ours?")
    parts = group.add_subparsers(dest="action", required=True, metavar=_ACTIONS)
    listing = parts.add_parser("list", help="every copy of every paper, and how it stands")
    listing.add_argument("--out-only", action="store_true", help="only those that somebody may still hold")
    listing.add_argument("--of", metavar="R1|D1", help="only those of a round or of a draw")
    listing.set_defaults(run=_list)
    recall = _step(parts, "recall", PaperState.RECALLED, "ask copies back; they stay out until they are here")
    recall.add_argument("--why", required=True, metavar="T", help="kept where it can be erased")
    for name, state, told in (
        ("returned", PaperState.RETURNED, "copies came back"),
        ("destroyed", PaperState.DESTROYED, "copies were destroyed"),
    ):
        _step(parts, name, state, told).add_argument("--why", default="", metavar="T", help="anything to note")
    out = _step(parts, "out", PaperState.OUT, "copies are out after all: they were marked by mistake")
    out.add_argument("--why", required=True, metavar="T", help="kept where it can be erased")
    erase = parts.add_parser("erase-names", help="erase for whom copies are and what was noted of them; the rest stays")
    erase.add_argument("papers", metavar="PAPER", nargs="+", help="like P12")
    erase.set_defaults(run=_erase_names)
    whole = parts.add_parser(
        "erase", help="erase what papers say, with all copies made in one go; that they were stays"
    )
    whole.add_argument("papers", metavar="PAPER", nargs="+", help="like P12")
    whole.set_defaults(run=_erase)
    check = parts.add_parser("check", help="is this file one of our papers, and does its audit head stand in our log?")
    check.add_argument("file", metavar="FILE")
    check.set_defaults(run=_check)
    again = parts.add_parser("again", help="write a copy that was issued once more, with the number it has")
    again.add_argument("paper", metavar="PAPER", help="like P12")
    again.add_argument("--out", required=True, metavar="FILE.pdf")
    again.set_defaults(run=_again)


def _step(parts: Commands, name: str, state: PaperState, told: str) -> ArgumentParser:
    step: ArgumentParser = parts.add_parser(name, help=told)
    step.add_argument("papers", metavar="PAPER", nargs="+", help="like P12")
    step.set_defaults(run=partial(_take_step, state))
    return step


def _list(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = issued.list_papers(ws, out_only=options.out_only, **_only(options.of))
    out = sum(paper.still_out for paper in found)
    lines = (*map(_line, found), f"{count_of(len(found), 'copy', 'copies')}, {out:,} of them still out")
    return Answer(data={"papers": [_data(paper) for paper in found], "out": out}, lines=lines)


def _only(of: str | None) -> dict[str, int]:
    """What ``--of`` names: a round or a draw."""
    if of is None:
        return {}
    return {"round_id": number(of, "R", "round")} if of[:1] in "Rr" else {"draw_id": number(of, "D", "draw")}


def _take_step(state: PaperState, options: Namespace) -> Answer:
    ids = [_id(name) for name in options.papers]
    with workspace_of(options) as ws:
        found = [issued.step_paper(ws, paper_id=one, state=state, note=options.why).value for one in ids]
    return Answer(data={"papers": [_data(paper) for paper in found]}, lines=tuple(map(_line, found)))


def _erase_names(options: Namespace) -> Answer:
    ids = [_id(name) for name in options.papers]
    with workspace_of(options) as ws:
        found = [issued.erase_names(ws, paper_id=one).value for one in ids]
    return Answer(data={"papers": [_data(paper) for paper in found]}, lines=tuple(map(_line, found)))


def _erase(options: Namespace) -> Answer:
    ids = [_id(name) for name in options.papers]
    with workspace_of(options) as ws:
        found = [issued.erase_paper(ws, paper_id=one).value for one in ids]
    return Answer(data={"papers": [_data(paper) for paper in found]}, lines=tuple(map(_line, found)))


def _check(options: Namespace) -> Answer:
    file = path_of(options.file, "FILE")
    with workspace_of(options) as ws:
        found = paper_checks.check_file(ws, file)
    ours = found.match in (PaperMatch.EXACT, PaperMatch.AGAIN) and found.head_stands is not False
    data = {
        "ours": ours,
        "match": found.match.value,
        "paper": _data(found.paper) if found.paper else None,
        "entry": found.entry or None,
        "head_stands": found.head_stands,
        "told": list(found.told),
    }
    return Answer(data=data, lines=found.told, code=DONE if ours else FAILED)


def _again(options: Namespace) -> Answer:
    out = path_of(options.out, "--out")
    with workspace_of(options) as ws:
        done = reissuing.save_paper(ws, paper_id=_id(options.paper), file=out)
        answer = written("file", done.value.listing.number, str(ws.place_for(out)))
    opened = done.value
    told = {**answer.data, "paper": _data(opened.listing), "same": opened.same}
    return with_told(Answer(data=told, lines=(*answer.lines, *filter(None, (opened.told,)))), done)


def _id(text: str) -> int:
    return number(text, "P", "paper")


def _data(paper: PaperListing) -> dict[str, Any]:
    steps = [{**asdict(step), "state": step.state.value} for step in paper.steps]
    can = [state.value for state in paper.can]
    told = {"size": paper.size.value, "state": paper.state.value, "still_out": paper.still_out}
    return {**asdict(paper), **told, "steps": steps, "can": can}


def _line(paper: PaperListing) -> str:
    made = day_words(local(from_text(paper.made_at)))
    large = f", {paper.size.value} point" if paper.size is not PrintSize.NORMAL else ""
    whom = f", for {paper.recipient}" if paper.recipient else ""
    recalled = "; holds words that do not stand any more" if paper.recalled_words else ""
    erased = "; what it said was erased" if paper.erased else ""
    return f"{paper.name}  {paper.number}{large}{whom}, made {made}: {paper.state_told}{recalled}{erased}"
