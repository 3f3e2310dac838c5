"""The launcher: ``python -m app ...`` sets up what is missing, then starts.

It needs the standard library only. In a checkout it makes a ``.venv`` beside ``app/``, has pip put in
exactly the packages of a lock file (``resources/locks``), and starts that Python with the same words. In an
installed copy it starts at once. It is written so that a Python too old to run the rest can still read it and
say so; whatever can be foreseen to go wrong is said in plain words, with what to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

OLDEST, TOO_NEW = (3, 11), (3, 15)
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RESOURCES = os.path.join(HERE, "_resources")  # inside a wheel; else beside app/, in a checkout or frozen bundle
RESOURCES = RESOURCES if os.path.isdir(RESOURCES) else os.path.join(ROOT, "resources")
LOCKS = ("base", "window", "test", "bench")  # each holds all of the one before it, in the same versions
MARK = "scrutiny-panel.txt"  # stands in a .venv that this program made: a line for each lock in place
UNFINISHED = "unfinished"  # stands in the mark while something is being put in
LINUX = sys.platform.startswith("linux")

# What pip says (a pattern) -> what to do about it. The first that is found counts.
MEANINGS = {
    "DO NOT MATCH THE HASHES": "A package is not the one that was pinned. If it stays so, tell who runs the mirror.",
    "No space left|not enough space": "The disk is full. Make room, then start again.",
    "[Cc]onnect|timed out|Temporary failure|CERTIFICATE|Proxy|resolve": "The package index was not reached. Check"
    " the network, or the proxy set for pip; or give a folder that holds the packages: --wheels DIR",
    "No matching distribution": "A package was not found for this computer. It takes 64-bit Python on Windows 10, macOS"
    " 13 or Linux of 2022 (or later), and an index or a --wheels DIR that has every package of the lock.",
    "WinError|Permission denied": "A file is in use or may not be written. Close Scrutiny Panel, then start again.",
    "": "Start again. If it is the same, check the network, or give a folder that holds the packages: --wheels DIR",
}


class Trouble(Exception):
    """Something foreseeable: what happened, and what to do about it."""


def say(words: str) -> None:
    """Tell the person; stdout is kept for results."""
    print(words, file=sys.stderr, flush=True)


def take_wheels(argv: list[str]) -> tuple[list[str], str | None]:
    """The arguments without ``--wheels DIR``, and DIR."""
    rest, folder, words = [], None, iter(argv)
    for word in words:
        option, _, value = word.partition("=")
        if option == "--wheels":
            folder = value or next(words, "")
        else:
            rest.append(word)
    if folder is not None and not os.path.isdir(folder):
        raise Trouble(f"--wheels: '{folder}' is not a folder.", "Give the folder that holds the packages.")
    return rest, folder


def wants_window(argv: list[str]) -> bool:
    """Whether no command is given: nothing at all, or only the workspace to open."""
    rest = list(argv)
    while rest and rest[0].partition("=")[0] == "--workspace":
        del rest[: 1 if "=" in rest[0] else 2]
    return not rest


def has_display() -> bool:
    """Whether there is a screen to show a window on."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo_shows_window(argv: list[str]) -> bool:
    """Whether this is a ``demo`` that ends in the window."""
    quiet = {"--no-window", "--help", "-h"}
    return argv[:1] == ["demo"] and not quiet.intersection(argv) and has_display()


def lock_for(argv: list[str]) -> str:
    """The smallest lock that the command needs."""
    if argv[:1] in (["test"], ["bench"]):
        return argv[0]
    return "window" if wants_window(argv) or demo_shows_window(argv) else "base"


def check_python() -> None:
    """Refuse a Python that the packages do not fit."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise Trouble(
            f"Scrutiny Panel needs Python 3.11 to 3.14; this is {sys.version.split()[0]}.",
            "Start it with one of those: `py -3.12 -m app` on Windows, `python3.12 -m app` elsewhere.",
        )


def lock_path(name: str) -> str:
    """A file of ``resources/locks``."""
    return os.path.join(RESOURCES, "locks", name + ".txt")


def system_needs(*kinds: str) -> list[tuple[str, str, str]]:
    """The rows of ``system.txt`` for these kinds of need: Debian's name, what is looked for, Fedora's name."""
    with open(lock_path("system"), encoding="utf-8") as table:
        rows = [line.split() for line in table if line.strip() and not line.startswith("#")]
    return [(debian, looked_for, fedora) for debian, kind, looked_for, fedora in rows if kind in kinds]


def loads(library: str) -> bool:
    """Whether the system's loader finds this library."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def check_libraries(shown: bool) -> None:
    """Name every system library that Qt would miss; Qt itself blames one, and often the wrong one."""
    if not shown:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not LINUX:
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not platform and not has_display():
        raise Trouble(
            "There is no screen here to show the window on.",
            "Start it from a desktop, or use a command that needs none: `python3 -m app --help` lists them.",
        )
    real = platform.startswith("xcb") or not (platform or os.environ.get("WAYLAND_DISPLAY"))
    gone = [row for row in system_needs("window", *(["x11"] if real else [])) if not loads(row[1])]
    if gone:
        debian, libraries, fedora = (" ".join(dict.fromkeys(column)) for column in zip(*gone, strict=True))
        raise Trouble(
            f"These system libraries are missing: {libraries}.",
            "Install them, then start again.\n"
            f"  Debian, Ubuntu:  sudo apt-get install -y --no-install-recommends {debian}\n"
            f"  Fedora:          sudo dnf install -y {fedora}",
        )


