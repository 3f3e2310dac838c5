"""What people wrote, as a paper of figures may hold it: looked through by the finder, and covered where it finds.

The finder may miss something: a paper that holds such words says that somebody reads it first.
"""

from collections.abc import Sequence

from app.core.redaction.bars import bar_found
from app.core.redaction.findings import BLIND, Finding
from app.core.redaction.spans import plain
from app.export.wording import Wording
from app.services.releasing.redacting import find_details

_WORDS = Wording("report")


class PaperWords:
    """The free words of one paper, and how many details in them were covered or left out.

    Args:
        names: of the people in its cases, as their records hold them.
    """

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._names = names
        self._any = False
        self._covered = 0

    def shown(self, text: str) -> str:
        """A text with words of the kind where a detail was found: ``[NAME]``."""
        return bar_found(text, self._found(text))

    def or_nothing(self, text: str) -> str:
        """A text in which no detail was found; else ""."""
        return "" if self._found(text) else text

    @property
    def read_first(self) -> tuple[str, ...]:
        """What the paper says of them; nothing where it holds none."""
        entry = "read_first.covered" if self._covered else "read_first.plain"
        return (_WORDS.say(entry),) if self._any else ()

    def _found(self, text: str) -> tuple[Finding, ...]:
        """What would point at people; what only gives a stage away does not, for all of them were held."""
        found = tuple(one for one in find_details(plain(text), self._names) if one.kind not in BLIND)
        self._any = self._any or bool(text.strip())
        self._covered += len(found)
        return found
