"""Write the four lock files again: ``python -m tests.launcher.make_locks [--upgrade]``.

Needs ``uv`` on the PATH. Pins already in a lock stay as they are unless ``--upgrade`` is given or
``pyproject.toml`` asks for something else. The whole set is solved first; the smaller locks are then
held to its versions, so a ``.venv`` can grow from one to the next without a package changing.
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMON = (
    "uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes"
    " --no-emit-index-url --no-annotate --no-header"
)
HELD = "--constraints resources/locks/bench.txt"
NO_QT = "--no-emit-package pyside6-essentials --no-emit-package shiboken6"
LOCKS = {
    "bench": ("everything that the benchmarks need, their peers among it", "--group test --group bench"),
    "test": ("everything that the tests need", f"{HELD} --group test"),
    "window": ("everything that the window needs", HELD),
    "base": ("every command but the window and the tests: no Qt", f"{HELD} {NO_QT}"),
}


def command(name: str) -> str:
    """The exact command that writes one lock."""
    return f"{COMMON} {LOCKS[name][1]} --output-file resources/locks/{name}.txt"


def header(name: str) -> str:
    """The comment at the head of one lock."""
    return (
        f"# Scrutiny Panel, {LOCKS[name][0]}. Every system in one file; each package by its SHA-256.\n"
        "# Made by `python -m tests.launcher.make_locks`, which runs:\n"
        f"# {command(name)}\n"
    )


def main(extra: list[str]) -> int:
    """Write the locks, the whole set first."""
    for name in LOCKS:
        subprocess.run([*command(name).split(), *extra], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        path = ROOT / "resources" / "locks" / f"{name}.txt"
        pins = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        path.write_text(header(name) + "\n".join(pins).strip() + "\n", "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
