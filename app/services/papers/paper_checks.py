"""Is this file one of our papers? Its very bytes say so, else what stands on its first page.

Metadata alone, which anyone can write, vouches for nothing.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.chain import check
from app.core.clock import from_text
from app.core.days import day_words, local
from app.core.errors import AppError
from app.core.events import Act
from app.core.shapes.papers import PaperCheck, PaperListing, PaperMatch
from app.core.words import count_of
from app.core.workflow.rights import Right
from app.export.wording import Wording
from app.models import audit
from app.models.papers import PaperRow
from app.models.workspaces import AuditRow
from app.services.papers.issued import name_of, number_of, paper_listings
from app.services.papers.reissuing import made_again
from app.services.rights import require
from app.services.workspace import Workspace, in_full

if TYPE_CHECKING:
    from app.intake.paper_marks import PaperMarks

_MOST: Final = 200 * 1024 * 1024
"""No paper is as large, and a larger file is not read into memory to look."""
_STEP: Final = 1024 * 1024
_UUID: Final = "urn:uuid:"
_HOW_CHANGED: Final = (
    "Filling in a form changes it too, and so does printing it to a file or saving it with another program."
)
_TAKEN_BACK: Final = (
    "It holds words that were taken back or let go anew since, or a case that was replaced or withheld."
)
_COMPARE: Final = (
    "Compare the number printed on it with the list of papers (`papers list`), and the audit head with the log."
)
_ONLY_NAMED: Final = (
    "It names itself {paper} in its metadata, which anyone can write; nothing on its pages shows that it is."
)
_CONTRADICT: Final = "Its metadata names {paper}: page and metadata contradict each other."
_NO_HEAD: Final = (
    "Entry {entry} and the head that stand on it are not in this log: it was made in another workspace, what stands on "
    "it was changed, or the log was rewritten since."
)


def check_file(ws: Workspace, file: Path) -> PaperCheck:
    """Say whether a file is one of the papers that were issued here, and whether its audit head stands in our log.

    Args:
        ws: the workspace.
        file: any file: what cannot be one of ours is told, not refused.

    Raises:
        AppError: whoever opened the workspace may not, or the file cannot be read.
    """
    from app.intake.paper_marks import PaperMarks, read_marks

    require(ws, Right.AUDIT)
    digest, data = _read(file)
    marks = read_marks(data) if data is not None else PaperMarks(trouble="It is larger than any paper of ours.")
    entry, head = _printed(marks.text)
    with ws.read() as session:
        shown = _numbered(session, entry, head, marks.text)
        named = _named(session, marks.identifier)
        found = _made_here(session, digest, (shown, named)) or _from_marks(marks, shown, named)
        paper = paper_listings(ws, session, [found.row])[0] if found.row is not None else None
        stands = _stands(session, entry, head) if entry else None
        told = [*found.told, *(_of_paper(paper) if found.match is not PaperMatch.UNKNOWN else ())]
        if stands is not None:
            told.append(_of_head(session, entry, stands))
    return PaperCheck(match=found.match, told=tuple(told), paper=paper, entry=entry, head_stands=stands)


# ------------------------------------------------------------------ the file
def _read(file: Path) -> tuple[str, bytes | None]:
    """The hash of a file, and its bytes unless there are too many of them."""
    path, digest, data = in_full(file), sha256(), bytearray()
    try:
        with path.open("rb") as opened:
            while piece := opened.read(_STEP):
                digest.update(piece)
                if len(data) <= _MOST:
                    data += piece
    except OSError as error:
        raise AppError(
            f"{path} cannot be read: {error.strerror}.", "Check its name, or choose another file."
        ) from error
    return digest.hexdigest(), bytes(data) if len(data) <= _MOST else None


def _printed(text: str) -> tuple[int, str]:
    """The entry and the head that stand on a page, the head as far as it is printed; (0, "") where none does."""
    sentence = re.escape(Wording("running").say("running.audit", entry="ENTRY", head="HEAD"))
    sign = sentence.replace("ENTRY", r"([0-9,]{1,15})").replace("HEAD", r"([0-9a-f]{4}(?: [0-9a-f]{4})+)")
    found = re.search(sign.replace(r"\ ", r"\s+"), text)
    return (int(found[1].replace(",", "") or 0), "".join(found[2].split())) if found else (0, "")


# ------------------------------------------------------------------ whose it is
@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What a file is, the paper that it is or names, and that in sentences."""

    match: PaperMatch
    told: tuple[str, ...]
    row: PaperRow | None = None


def _made_here(session: Session, digest: str, marked: tuple[PaperRow | None, ...]) -> _Found | None:
    """What the bytes alone say: a paper, one of those ``marked`` made again, or another file that the log knows."""
    row = _exact(session, digest)
    if row is not None:
        told = f"This is our paper {_called(row)}, byte for byte as it was issued."
        return _Found(match=PaperMatch.EXACT, told=(told,), row=row)
    for row in marked:
        if row is not None and _is_again(session, row, digest):
            told = f"This is our paper {_called(row)}, made again from what was kept."
            return _Found(match=PaperMatch.AGAIN, told=(told,), row=row)
    entry = _logged(session, digest)
    if entry is None:
        return None
    told = f"This file was made here, byte for byte: entry {entry:,} of the log has its hash."
    trouble = check(audit.links(session)).trouble
    return _Found(match=PaperMatch.EXACT, told=(told, *([f"But the log does not hold: {trouble}"] if trouble else [])))


