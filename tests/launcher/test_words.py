"""What the launcher makes of its arguments and of the system: no set-up is made here."""

import ast
import json
import subprocess
import sys
from types import ModuleType, SimpleNamespace

import pytest

from app import __main__ as launcher
from tests.launcher.make_locks import ROOT


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch):
    """A Linux machine without a screen."""
    monkeypatch.setattr(launcher, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def plant(monkeypatch: pytest.MonkeyPatch, name: str, **names: object) -> None:
    """Stand in for a module of the app."""
    module = ModuleType(name)
    vars(module).update(names)
    monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.parametrize(
    ("words", "screen", "lock"),
    [
        ("", True, "window"),
        ("", False, "window"),
        ("--workspace W", False, "window"),
        ("--workspace=W", False, "window"),
        ("--workspace W import F", False, "base"),
        ("--help", True, "base"),
        ("test", False, "test"),
        ("test --all", True, "test"),
        ("bench import", True, "bench"),
        ("demo", True, "window"),
        ("demo", False, "base"),
        ("demo --no-window", True, "base"),
        ("demo --help", True, "base"),
        ("import F --kind stop_search", True, "base"),
    ],
)
def test_the_smallest_lock_that_a_command_needs(words, screen, lock, monkeypatch):
    if screen:
        monkeypatch.setenv("DISPLAY", ":0")
    assert launcher.lock_for(words.split()) == lock


def test_wheels_are_taken_out_wherever_they_stand(tmp_path):
    folder = str(tmp_path)
    assert launcher.take_wheels(["demo", "--wheels", folder, "--no-window"]) == (["demo", "--no-window"], folder)
    assert launcher.take_wheels([f"--wheels={folder}", "demo"]) == (["demo"], folder)
    assert launcher.take_wheels(["demo"]) == (["demo"], None)


@pytest.mark.parametrize("given", [["none"], []])
def test_a_wheels_folder_that_is_not_there_is_refused(given, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert launcher.main(["demo", "--json", "--wheels", *given]) == 1
    out, err = capsys.readouterr()
    assert set(json.loads(out)) == {"refused", "fix"}
    assert "is not a folder" in err


def test_ctrl_c_is_a_sentence_and_an_object(monkeypatch, capsys):
    def stop(argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(launcher, "dispatch", stop)
    assert launcher.start(["workspace", "info", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {"refused": "Stopped.", "fix": "Nothing of the unfinished step was kept."}
    assert err.startswith("Stopped.")
    assert launcher.start(["workspace", "info"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13), (3, 15, 0)])
def test_a_python_that_does_not_fit_is_told_so(version, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", version)
    assert launcher.main([]) == 1
    assert "needs Python 3.11 to 3.14" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_the_launcher(name):
    ast.parse((ROOT / "app" / name).read_text("utf-8"), feature_version=(3, 8))


def test_the_launcher_imports_little_and_only_the_standard_library():
    show = "import sys; before = set(sys.modules); import app.__main__; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", show], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded - {"app"} <= sys.stdlib_module_names
    assert not loaded & {"subprocess", "shutil", "ctypes", "json", "argparse", "pathlib"}


def test_missing_libraries_are_named_with_the_line_that_installs_them(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(launcher, "loads", lambda library: library not in ("libEGL.so.1", "libxcb-icccm.so.4"))
    with pytest.raises(launcher.Trouble) as caught:
        launcher.check_libraries(shown=True)
    what, fix = caught.value.args
    assert what == "These system libraries are missing: libEGL.so.1 libxcb-icccm.so.4."
    assert "sudo apt-get install -y --no-install-recommends libegl1 libxcb-icccm4\n" in fix
    assert fix.endswith("sudo dnf install -y libglvnd-egl xcb-util-wm")


def test_libraries_of_a_real_screen_are_asked_for_only_there(monkeypatch):
    asked = []
    monkeypatch.setattr(launcher, "loads", lambda library: asked.append(library) or True)
    launcher.check_libraries(shown=False)
    assert asked
    assert not [library for library in asked if "xcb" in library]
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    launcher.check_libraries(shown=True)
    assert "libxcb-cursor.so.0" in asked


def test_the_window_without_a_screen_is_one_sentence(capsys):
    assert launcher.start([]) == 1
    assert "There is no screen here" in capsys.readouterr().err


def test_no_other_command_looks_for_libraries(monkeypatch):
    monkeypatch.setattr(launcher, "check_libraries", lambda shown: pytest.fail("looked"))
    plant(monkeypatch, "app.cli.entry", main=lambda argv: len(argv))
    assert launcher.start(["audit", "verify"]) == 2


def test_a_python_that_cannot_make_a_venv_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setenv("SCRUTINY_VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(launcher, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(launcher.Trouble, match="sudo apt-get install -y python3-venv"):
        launcher.Setup().bring_up("base", None)
    assert not (tmp_path / "venv").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("SCRUTINY_VENV", str(tmp_path / "file" / "venv"))
    assert launcher.main(["audit", "verify"]) == 1
    assert "Set SCRUTINY_VENV to a folder that you may write to" in capsys.readouterr().err


# ------------------------------------------------------------------ the demo, then the window


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch):
    """Stand-ins for the demo and the window, on a machine with a screen."""
    opened = []
    done = SimpleNamespace(exit_code=0, workspace="W", passphrase="p")
    plant(monkeypatch, "app.cli.demo", run=lambda argv: done)
    plant(monkeypatch, "app.ui.start", run=lambda argv, **more: opened.append((argv, more)) or 0)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(launcher, "loads", lambda library: True)
    return SimpleNamespace(opened=opened, done=done)


def test_the_demo_ends_in_the_window_on_its_workspace(doors):
    assert launcher.start(["demo"]) == 0
    assert doors.opened == [([], {"workspace": "W", "passphrase": "p"})]


def test_a_demo_without_a_window_opens_none(doors, monkeypatch):
    assert launcher.start(["demo", "--no-window"]) == 0
    monkeypatch.delenv("DISPLAY")
    assert launcher.start(["demo"]) == 0
    assert doors.opened == []


def test_a_demo_that_failed_opens_no_window(doors):
    doors.done.exit_code = 1
    assert launcher.start(["demo"]) == 1
    assert doors.opened == []


def test_a_demo_whose_window_cannot_be_shown_has_still_succeeded(doors, monkeypatch, capsys):
    monkeypatch.setattr(launcher, "loads", lambda library: False)
    assert launcher.start(["demo"]) == 0
    assert doors.opened == []
    assert "sudo apt-get install" in capsys.readouterr().err
