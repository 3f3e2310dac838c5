"""How much memory a run holds, the processes that it begins among them."""

import threading
from pathlib import Path
from typing import Self

_OURS = Path("/proc/self")
_EVERY = 0.05


class Held:
    """The most memory, in MB, that this process and those it began held together while it was open, by Linux's account.

    It looks twenty times a second; what processes share counts once, each has its part of it.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self.most = 0
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            began = [number for task in _OURS.glob("task/*/children") for number in _text(task).split()]
            held = sum(map(_held, [_OURS, *(Path("/proc", number) for number in began)]))
            self.most = max(self.most, held // 1024)


def _held(process: Path) -> int:
    """The memory that a process holds, with its part of what it shares, in kB; 0 when it has ended."""
    lines = _text(process / "smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
