"""``audit verify``."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import DONE, FAILED, Answer, Commands, workspace_of
from app.core.shapes.workspaces import AuditResult
from app.core.words import count_of
from app.services.audits import verify_audit


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("audit", help="the log of who did and looked at what")
    actions = group.add_subparsers(dest="action", required=True, metavar="verify")
    verify = actions.add_parser("verify", help="walk the chain from its start")
    verify.add_argument("--head", metavar="HASH", help="a head hash from a paper: does it stand in this chain?")
    verify.set_defaults(run=_verify)


def _verify(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        result = verify_audit(ws, head=options.head)
    lines = [*result.problems, f"{count_of(result.entries, 'entry', 'entries')}, head {result.head}"]
    if result.head_found:
        lines.append("The head you gave stands in this chain.")
    lines.append(_verdict(result))
    return Answer(
        data={"ok": not result.problems, **asdict(result)},
        lines=tuple(lines),
        code=FAILED if result.problems else DONE,
    )


def _verdict(result: AuditResult) -> str:
    if not result.problems:
        return "The chain holds."
    if result.head_found is False and len(result.problems) == 1:
        return "The chain itself is whole, but the head you gave does not stand in it."
    return "The chain does not hold."
