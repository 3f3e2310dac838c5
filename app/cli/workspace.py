"""``workspace create | info | backup | passphrase``."""

from argparse import Namespace
from dataclasses import asdict

from app.cli.command import Answer, Commands, new_passphrase, passphrase, path_of, workspace_of
from app.core.words import count_of
from app.core.workflow.rights import role_words
from app.services import passphrases, workspaces


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("workspace", help="make a workspace, describe it, back it up, change your passphrase")
    actions = group.add_subparsers(dest="action", required=True, metavar="create|info|backup|passphrase")
    create = actions.add_parser("create", help="make a new encrypted workspace in DIR")
    create.add_argument("folder", metavar="DIR")
    create.add_argument("--practice", action="store_true", help="for practice data, for ever")
    create.add_argument(
        "--role", metavar="ROLE", default="line_manager", help="line_manager (as a rule) or coordinator"
    )
    create.set_defaults(run=_create)
    actions.add_parser("info", help="the workspace in numbers").set_defaults(run=_info)
    backup = actions.add_parser("backup", help="copy it, encrypted and checked, into FILE (a zip)")
    backup.add_argument("file", metavar="FILE")
    backup.set_defaults(run=_backup)
    change = actions.add_parser("passphrase", help="change your own, to SCRUTINY_NEW_PASSPHRASE or what is asked for")
    change.set_defaults(run=_passphrase)


def _create(options: Namespace) -> Answer:
    ws, made = workspaces.create_workspace(
        path_of(options.folder, "DIR"),
        passphrase=passphrase(new=True),
        practice=options.practice,
        role=options.role,
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
            f"Opened by {info.name or 'you'}, {role_words(info.actor)}",
            f"{'Practice workspace' if info.practice else 'Workspace'} in {info.folder}, made {info.created_at}",
            f"Records: {records}",
            f"Sealed lists: {info.frames}   draws: {info.draws}   verdicts: {info.verdicts}",
            f"Audit chain: {count_of(info.audit_entries, 'entry', 'entries')}, head {info.audit_head}",
        ),
    )


def _passphrase(options: Namespace) -> Answer:
    with workspace_of(options) as ws:
        passphrases.change_passphrase(ws, passphrase(), new_passphrase())
        info = workspaces.workspace_info(ws)
    return Answer(
        data={"changed": True, "role": info.actor, "name": info.name},
        lines=(f"Changed the passphrase of {info.name or 'you'}, {role_words(info.actor)}: the old one opens no more",),
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
