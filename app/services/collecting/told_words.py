"""The words of a file that must be told of, as they are kept with its import: in one erasable column, by field.

What no list has stands under its field; what could not be read under the field and what became of it, with a colon
between them, which no field's name holds.
"""

from collections.abc import Iterator, Mapping

from app.core.shapes.workspaces import UnreadValue
from app.intake.dealing import Tally

Told = Mapping[str, Mapping[str, int]]


def words_kept(tally: Tally) -> dict[str, dict[str, int]]:
    """What is kept of the words that were seen on the way."""
    found = {name: dict(words) for name, words in tally.unknown.items()}
    for one in unread_values(tally):
        found.setdefault(f"{one.field}:{one.became}", {})[one.value] = one.count
    return found


def unread_values(tally: Tally) -> tuple[UnreadValue, ...]:
    """What could not be read, the commonest of each field first."""
    return tuple(
        UnreadValue(field=name, value=value, became=became, count=count)
        for name, counts in tally.unread.items()
        for (value, became), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def unknown_kept(kept: Told) -> Iterator[tuple[str, str, int]]:
    """Of what was kept: field, value and count of the words that no list has."""
    for name, words in kept.items():
        if ":" not in name:
            yield from ((name, value, count) for value, count in words.items())


def unread_kept(kept: Told) -> Iterator[UnreadValue]:
    """Of what was kept: what could not be read."""
    for place, words in kept.items():
        name, _, became = place.partition(":")
        if became:
            yield from (
                UnreadValue(field=name, value=value, became=became, count=count) for value, count in words.items()
            )
