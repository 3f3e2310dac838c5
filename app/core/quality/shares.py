"""A part of a whole, in words that promise no more than the numbers do."""


def share_words(count: int, of: int, base: int) -> str:
    """``3 of 12``; with a percentage once the whole is not below ``base``: ``221 of 312 (71%)``.

    A percentage is never rounded to none or all: it is "under 1%" and "over 99%" there.
    """
    if of < base or not of:
        return f"{count:,} of {of:,}"
    return f"{count:,} of {of:,} ({percent_words(count, of)})"


def percent_words(count: int, of: int) -> str:
    """A percentage in whole numbers, halves rounded up. ``of`` is not 0."""
    if 0 < count * 100 < of:
        return "under 1%"
    if of * 99 < count * 100 < of * 100:
        return "over 99%"
    return f"{(count * 200 + of) // (2 * of)}%"
