"""``consensus set | show | erase``: what a panel agreed, stored beside its grades and never over them."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace

from app.cli.command import Answer, Commands, count, workspace_of
from app.cli.seats import add_case, add_round, meeting_case, round_of
from app.cli.spread import consensus_words, spread_answer
from app.core.shapes.meeting_outcomes import CaseOutcome
from app.core.shapes.meetings import Vote
from app.services.panels import meeting_outcomes, panel_views


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("consensus", help="what a panel agreed on its cases, with its votes")
    actions = group.add_subparsers(dest="action", required=True, metavar="set|show|erase")
    setting = actions.add_parser("set", help="set down the panel's view of a question; a newer one takes its place")
    add_case(setting)
    setting.add_argument("--question", required=True, metavar="Q", help="its code, like C5")
    what = setting.add_mutually_exclusive_group(required=True)
    what.add_argument("--answer", metavar="A", help="its key, as `meeting spread` shows it, or its words")
    what.add_argument("--not-agreed", action="store_true", help="the panel did not agree")
    setting.add_argument("--for", dest="votes_for", required=True, metavar="N", help="votes for it")
    setting.add_argument("--against", required=True, metavar="N", help="votes against it")
    setting.add_argument("--abstained", default="0", metavar="N")
    setting.add_argument(
        "--minority", default="", metavar="T", help="what those wish to have said who saw it otherwise"
    )
    setting.set_defaults(run=_set)
    show = actions.add_parser("show", help="what the panel agreed, case by case")
    add_round(show)
    show.set_defaults(run=_show)
    erase = actions.add_parser("erase", help="blank what was said by those who saw a question otherwise")
    add_case(erase)
    erase.add_argument("--question", required=True, metavar="Q", help="its code, like C5")
    erase.set_defaults(run=_erase)


def _set(options: Namespace) -> Answer:
    vote = Vote(
        question=options.question,
        choice="",
        votes_for=count(options.votes_for, "--for"),
        votes_against=count(options.against, "--against"),
        votes_abstained=count(options.abstained, "--abstained"),
        minority=options.minority,
    )
    with workspace_of(options) as ws:
        place = {"round_id": round_of(options), "case_id": meeting_case(ws, options)}
        if not options.not_agreed:
            named = panel_views.answer_named(ws, **place, question=options.question, named=options.answer)
            vote = replace(vote, choice=named)
        return spread_answer(panel_views.set_consensus(ws, **place, votes=[vote]).value)


def _show(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        found = meeting_outcomes.meeting_outcomes(ws, round_of(options))
    data = {
        "meeting": f"R{round_of(options)}",
        "cases": [
            {
                "case": one.number,
                "facts": one.facts,
                "set_aside": one.set_aside,
                "views": [{"text": text, **asdict(view)} for text, view in one.views],
            }
            for one in found
        ],
    }
    return Answer(data=data, lines=tuple(line for one in found for line in _lines(one)))


def _erase(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        case_id = meeting_case(ws, options)
        return spread_answer(
            panel_views.erase_minority(
                ws, round_id=round_of(options), case_id=case_id, question=options.question
            ).value
        )  # fmt: skip


def _lines(one: CaseOutcome) -> Iterator[str]:
    aside = ", set aside" if one.set_aside else ""
    yield f"Case {one.number}  {one.facts}{aside}"
    yield from (f"  {text} {consensus_words(view)}" for text, view in one.views)
    if not (one.views or one.set_aside):
        yield "  The panel has set down no view yet"