def _from_marks(marks: "PaperMarks", shown: PaperRow | None, named: PaperRow | None) -> _Found:
    """What its pages and its metadata say of a file with other bytes: metadata alone proves nothing.

    ``shown`` is the paper whose number and audit head stand on its first page, ``named`` that of its metadata.
    """
    if shown is not None:
        told = f"This was made from our paper {_called(shown)}, but it was changed since."
        more = () if named is None or named is shown else (_CONTRADICT.format(paper=_called(named)),)
        return _Found(match=PaperMatch.CHANGED, told=(told, _HOW_CHANGED, *more), row=shown)
    if named is not None:
        told = _ONLY_NAMED.format(paper=_called(named))
        return _Found(match=PaperMatch.UNKNOWN, told=(told, *filter(None, (marks.trouble,)), _COMPARE), row=named)
    if marks.unread:
        told = "Whether this is one of our papers cannot be told."
        return _Found(match=PaperMatch.UNKNOWN, told=(told, marks.trouble, _COMPARE))
    none = "This is none of the papers that were issued here."
    return _Found(match=PaperMatch.NOT_OURS, told=(none, *filter(None, (marks.trouble,))))


def _called(row: PaperRow) -> str:
    return f"{name_of(row)} ({number_of(row)})"


def _logged(session: Session, digest: str) -> int | None:
    """The entry of the log that has this hash, of something that was made to be given away."""
    holding = func.instr(AuditRow.body, digest.encode("ascii")) > 0
    for seq, body in session.execute(select(AuditRow.seq, AuditRow.body).where(holding).order_by(AuditRow.seq)):
        entry = json.loads(body)
        if entry["act"] == Act.DISCLOSE.value and digest in entry["details"].get("sha256", ()):
            return seq
    return None


def _exact(session: Session, digest: str) -> PaperRow | None:
    """The paper whose bytes these are."""
    return session.scalars(select(PaperRow).where(PaperRow.sha256 == digest).order_by(PaperRow.id)).first()


def _named(session: Session, identifier: str) -> PaperRow | None:
    """The paper whose name stands in the metadata."""
    if not identifier.startswith(_UUID):
        return None
    return session.scalars(select(PaperRow).where(PaperRow.uuid == identifier.removeprefix(_UUID))).one_or_none()


def _numbered(session: Session, entry: int, head: str, text: str) -> PaperRow | None:
    """The paper whose number stands on the page, made right after the entry that stands beside it.

    Another workspace has papers of the same numbers: the head tells whether it is one of this one.
    """
    if not _stands(session, entry, head):
        return None
    rows = session.scalars(select(PaperRow).where(PaperRow.audit_seq == entry + 1))
    named = [row for row in rows if re.search(re.escape(number_of(row)).replace(r"\ ", r"\s+") + r"(?!\d)", text)]
    return named[0] if named else None


def _is_again(session: Session, row: PaperRow, digest: str) -> bool:
    """Whether these are the bytes of a paper as this version of the program makes it again."""
    try:
        data, _, _ = made_again(session, row)
    except AppError:  # what it said was erased, or cannot be read any more: nothing to compare with
        return False
    return sha256(data).hexdigest() == digest


def _stands(session: Session, entry: int, head: str) -> bool:
    """Whether our log has this head at this entry."""
    found = session.execute(select(AuditRow.hash).where(AuditRow.seq == entry)).scalar_one_or_none()
    return isinstance(found, bytes) and bool(head) and found.hex().startswith(head)


# ------------------------------------------------------------------ what is told
def _of_paper(paper: PaperListing | None) -> tuple[str, ...]:
    """When it was made and how it stands."""
    if paper is None:
        return ()
    for_whom = f" for {paper.recipient}" if paper.recipient else ""
    made = f"It was made on {day_words(local(from_text(paper.made_at)))} by {paper.made_by}{for_whom}."
    recalled = (_TAKEN_BACK,) if paper.recalled_words else ()
    return (made, f"How it stands: {paper.state_told[:1].lower()}{paper.state_told[1:]}.", *recalled)


def _of_head(session: Session, entry: int, stands: bool) -> str:
    """What the audit head on the page says of our log."""
    if not stands:
        return _NO_HEAD.format(entry=f"{entry:,}")
    found = check(audit.links(session))
    begin = f"Entry {entry:,} of the log has the head that stands on it"
    if found.trouble:
        return f"{begin}, but the log does not hold: {found.trouble}"
    after = count_of(found.entries - entry, "entry", "entries")
    return f"{begin}: the log was not rewritten since. {after} followed."
