"""Where a workspace may live: on a disk of this machine, and nowhere that is shared or synced.

SQLite's write-ahead log needs shared memory and honest locks; network file systems give neither, and a syncing client
copies the file half-written. Backups and exports may go to such places: the live file may not.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from app.core.errors import AppError

_NETWORK_TYPES = frozenset(
    "nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs afpfs afs ncpfs webdav davfs fuse.sshfs fuse.davfs2 fuse.rclone".split()
)
_SYNCED_STARTS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "box sync", "pcloud")
_SYNCED_NAMES = frozenset({"mobile documents", "cloudstorage", "com~apple~clouddocs"})
_SYNCED_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def check_place(folder: Path, *, local: Path, environ: Mapping[str, str] = os.environ) -> None:
    """Refuse a folder on a network drive or in a synced folder.

    Args:
        folder: where the workspace would be; it need not exist.
        local: a folder to propose instead.
        environ: the environment, for the places that syncing clients name there.

    Raises:
        AppError: the folder is shared or synced; the sentence proposes a local one.
    """
    place = folder.expanduser().absolute()
    places = {place, place.resolve()}  # a link may lead into either
    if any(is_network(path) for path in places):
        raise AppError("A workspace cannot live on a network drive: answers could be lost.", f"Use {local} instead.")
    if any(is_synced(path, environ) for path in places):
        raise AppError(
            "A workspace cannot live in a synced folder: the copy could be half-written, and leave this machine.",
            f"Use {local} instead.",
        )


def is_synced(place: Path, environ: Mapping[str, str]) -> bool:
    """Whether some client (OneDrive, Dropbox, iCloud ...) copies this folder elsewhere, judged by its path."""
    roots = [Path(environ[name]) for name in _SYNCED_VARIABLES if environ.get(name)] + [Path.home() / "Box"]
    if any(place.is_relative_to(root) for root in roots):
        return True
    names = [part.casefold() for part in place.parts]
    return any(name.startswith(_SYNCED_STARTS) or name in _SYNCED_NAMES for name in names)


def is_network(place: Path) -> bool:
    """Whether this folder is on another machine's disk."""
    if str(place).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _windows_drive_is_remote(place)
    return _mount_type(place, _mounts()) in _NETWORK_TYPES


def _windows_drive_is_remote(place: Path) -> bool:
    import ctypes

    remote = 4  # DRIVE_REMOTE of GetDriveTypeW
    return ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == remote  # type: ignore[attr-defined]


def _mounts() -> list[tuple[str, str]]:
    """Mount points with the type of their file system."""
    table = Path("/proc/self/mounts")
    if table.exists():
        rows = [line.split() for line in table.read_text(encoding="utf-8", errors="replace").splitlines()]
        return [(_unescaped(row[1]), row[2]) for row in rows if len(row) > 2]
    return parse_mac_mounts(subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout)


def _unescaped(point: str) -> str:
    """A mount point as Linux writes it: a space is ``\\040``."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def parse_mac_mounts(output: str) -> list[tuple[str, str]]:
    """Mount points and types from what macOS's ``mount`` prints: ``//u@host/s on /Volumes/s (smbfs, nodev)``."""
    found: list[tuple[str, str]] = []
    for line in output.splitlines():
        left, _, options = line.rpartition(" (")
        _, _, point = left.partition(" on ")
        if point:
            found.append((point, options.partition(",")[0].rstrip(")")))
    return found


def _mount_type(place: Path, mounts: list[tuple[str, str]]) -> str:
    around = [(len(point), at, kind) for at, (point, kind) in enumerate(mounts) if place.is_relative_to(point)]
    return max(around)[2] if around else ""  # of two on one point, the later covers the other
