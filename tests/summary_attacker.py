"""An attacker who has nothing but a published summary: reads its plain text, writes down what it says as sums, solves.

It shares no code with the program but the words of the paper. For every hidden count it finds all values that fit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_ASKED = re.compile(r"A question about (?:all )?([0-9,]+)(?: of the [0-9,]+)? cases?\.")
_COUNT = re.compile(r"  (.+): (fewer than ([0-9,]+)|([0-9,]+) to ([0-9,]+)|([0-9,]+))")
_FEW = re.compile(r"In these tables “fewer than ([0-9]+)” means ([0-9]+) to ([0-9]+)\.")
_NONE = re.compile("No case got: (.+)[.]")
_NUMBER = re.compile("[0-9][0-9,]*")


@dataclass
class Seen:
    """A question as it was published.

    ``counts`` holds what each count may be by what is said of it alone, and ``hidden`` those that are not told exactly;
    ``said`` the least and the most that the paper names; ``sentences`` all that is said beside them.
    """

    text: str
    asked: int | None = None
    counts: dict[str, range] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    said: dict[str, tuple[int, int]] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether anything but how many were asked is told."""
        return bool(self.counts)

    def possible(self) -> dict[str, set[int]]:
        """Every value of every count in all ways in which the counts add up to the cases that were asked about."""
        assert self.asked is not None
        return {
            label: {value for value in values if self.asked - value in _sums(self.counts, label, self.asked)}
            for label, values in self.counts.items()
        }

    def numbers(self) -> set[int]:
        """Every number in what is said beside the counts."""
        return {_number(one) for line in self.sentences for one in _NUMBER.findall(line)}


def _sums(counts: dict[str, range], but: str, most: int) -> set[int]:
    """Every sum, up to a most, that all counts but one can have."""
    sums = {0}
    for label, values in counts.items():
        if label != but:
            sums = {whole for whole in (part + value for part in sums for value in values) if whole <= most}
    return sums


def read_text(text: str) -> list[Seen]:
    """Every question of a summary's plain text, in order."""
    lines, found, few = text.splitlines(), list[Seen](), range(0)
    for at, line in enumerate(lines):
        if told := _FEW.match(line):
            few = range(int(told[2]), int(told[3]) + 1)
        if _begins(lines, at):
            found.append(_question(line, list(_block(lines[at + 1 :])), few))
    return found


def _begins(lines: Sequence[str], at: int) -> bool:
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return bool(_ASKED.fullmatch(after)) or after.startswith(("Not shown:", "It was asked about none"))


def _block(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line:
            return
        yield line


def _question(text: str, block: Sequence[str], few: range) -> Seen:
    seen = Seen(text=text)
    for line in block:
        if told := _ASKED.fullmatch(line):
            seen.asked = _number(told[1])
        elif told := _COUNT.fullmatch(line):
            _count(seen, told, few)
        elif told := _NONE.fullmatch(line):
            seen.counts |= {label.strip("“”"): range(1) for label in told[1].split("; ")}
        else:
            seen.sentences.append(line)
    return seen


def _count(seen: Seen, told: re.Match[str], few: range) -> None:
    label = told[1]
    if told[6]:
        exact = _number(told[6])
        seen.counts[label] = range(exact, exact + 1)
        return
    assert seen.asked is not None
    seen.hidden.append(label)
    if told[3]:
        assert _number(told[3]) == few.stop
        seen.counts[label], seen.said[label] = few, (few.start, few.stop - 1)
    else:  # what the rule says of it: it is not small
        seen.counts[label], seen.said[label] = range(few.stop, seen.asked + 1), (_number(told[4]), _number(told[5]))


def _number(text: str) -> int:
    return int(text.replace(",", ""))
