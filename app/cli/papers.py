"""The papers of a draw, before it and after it: ``frame notice`` and ``certificate``."""

from argparse import Namespace
from dataclasses import replace

from app.cli.command import Answer, Commands, UsageError, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.services import notices, papers
from app.services.workspace import Workspace


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    certificate = commands.add_parser("certificate", help="write the certificate of a draw: tagged PDF, to give away")
    certificate.add_argument("draw", metavar="DRAW", help="like D1")
    certificate.add_argument("--out", required=True, metavar="FILE.pdf")
    add_paper_options(certificate)
    certificate.set_defaults(run=_certificate)


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
        files = papers.write_certificate(ws, draw_id=draw_id, file=out, how=how_of(options)).value
    return papers_written("certificate", "certificate", files)


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
    files = papers.write_notice(ws, frame_id=frame_id, file=out, how=how_of(options)).value
    return papers_written("notice", "seal notice", files)
