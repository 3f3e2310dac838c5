"""``redact``: what of a text may have to be covered. It needs no workspace, keeps nothing and changes nothing."""

from argparse import Namespace
from collections import Counter
from typing import Any

from app.cli.command import Answer, Commands, path_of
from app.core.redaction.findings import Finding
from app.core.words import count_of
from app.services.releasing import redacting


def add_commands(commands: Commands) -> None:
    """Add this command to the line."""
    redact = commands.add_parser("redact", help="find personal details and give-aways in a text; nothing is kept")
    redact.add_argument("file", metavar="FILE.txt", help="plain text, UTF-8")
    redact.add_argument("--names", metavar="FILE", help="names of the people of the record, one a line")
    redact.set_defaults(run=_redact)


def _redact(options: Namespace) -> Answer:
    names = path_of(options.names, "--names") if options.names else None
    found = redacting.find_in_file(path_of(options.file, "FILE.txt"), names)
    return Answer(data={"spans": [finding_data(finding) for finding in found]}, lines=_lines(found))


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as it is told: its places, kind, rule and certainty, and never its words."""
    return {
        "start": finding.start,
        "end": finding.end,
        "kind": finding.kind,
        "rule": finding.rule,
        "certainty": finding.certainty.word,
    }


def _lines(found: tuple[Finding, ...]) -> tuple[str, ...]:
    """Places and kinds; the words themselves are not told, for a terminal keeps what it shows."""
    counts = Counter(finding.kind for finding in found)
    total = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing"
    heading = f"{count_of(len(found), 'piece')} found: {total}. A person reads the text and decides."
    return (heading, *(f"  {one.start}-{one.end}  {one.kind}  {one.certainty.word}  ({one.rule})" for one in found))
