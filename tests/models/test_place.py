"""Where a workspace may live: never on a network drive, never in a folder that is copied elsewhere."""

import os
from pathlib import Path, PureWindowsPath

import pytest

from app.core.errors import AppError
from app.models import place
from app.models.place import check_place, is_network, is_synced, parse_mac_mounts

LOCAL = Path("/home/reviewer/.local/share/scrutiny-panel/workspace")
SYNCED = [
    "/home/reviewer/OneDrive/panel",
    "/home/reviewer/OneDrive - Cheshire Constabulary/panel",
    "/home/reviewer/Dropbox/panel",
    "/home/reviewer/Dropbox (Personal)/panel",
    "/home/reviewer/Google Drive/panel",
    "/home/reviewer/GoogleDrive/panel",
    "/Users/reviewer/Library/Mobile Documents/com~apple~CloudDocs/panel",
    "/Users/reviewer/Library/CloudStorage/Box-Box/panel",
    "/Users/reviewer/iCloudDrive/panel",
    "/home/reviewer/Nextcloud/panel",
    "/home/reviewer/ONEDRIVE/deep/er/panel",
]
NOT_SYNCED = [
    "/home/reviewer/panel",
    "/home/reviewer/drive/panel",
    "/home/reviewer/my-onedrive-notes/panel",
    "/srv/boxes/panel",
    "/home/reviewer/.local/share/scrutiny-panel/practice",
]
MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//reviewer@fileserver._smb._tcp.local/Team%20Share on /Volumes/Team Share (smbfs, nodev, nosuid, mounted by reviewer)
fileserver:/export on /Volumes/home on (odd) (nfs)
/dev/disk5s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)
"""


@pytest.mark.parametrize("folder", SYNCED)
def test_synced_folders_are_known_by_their_path(folder: str):
    assert is_synced(Path(folder), {})


@pytest.mark.parametrize("folder", NOT_SYNCED)
def test_other_folders_are_not_taken_for_synced(folder: str):
    assert not is_synced(Path(folder), {})


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_what_a_syncing_client_names_in_the_environment_is_synced(name: str):
    assert is_synced(Path("/data/work/panel"), {name: "/data/work"})
    assert not is_synced(Path("/data/worker/panel"), {name: "/data/work"})
    assert not is_synced(Path("/data/work/panel"), {name: ""})


@pytest.mark.parametrize("unc", [r"\\server\share\panel", r"//server/share/panel"])
def test_a_windows_share_is_network(unc: str):
    assert is_network(PureWindowsPath(unc))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "davfs"])
def test_the_nearest_mount_decides(monkeypatch, kind: str):
    mounts = [("/", "ext4"), ("/mnt", kind), ("/mnt/stick", "vfat"), ("/mnt-local", "ext4")]
    monkeypatch.setattr(place, "_mounts", lambda: mounts)
    assert is_network(Path("/mnt/team/panel"))
    assert not is_network(Path("/mnt/stick/panel"))
    assert not is_network(Path("/mnt-local/panel"))
    assert not is_network(Path("/home/panel"))


@pytest.mark.parametrize(("under", "over", "network"), [("autofs", "nfs4", True), ("nfs4", "ext4", False)])
def test_of_two_mounts_on_one_point_the_later_counts(monkeypatch, under: str, over: str, network: bool):
    monkeypatch.setattr(place, "_mounts", lambda: [("/", "ext4"), ("/home", under), ("/home", over)])
    assert is_network(Path("/home/reviewer/panel")) is network


def test_the_mount_table_of_macos():
    assert parse_mac_mounts(MAC) == [
        ("/", "apfs"),
        ("/Volumes/Team Share", "smbfs"),
        ("/Volumes/home on (odd)", "nfs"),
        ("/Volumes/STICK", "msdos"),
    ]
    assert parse_mac_mounts("") == []


@pytest.mark.parametrize(("written", "meant"), [(r"/mnt/a\040b", "/mnt/a b"), (r"/mnt/a\011b\134c", "/mnt/a\tb\\c")])
def test_the_mount_table_of_linux_writes_spaces_as_numbers(written: str, meant: str):
    assert place._unescaped(written) == meant


def test_this_machines_own_table_has_a_root():
    assert "/" in [point for point, _ in place._mounts()]


def test_a_synced_folder_is_refused_and_a_local_one_proposed(tmp_path):
    with pytest.raises(AppError, match="synced folder") as refused:
        check_place(tmp_path / "OneDrive" / "panel", local=LOCAL)
    assert refused.value.fix == f"Use {LOCAL} instead."


def test_a_network_drive_is_refused_and_a_local_one_proposed(monkeypatch, tmp_path):
    monkeypatch.setattr(place, "_mounts", lambda: [("/", "nfs4")])
    with pytest.raises(AppError, match="network drive") as refused:
        check_place(tmp_path / "panel", local=LOCAL)
    assert refused.value.fix == f"Use {LOCAL} instead."


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(AppError, match="synced folder"):
        check_place(tmp_path / "plain" / "panel", local=LOCAL)


def test_the_environment_of_the_process_counts(monkeypatch, tmp_path):
    monkeypatch.setitem(os.environ, "OneDrive", str(tmp_path / "cloud"))
    with pytest.raises(AppError, match="synced folder"):
        check_place(tmp_path / "cloud" / "panel", local=LOCAL)


def test_an_ordinary_folder_will_do(tmp_path):
    assert check_place(tmp_path / "panel", local=LOCAL) is None
