"""``pack DRAW``: a line manager's pack. ``pack MEETING``: a panel's, one document a stage."""

from argparse import Namespace

from app.cli.command import Answer, Commands, UsageError, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.services.papers import draw_papers, panel_packs


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    pack = commands.add_parser("pack", help="write the pack of a draw (not redacted), or of a panel's meeting")
    pack.add_argument("of", metavar="MEETING-or-DRAW", help="a meeting like R3, or a draw like D1")
    pack.add_argument("--out", required=True, metavar="FILE.pdf", help="of a meeting each stage has: FILE-1-record.pdf")
    pack.add_argument("--stage", metavar="S", help="of a meeting: the one stage to write, by its id, as FILE.pdf")
    add_paper_options(pack)
    pack.set_defaults(run=_pack)


def _pack(options: Namespace) -> Answer:
    if options.of[:1].upper() == "R":
        return _panel_pack(options)
    if options.stage is not None:
        raise UsageError("--stage is for the pack of a meeting")
    draw_id = number(options.of, "D", "draw")
    out, how = path_of(options.out, "--out"), how_of(options)
    with workspace_of(options) as ws:
        done = draw_papers.write_pack(ws, draw_id=draw_id, file=out, how=how)
    return papers_written("pack", "pack (not redacted: not for volunteers)", done)


def _panel_pack(options: Namespace) -> Answer:
    round_id = number(options.of, "R", "meeting")
    out, how, stage = path_of(options.out, "--out"), how_of(options), options.stage or ""
    with workspace_of(options) as ws:
        done = panel_packs.write_panel_pack(ws, round_id=round_id, file=out, stage=stage, how=how)
    return papers_written("pack", "pack of the panel, from what was released", done)
