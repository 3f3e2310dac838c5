"""The cases of a list on their way into it: read from the store some thousands at a time, sealed, and kept.

A list of a million cases is never held whole: only its keys, its tokens and what finds them in the store.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from app.core.sampling import frame as framing
from app.core.sampling.frame import Frame, FrameCase
from app.core.sampling.keys import content_digest, row_key
from app.core.sampling.strata import Values, stratum_names
from app.core.schemes.spec import Scheme
from app.models.filling import Filler
from app.models.record_query import cases_of, combination_counts, find_versions, repeated_digests
from app.models.record_store import Member, read_members, read_values
from app.services.frame_choice import Asked

_CHUNK = 5_000
_INTO = "frame_case (frame_id, case_id, version_id, token, label, key)"


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A closed list, and for each of the cases that went into it its number and its version."""

    frame: Frame
    case_ids: Sequence[int]
    version_ids: Sequence[int]

    def keep(self, session: Session, frame_id: int) -> None:
        """Write its cases, in the order of their tokens."""
        lines = zip(self.frame, self.frame.places, strict=True)
        with Filler(session) as filler:
            while rows := [
                (frame_id, self.case_ids[at], self.version_ids[at], bytes.fromhex(case.token), case.stratum, case.key)
                for case, at in islice(lines, _CHUNK)
            ]:
                filler.insert(_INTO, "(?, ?, ?, ?, ?, ?)", rows, len(rows))


def seal_cases(session: Session, asked: Asked, secret: bytes) -> Sealed:
    """Close the list that is asked for.

    Raises:
        AppError: it is empty, two cases have one reference, or a value cannot name a stratum.
    """
    facets = asked.design.facets
    names = stratum_names(asked.design, combination_counts(session, asked.query, facets))
    versions = find_versions(session, asked.query)
    case_ids = array("q")
    cases = _cases(session, asked, versions, names, case_ids)
    frame = framing.seal_frame(secret=secret, cases=cases, stratified=asked.design.stratified)
    return Sealed(frame=frame, case_ids=case_ids, version_ids=versions)


def _cases(
    session: Session, asked: Asked, versions: Sequence[int], names: Mapping[Values, str], case_ids: "array[int]"
) -> Iterator[FrameCase]:
    """The cases in the order of their versions; ``case_ids`` is filled as they are taken."""
    facets, repeated = asked.design.facets, _Repeated(session, asked)
    for start in range(0, len(versions), _CHUNK):
        chunk = versions[start : start + _CHUNK]
        values = read_values(session, asked.scheme, chunk)
        members = read_members(session, asked.scheme, chunk)
        for case in cases_of(session, chunk):
            case_ids.append(case.case_id)
            told = values[case.version_id]
            yield FrameCase(
                key=repeated.key(case.sha) if case.key is None else case.key,
                content=shown_digest(asked.scheme, told, members[case.version_id]),
                stratum=names[tuple(told.get(facet, "") for facet in facets)],
            )


class _Repeated:
    """Numbers the rows without a reference that say the same (DESIGN 3.1). Most lists have few or none of them."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self._session = session
        self._asked = asked
        self._seen: dict[bytes, int] | None = None

    def key(self, sha: bytes) -> str:
        """The key of the next row that has this digest."""
        if self._seen is None:
            self._seen = dict.fromkeys(repeated_digests(self._session, self._asked.query), 0)
        number = self._seen.get(sha, 0) + 1
        if sha in self._seen:
            self._seen[sha] = number
        return row_key(sha.hex(), number)


def shown_digest(scheme: Scheme, values: dict[str, str], members: Sequence[Member] = ()) -> str:
    """The content digest of a case: all that graders can ever be shown of it, all its records (DESIGN 3.1).

    Args:
        scheme: of the case.
        values: of the version that stands for it.
        members: the rows it was made of; none where it is one row.
    """
    return content_digest(shown_records(scheme, values, members))


def shown_records(scheme: Scheme, values: dict[str, str], members: Sequence[Member] = ()) -> list[dict[str, str]]:
    """Each record of a case as graders can ever be shown it: field id to value. The arguments are as above."""
    records = [(member.part, member.values) for member in members] or [("", values)]
    return [_shown(scheme, part, record) for part, record in records]


def _shown(scheme: Scheme, part: str, values: dict[str, str]) -> dict[str, str]:
    return {item.id: values[item.id] for item in scheme.fields_of(part) if item.seen_by and item.id in values}
