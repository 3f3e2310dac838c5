"""Which papers must come back, because they hold words of a case whose release was taken back."""

from collections.abc import Callable
from typing import Final

from app.core.shapes.releases import ReleaseCase
from app.core.words import count_of
from app.ui.kit.message_bar import MessageBar

_NAMED: Final = 3
_FIX: Final = "Ask for them back, and say in Papers when they are here or destroyed."


def tell_still_out(bar: MessageBar, case: ReleaseCase, to_papers: Callable[[], None]) -> None:
    """Name the papers that hold what was taken back and that somebody may still have; nothing where there are none.

    A button leads to them.
    """
    if not case.still_out:
        bar.clear()
        return
    named, more = ", ".join(case.still_out[:_NAMED]), len(case.still_out) - _NAMED
    rest = f" and {more} more" if more > 0 else ""
    bar.show_message("warn", f"Still out, with words that do not stand any more: {named}{rest}.", _FIX, to_papers)
    bar.retry_button.setText("Go to Papers")
    bar.retry_button.setAccessibleName("Go to Papers")


def taken_back(case: ReleaseCase) -> str:
    """What taking a release back leaves; the papers are named above the text, which a low window may not show."""
    if not case.still_out:
        return "No volunteer sees it."
    return f"Still out: {count_of(len(case.still_out), 'paper')} with its words."
