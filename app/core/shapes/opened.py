"""One case of a sealed list, opened for an auditor."""

from dataclasses import dataclass

from app.core.shapes.sheets import LaterRows


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedCase:
    """What proves that one case is in a sealed list, and opens no other (DESIGN 3.2).

    The code is the SHA-256 of the text ``salt:key_digest:content``; ``key_digest`` is the SHA-256 of ``key``, and
    ``content`` that of ``sealed_text``: all that graders can ever be shown of the case, as it was sealed.
    """

    frame_id: int
    seal: str
    kind_label: str
    sealed_at: str
    token: str
    stratum: str
    salt: str
    key: str
    key_digest: str
    content: str
    sealed_text: str
    proven: bool
    """Whether the code comes out again from what the store holds: the words are those that were sealed."""
    erased: bool
    """A text of it was erased since by law: then the code cannot come out again, and nobody changed a word."""
    reference: str
    later: tuple[LaterRows, ...]
    """What the case says other today than it was sealed with, field by field; none: the same."""
