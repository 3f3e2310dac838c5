"""``feedback ROUND CASE``: what to tell the officer, drafted from your own finished sheet; what is kept, as a page."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, count, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.errors import AppError
from app.services.grading import feedback
from app.services.papers import feedback_sheets
from app.services.workspace import Workspace


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    command = commands.add_parser("feedback", help="feedback to the officer of a case, drafted from your sheet")
    command.add_argument("round", metavar="ROUND", help="like R1")
    command.add_argument("case", metavar="CASE", help="the case's number in the round's queue, like 5")
    text = command.add_mutually_exclusive_group()
    text.add_argument("--file", metavar="FILE.txt", help="keep this text instead of the draft")
    text.add_argument("--keep", action="store_true", help="keep the draft as it is")
    text.add_argument("--not-needed", action="store_true", help="say that this case needs none")
    text.add_argument("--out", metavar="FILE.pdf", help="write what is kept as a page for the officer")
    add_paper_options(command)
    command.set_defaults(run=_feedback)


def _feedback(options: Namespace) -> Answer:
    round_id, case = number(options.round, "R", "round"), count(options.case, "CASE")
    text = _text(options.file) if options.file else ""
    with workspace_of(options) as ws:
        if options.out:
            return _sheet(ws, options, round_id, case)
        if options.not_needed:
            feedback.skip_feedback(ws, round_id=round_id, case_number=case)
            data = {"round": f"R{round_id}", "case": case, "state": "not_needed"}
            return Answer(data=data, lines=(f"Case {case} needs no feedback.",))
        found = feedback.read_feedback(ws, round_id=round_id, case_number=case)
        if options.keep or options.file:
            text = text or found.draft
            found = feedback.write_feedback(ws, round_id=round_id, case_number=case, text=text).value
    state = found.standing if found.stale or found.taken_away or not found.kept else "Kept."
    data = {**asdict(found), "round": f"R{round_id}", "case": case}
    return Answer(data=data, lines=(*found.text.splitlines(), "", state))


def _sheet(ws: Workspace, options: Namespace, round_id: int, case: int) -> Answer:
    out = path_of(options.out, "--out")
    done = feedback_sheets.write_feedback_sheet(ws, round_id=round_id, case_number=case, file=out, how=how_of(options))
    return papers_written("feedback", "feedback sheet", done)


def _text(file: str) -> str:
    try:
        text = path_of(file, "--file").read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError(f"{file} cannot be read as text.", "Check its name; it must be plain text, in UTF-8.") from error
    if not text.strip():
        raise AppError(f"{file} is empty.", "Write the feedback into it, or keep the draft with --keep.")
    return text
