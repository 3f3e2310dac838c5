"""The standing sentences of papers, from ``resources/wording``: headings, instructions, what stands beside a code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.core.resources import root
from app.core.words import say


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((root() / "wording" / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one paper in one language.

    Attributes:
        paper: the file's name, such as ``pack``.
        language: English where a sentence is not there in it.
    """

    paper: str
    language: str = "en"

    def say(self, entry: str, /, **values: object) -> str:
        """A sentence by its place, ``section.name``, with values filled in.

        Raises:
            KeyError: the file has no such entry.
        """
        return say(self._entry(entry), self.language).format(**values)

    def lines(self, entry: str) -> list[str]:
        """Several sentences that stand under one another."""
        texts = self._entry(entry)
        return texts.get(self.language) or texts["en"]

    def _entry(self, entry: str) -> Any:
        section, name = entry.split(".")
        return _file(self.paper)[section][name]
