"""What the window remembers for this person on this computer: theme, text size, the last workspace's folder."""

import contextlib
import json
from pathlib import Path

import platformdirs

from app.ui.theme import SCALES, ThemeName

_APP = "scrutiny-panel"


class Remembered:
    """A small JSON file in the person's own settings folder. A damaged one is as good as none."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or platformdirs.user_config_path(_APP, appauthor=False) / "window.json"
        self._kept: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError):
            read = json.loads(self._file.read_text(encoding="utf-8"))
            self._kept = {str(key): str(value) for key, value in read.items()} if isinstance(read, dict) else {}

    @property
    def theme(self) -> ThemeName:
        """The chosen theme; the computer's own until one was chosen."""
        with contextlib.suppress(ValueError):
            return ThemeName(self._kept.get("theme", ThemeName.SYSTEM.value))
        return ThemeName.SYSTEM

    @property
    def scale(self) -> int:
        """The chosen text size in per cent."""
        text = self._kept.get("scale", "100")
        return int(text) if text.isdigit() and int(text) in SCALES else 100

    @property
    def last_folder(self) -> Path | None:
        """The workspace opened last, if any."""
        text = self._kept.get("last_folder", "")
        return Path(text) if text else None

    def has_practised(self, seat: str) -> bool:
        """Whether the practice case was offered at this seat and taken or declined."""
        return seat in self._kept.get("practised", "").split()

    def keep_practised(self, seat: str) -> None:
        """Remember that it was; a seat is a workspace's id and a number, never a name."""
        if not self.has_practised(seat):
            self.keep(practised=f"{self._kept.get('practised', '')} {seat}".strip())

    def keep(self, **values: str) -> None:
        """Remember these from now on. A disk that refuses costs a preference, nothing more."""
        self._kept.update(values)
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(self._kept, indent=1), encoding="utf-8")
