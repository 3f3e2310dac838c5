"""``workspace create | info | backup``."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, passphrase, path_of, workspace_of
from app.core.words import count_of
from app.services import workspaces


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("workspace", help="make a workspace, describe it, back it up")
    actions = group.add_subparsers(dest="action", required=True, metavar="create|info|backup")
    create = actions.add_parser("create", help="make a new encrypted workspace in DIR")
    create.add_argument("folder", metavar="DIR")
    create.add_argument("--practice", action="store_true", help="for practice data, for ever")
    create.set_defaults(run=_create)
    actions.add_parser("info", help="the workspace in numbers").set_defaults(run=_info)
    backup = actions.add_parser("backup", help="copy it, encrypted and checked, into FILE (a zip)")
    backup.add_argument("file", metavar="FILE")
    backup.set_defaults(run=_backup)


def _create(options: Namespace) -> Answer:
    ws, made = workspaces.create_workspace(
        path_of(options.folder, "DIR"), passphrase=passphrase(new=True), practice=options.practice
    )
    ws.close()
    sort = "practice workspace" if made.practice else "workspace"
    return Answer(
        data={"workspace": made.folder, "practice": made.practice, "recovery_key": made.recovery_key},
        lines=(
            f"Made an encrypted {sort} in {made.folder}",
            f"Recovery key, shown this once: {made.recovery_key}",
            "Write it down and keep it apart from this machine: it opens the workspace if the passphrase is lost.",
        ),
    )


def _info(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        info = workspaces.workspace_info(ws)
    records = ", ".join(f"{count:,} {kind}" for kind, count in info.records.items()) or "none yet"
    return Answer(
        data=asdict(info),
        lines=(
            f"{'Practice workspace' if info.practice else 'Workspace'} in {info.folder}, made {info.created_at}",
            f"Records: {records}",
            f"Sealed lists: {info.frames}   draws: {info.draws}   verdicts: {info.verdicts}",
            f"Audit chain: {count_of(info.audit_entries, 'entry', 'entries')}, head {info.audit_head}",
        ),
    )


def _backup(options: Namespace) -> Answer:
    file = path_of(options.file, "FILE")
    with workspace_of(options) as ws:
        made = workspaces.backup_workspace(ws, file).value
    return Answer(
        data=asdict(made),
        lines=(
            f"Backed up to {made.file}, opened again and checked: {count_of(made.records, 'record')}",
            f"SHA-256 {made.sha256}",
            f"Audit head {made.audit_head}",
        ),
    )
