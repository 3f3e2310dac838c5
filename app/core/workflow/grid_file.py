"""The cells of a file of answers: which seat said what about which question of which case, and on which line.

Two layouts are read. A row an answer, with the columns seat, case, question and answer, and note and reasons where any
are; or a row a form, with the columns seat and case and one named after each question. Columns may stand in any
order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.errors import AppError
from app.core.workflow.grid import means_conflict, means_passed

_SEAT, _CASE, _QUESTION, _ANSWER, _NOTE, _REASONS = "seat", "case", "question", "answer", "note", "reasons"
_LONG = (_SEAT, _CASE, _QUESTION, _ANSWER, _NOTE, _REASONS)
_MOST_DIGITS = 6
_COLUMNS = "Name its columns seat, case, question, answer; or seat, case, and one after each question, like C1."

_BESIDE = "Beside an answer there may be note and reasons, with semicolons between several."


@dataclass(frozen=True, kw_only=True, slots=True)
class FileCell:
    """One answer of a file as it stands there, with what was written and ticked beside it.

    ``question`` is "" where it only says that the case was passed, or that its member has a part in it; beside a
    question that is for the form to say.
    """

    line: int
    seat: int
    case: int
    question: str
    typed: str
    note: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it says nothing but that the case was passed."""
        return not self.question


def file_cells(
    header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[tuple[FileCell, ...], tuple[str, ...]]:
    """The cells of a file, and what is wrong with it, in sentences with the line.

    Args:
        header: the names of the columns.
        rows: the line and the cells of each row; blank rows are passed over.

    Raises:
        AppError: the columns are none of ours.
    """
    columns = _columns(header)
    cells: list[FileCell] = []
    problems: list[str] = []
    for line, texts in rows:
        values = [text.strip() for text in texts]
        if not any(values):
            continue
        if len(values) > len(header) and any(values[len(header) :]):
            problems.append(f"Line {line:,}: there are more cells than columns.")
            continue
        told = dict(zip(header, values, strict=False))
        try:
            cells += _row_cells(columns, told, line)
        except AppError as error:
            problems.append(f"Line {line:,}: {error.what}")
    return tuple(cells), (*problems, *_doubled(cells))


def _columns(header: Sequence[str]) -> dict[str, str]:
    """The columns by what they are: ours by their plain names, those of questions by the question."""
    found = {name.strip().casefold(): name for name in header if name.strip()}
    if not {_SEAT, _CASE} <= set(found):
        lacking = " and ".join(name for name in (_SEAT, _CASE) if name not in found)
        raise AppError(f"The file has no column {lacking}.", _COLUMNS)
    long = {_QUESTION, _ANSWER} & set(found)
    if len(long) == 1:
        lacking = _QUESTION if _ANSWER in long else _ANSWER
        raise AppError(f"The file has no column {lacking}.", _COLUMNS)
    if long and (unknown := [name for key, name in found.items() if key not in _LONG]):
        raise AppError(f"The file has a column “{unknown[0]}”, which is not known here.", f"{_COLUMNS} {_BESIDE}")
    if not long and len(found) == len((_SEAT, _CASE)):
        raise AppError("The file has no answers: it names only seats and cases.", _COLUMNS)
    return found


def _row_cells(columns: Mapping[str, str], told: Mapping[str, str], line: int) -> list[FileCell]:
    seat = _number(told.get(columns[_SEAT], ""), _SEAT)
    case = _number(told.get(columns[_CASE], ""), _CASE)
    if _QUESTION in columns:
        return [_long_cell({name: told.get(columns.get(name, ""), "") for name in _LONG}, line, seat, case)]
    given = {name: told.get(name, "") for key, name in columns.items() if key not in (_SEAT, _CASE)}
    given = {name.strip(): typed for name, typed in given.items() if typed}
    return [
        FileCell(line=line, seat=seat, case=case, question=name, typed=typed) for name, typed in given.items()
    ]  # fmt: skip


def _long_cell(told: Mapping[str, str], line: int, seat: int, case: int) -> FileCell:
    question, typed = told[_QUESTION], told[_ANSWER]
    if not question and not (means_passed(typed) or means_conflict(typed)):
        raise AppError("the question is blank.")
    if not typed:
        raise AppError(f"there is no answer to {question}.")
    reasons = tuple(reason.strip() for reason in told[_REASONS].split(";") if reason.strip())
    return FileCell(
        line=line, seat=seat, case=case, question=question, typed=typed, note=told[_NOTE], reasons=reasons
    )  # fmt: skip


def _number(text: str, word: str) -> int:
    digits = text.casefold().removeprefix(word).strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS):
        raise AppError(f"“{text}” is no {word}: write its number." if text else f"the {word} is blank.")
    return int(digits)


def _doubled(cells: Iterable[FileCell]) -> list[str]:
    """What stands twice: an answer to the same question of the same form."""
    first: dict[tuple[int, int, str], int] = {}
    problems: list[str] = []
    for cell in cells:
        key = (cell.seat, cell.case, cell.question.casefold())
        if key in first:
            about = f", {cell.question}" if cell.question else ""
            problems.append(
                f"Line {cell.line:,}: seat {cell.seat}, case {cell.case}{about} stands on line {first[key]:,} already."
            )
        first.setdefault(key, cell.line)
    return problems
