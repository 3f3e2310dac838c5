"""Cases by their public codes, which a person may shorten to an unambiguous beginning."""

import re
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.errors import AppError
from app.models.frames import DrawCaseRow, FrameCaseRow

LEAST = 6
"""So many characters at least: fewer are a slip of the finger away from another case."""

_WHOLE = 64
_HEX = re.compile("[0-9a-f]+").fullmatch


def case_of_frame(session: Session, frame_id: int, text: str) -> FrameCaseRow:
    """The case of a sealed list by its code, or by a beginning of it.

    Raises:
        AppError: it is no code, no case of the list has it, or more than one begins like it.
    """
    wanted = _beginning(frame_id, text)
    return _only(session.scalars(wanted.limit(2)).all(), text, f"the list F{frame_id}")


def case_of_draw(session: Session, draw_id: int, frame_id: int, text: str) -> FrameCaseRow:
    """The case that a draw picked, or holds in reserve, by its code or by a beginning of it among those of the draw.

    Raises:
        AppError: it is no code, no case of the draw has it, or more than one begins like it.
    """
    drawn = select(DrawCaseRow.frame_case_id).where(DrawCaseRow.draw_id == draw_id)
    wanted = _beginning(frame_id, text).where(FrameCaseRow.id.in_(drawn))
    return _only(session.scalars(wanted.limit(2)).all(), text, f"the draw D{draw_id}")


def _beginning(frame_id: int, text: str) -> Select[FrameCaseRow]:
    code = text.strip().lower()
    if not _HEX(code) or not LEAST <= len(code) <= _WHOLE:
        raise AppError(
            f"“{text.strip()[:80]}” is no case code.",
            f"Give the code as the draw shows it, or at least its first {LEAST} characters (0 to 9, a to f).",
        )
    least, most = (bytes.fromhex(code.ljust(_WHOLE, fill)) for fill in "0f")
    return select(FrameCaseRow).where(FrameCaseRow.frame_id == frame_id, FrameCaseRow.token.between(least, most))


def _only(found: Sequence[FrameCaseRow], text: str, where: str) -> FrameCaseRow:
    if not found:
        raise AppError(f"No case of {where} has a code that begins with {text.strip()}.", "Check the code.")
    if len(found) > 1:
        raise AppError(f"More than one case of {where} has a code that begins so.", "Give more of the code.")
    return found[0]