class Setup:
    """The ``.venv`` of this checkout and what is in it."""

    def __init__(self) -> None:
        self.folder = os.path.abspath(os.environ.get("SCRUTINY_VENV") or os.path.join(ROOT, ".venv"))
        inside = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        self.python = os.path.join(self.folder, *inside)
        self.mark = os.path.join(self.folder, MARK)
        self.origin = f"made by {sys.implementation.cache_tag} of {sys.base_prefix}"
        self.inside = os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def stamp(self, lock: str) -> str:
        """What the mark says of a lock that is in place: its name, and the hash of its text and the Python."""
        with open(lock_path(lock), "rb") as file:
            return f"{lock} {hashlib.sha256(file.read() + self.origin.encode()).hexdigest()}"

    def read_mark(self) -> list[str]:
        """The lines of the mark; a folder without one was not made by this program."""
        if not (os.path.isfile(self.mark) and os.path.exists(self.python)):
            return [UNFINISHED]
        with open(self.mark, encoding="utf-8") as file:
            return file.read().splitlines()

    def write_mark(self, *lines: str) -> None:
        """Set what the mark says, whole or not at all."""
        with open(self.mark + ".new", "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in (self.origin, *lines)))
        os.replace(self.mark + ".new", self.mark)

    def satisfied(self) -> list[str]:
        """The stamps of the mark that are true today."""
        kept = self.read_mark()
        return [stamp for stamp in map(self.stamp, LOCKS) if stamp in kept]

    def ready(self, lock: str) -> bool:
        """Whether this lock, or one that holds it, is in place."""
        enough = LOCKS[LOCKS.index(lock) :]
        return any(stamp.split()[0] in enough for stamp in self.satisfied())

    def bring_up(self, lock: str, wheels: str | None) -> None:
        """Make the ``.venv`` ready for a lock. What stood before a failure still stands after it."""
        with only_one(self.folder + ".lock"):
            if self.ready(lock):
                return
            say(f"Setting up (once): the packages of {lock}.txt into {self.folder}")
            mark = self.read_mark()
            new = UNFINISHED in mark or self.origin not in mark
            try:
                if new:
                    self.make()
                self.install(lock, wheels)
            except BaseException:
                if new:
                    self.remove()
                raise

    def make(self) -> None:
        """A new, empty ``.venv``, marked as ours before anything else is in it."""
        if not all(map(find_spec, ("venv", "ensurepip"))):
            raise Trouble(
                "This Python cannot make a virtual environment.",
                "On Debian or Ubuntu: sudo apt-get install -y python3-venv",
            )
        self.remove()
        os.makedirs(self.folder, exist_ok=True)
        if os.listdir(self.folder):
            raise Trouble(
                f"'{self.folder}' is there already and was not made by Scrutiny Panel.",
                "Move it away, or set SCRUTINY_VENV to a folder of its own.",
            )
        self.write_mark(UNFINISHED)
        run_quietly([sys.executable, "-I", "-m", "venv", self.folder])

    def install(self, lock: str, wheels: str | None) -> None:
        """Have pip put in what the lock pins, and nothing else."""
        command = [self.python, "-I", "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]
        command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", lock_path(lock)]
        command += ["--no-index", "--find-links", wheels] if wheels else []
        before = self.satisfied()
        self.write_mark(UNFINISHED, *before)  # stays if we are killed: then all is made anew
        try:
            run_quietly(command)
        except Trouble:
            self.write_mark(*before)  # pip has put back what there was
            raise
        self.write_mark(*before, self.stamp(lock))

    def remove(self) -> None:
        """Take away a ``.venv`` of ours; never a folder that this program did not make."""
        import shutil

        if os.path.isfile(self.mark):
            os.rename(self.folder, self.folder + ".old")  # at one stroke: half a folder would have no mark
        shutil.rmtree(self.folder + ".old", ignore_errors=True)

    def hand_over(self, argv: list[str]) -> int:
        """Go on in the Python of the ``.venv``, with the same words."""
        command = [self.python, HERE, *argv]
        if os.name != "nt":
            os.execv(self.python, command)  # noqa: S606 - the same words, in our own Python
        import subprocess

        child = subprocess.Popen(command)
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the child hears Ctrl+C too, and decides
                return child.wait()


def run_quietly(command: list[str]) -> None:
    """Run a step of the set-up; its own words are shown only if it fails."""
    import re
    import subprocess

    env = dict(os.environ, PIP_USER="0")
    pipe = subprocess.PIPE
    done = subprocess.run(command, env=env, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, errors="replace")
    if done.returncode:
        say(done.stdout.strip())
        meaning = next(fix for sign, fix in MEANINGS.items() if re.search(sign, done.stdout))
        if os.name == "nt":
            meaning += "\nIf the path is long, or in OneDrive, set SCRUTINY_VENV to a short folder elsewhere."
        raise Trouble("The set-up did not finish; nothing outside its own folder was changed.", meaning)


@contextlib.contextmanager
def only_one(path: str):
    """Hold the lock file while a set-up runs; other starts wait. The system lets go of it if we die."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "ab") as file:
        if not grab(file, wait=False):
            say("Another start is setting up; waiting for it.")
            while not grab(file, wait=True):
                pass
        yield


def grab(file, wait: bool) -> bool:
    """Lock the file against other processes; False where another has it (Windows waits ten seconds at most)."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as held:
        if os.name != "nt" and not isinstance(held, BlockingIOError):
            raise
        return False
    return True


def plainly(step: Callable[[list[str]], int], argv: list[str]) -> int:
    """Take a step; trouble is said in plain words, and with ``--json`` as the one object on stdout too."""
    try:
        check_python()
        return step(argv)
    except (Trouble, KeyboardInterrupt) as end:
        told = end.args if isinstance(end, Trouble) else ("Stopped.", "Nothing of the unfinished step was kept.")
    say("\n".join(told))
    if "--json" in argv:
        import json

        print(json.dumps(dict(zip(("refused", "fix"), told, strict=True))))
    return 1


def run_tests(argv: list[str]) -> int:
    """Every check of the source tree (``test``), or its speed beside that of others (``bench``)."""
    if not os.path.isfile(os.path.join(ROOT, "tests", "check.py")):
        raise Trouble("The tests are not part of an installed copy.", "Run them in a checkout of the source.")
    check_libraries(shown=False)
    return import_module("tests.check" if argv[0] == "test" else "tests.bench.run").main(argv[1:])


def run_window(argv: list[str], workspace: str | None = None, passphrase: str | None = None) -> int:
    """The window, once the system has what Qt needs."""
    check_libraries(shown=True)
    from app.ui.start import run

    return run(argv, workspace=workspace, passphrase=passphrase)


def run_demo(argv: list[str]) -> int:
    """The main job on practice data; then the window on it, where there is a screen."""
    from app.cli.demo import run

    done = run(argv[1:])
    if done.exit_code or not (done.workspace and demo_shows_window(argv)):
        return done.exit_code
    try:
        return run_window([], workspace=done.workspace, passphrase=done.passphrase)
    except Trouble as trouble:  # the demo itself is done
        say("\n".join(trouble.args))
        return 0


def dispatch(argv: list[str]) -> int:
    """The one place that chooses between the two doors."""
    if argv[:1] in (["test"], ["bench"]):
        return run_tests(argv)
    if argv[:1] == ["demo"]:
        return run_demo(argv)
    if wants_window(argv):
        return run_window(argv)
    from app.cli.entry import main as batch

    return batch(argv)


def set_up(setup: Setup, argv: list[str], wheels: str | None) -> None:
    """Set up what the command needs; a window that could not be shown is refused before anything is fetched."""
    lock = lock_for(argv)
    if lock in ("test", "bench") or wants_window(argv):
        check_libraries(shown=lock == "window")
    try:
        setup.bring_up(lock, wheels)
    except OSError as fault:
        fix = "Set SCRUTINY_VENV to a folder that you may write to, on a disk with room."
        raise Trouble(f"The set-up did not finish: {fault}.", fix) from fault


def launch(argv: list[str]) -> int:
    """In a checkout, set up what the command needs and go on in its ``.venv``; else start at once."""
    argv, wheels = take_wheels(argv)
    if not os.path.isfile(os.path.join(ROOT, "pyproject.toml")):
        return dispatch(argv)
    setup = Setup()
    ready = setup.ready(lock_for(argv))
    if not ready:
        set_up(setup, argv, wheels)
    return dispatch(argv) if ready and setup.inside else setup.hand_over(argv)


def start(argv: list[str] | None = None) -> int:
    """The console script ``scrutiny-panel``: start, with no set-up at all."""
    return plainly(dispatch, sys.argv[1:] if argv is None else argv)


def main(argv: list[str]) -> int:
    """``python -m app``."""
    return plainly(launch, argv)


if __name__ == "__main__":
    if not __package__:  # started as `python path/to/app`, which works from any folder
        sys.path[0] = ROOT
    sys.exit(main(sys.argv[1:]))
