"""Where in a text a pattern may begin: at the words that its rule names, so that it need not be tried everywhere.

A text is read once, as runs of letters and runs of figures. A rule names some of them, one of which stands among the
first of whatever it finds; the pattern is then tried there only. That finds what a search of the whole text would.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

_RUN = re.compile(r"[^\W\d_]+|\d+")
_LONGEST = 32
"""Runs of more figures are all as good as this long."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Anchor:
    """What a pattern is tried at. One is only itself: it is looked up often, and its words are many.

    Attributes:
        near: runs of a text in small letters: ``word``; ``#`` for figures, ``#4`` for four of them, ``#5+`` for five or
            more, ``0#`` for some that begin with a nought; ``a#4`` for letters with four figures right behind them;
            ``^`` for a capital by itself.
        reach: how many runs may stand before that one in what is found.
        lead: how many marks may stand before its first run.
    """

    near: tuple[str, ...]
    reach: int = 0
    lead: int = 0


class Anchors:
    """Finds for each of some anchors where to try, in one reading of a text."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        """Of anchors; one that several patterns share is looked for once."""
        self._all = tuple(dict.fromkeys(anchors))
        self._words: dict[str, list[int]] = {}
        self._figures: list[list[int]] = [[] for _ in range(_LONGEST + 1)]
        self._behind: list[list[int]] = [[] for _ in range(_LONGEST + 1)]
        for which, anchor in enumerate(self._all):
            for key in anchor.near:
                self._add(key, which)

    def _add(self, key: str, which: int) -> None:
        before, figures, behind = key.partition("#")
        if not figures or before.isdigit():
            self._words.setdefault(key, []).append(which)
            return
        least = int(behind.removesuffix("+") or 1)
        most = least if behind.isdigit() else _LONGEST
        for length in range(least, most + 1):
            (self._behind if before else self._figures)[length].append(which)

    def met(self, text: str, lower: str) -> Iterator[tuple[Anchor, Callable[[], Sequence[int]]]]:
        """Each anchor that a text has, with what works out the places to try, in order.

        Args:
            text: any.
            lower: the same in small letters, letter for letter.
        """
        words = self._words
        met: defaultdict[int, list[int]] = defaultdict(list)
        starts: list[int] = []
        for at, found in enumerate(_RUN.finditer(lower)):
            run, start = found[0], found.start()
            starts.append(start)
            if run in words:
                for which in words[run]:
                    met[which].append(at)
            if run[0].isdigit():
                self._number(at, run, text[start - 1 : start].isalpha(), met)
            elif len(run) == 1 and text[start].isupper():
                for which in words.get("^", ()):
                    met[which].append(at)
        for which, ats in met.items():
            yield self._all[which], partial(_places, self._all[which], ats, starts)

    def _number(self, at: int, run: str, joined: bool, met: defaultdict[int, list[int]]) -> None:
        """Note the anchors of figures: of their number, of the first, of letters right before them."""
        length = min(len(run), _LONGEST)
        for which in self._figures[length]:
            met[which].append(at)
        for which in self._words.get(f"{run[0]}#", ()):
            met[which].append(at)
        if joined:
            for which in self._behind[length]:
                met[which].append(at - 1)


def _places(anchor: Anchor, ats: Sequence[int], starts: Sequence[int]) -> Sequence[int]:
    """The places of the runs that were met, of those so many before each, and of the marks before these; in order."""
    reach, lead = anchor.reach, anchor.lead
    if reach and len(ats) == 1:
        ats = range(max(0, ats[0] - reach), ats[0] + 1)
    elif reach:
        ats = sorted({n for at in ats for n in range(max(0, at - reach), at + 1)})
    places = [starts[at] for at in ats]
    if lead:
        places = sorted({n for place in places for n in range(max(0, place - lead), place + 1)})
    return places


def small(text: str) -> str:
    """A text in small letters, letter for letter: a capital that would become two stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
