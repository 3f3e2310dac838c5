"""The cases of a list on their way into it: read from the store some thousands at a time, sealed, and kept.

A list of a million cases is never held whole: only its keys, its tokens and what finds them in the store.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.sampling import frame as framing
from app.core.sampling.frame import Frame, FrameCase
from app.core.sampling.keys import record_writer, row_key, written_content
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
    facets, repeated, shown = asked.design.facets, _Repeated(session, asked), Shown(asked.scheme)
    for start in range(0, len(versions), _CHUNK):
        chunk = versions[start : start + _CHUNK]
        values = read_values(session, asked.scheme, chunk)
        members = read_members(session, asked.scheme, chunk)
        if not asked.scheme.many_rows:
            shown.expect(values.values())
        for case in cases_of(session, chunk):
            case_ids.append(case.case_id)
            told = values[case.version_id]
            yield FrameCase(
                key=repeated.key(case.sha) if case.key is None else case.key,
                content=shown.digest(told, members[case.version_id]),
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


class Shown:
    """What of a kind's cases graders can ever be shown: all of it, and nothing else, is what is sealed (DESIGN 3.1)."""

    def __init__(self, scheme: Scheme) -> None:
        """By the fields of a scheme and of its parts that somebody may see at some stage."""
        parts = ("", *(part.id for part in scheme.parts))
        self._fields = {part: frozenset(f.id for f in scheme.fields_of(part) if f.seen_by) for part in parts}
        self._writers = {part: record_writer(fields) for part, fields in self._fields.items()}

    def records(self, values: Mapping[str, str], members: Sequence[Member] = ()) -> list[dict[str, str]]:
        """Each record of a case, as far as it can be shown.

        Args:
            values: of the version that stands for the case.
            members: the rows it was made of; none where it is one row.
        """
        return [
            {name: told for name, told in record.items() if name in self._fields[part]}
            for part, record in _records(values, members)
        ]

    def digest(self, values: Mapping[str, str], members: Sequence[Member] = ()) -> str:
        """The content digest of a case. The arguments are those of :meth:`records`."""
        return sha256_hex(written_content([self._writers[part](one) for part, one in _records(values, members)]))

    def expect(self, cases: Iterable[Mapping[str, str]]) -> None:
        """The cases to come, each of one row, fill these fields at most: blank ones need not be looked for."""
        filled = set[str]().union(*cases)
        self._writers[""] = record_writer(self._fields[""] & filled)


def _records(values: Mapping[str, str], members: Sequence[Member]) -> list[tuple[str, Mapping[str, str]]]:
    return [(member.part, member.values) for member in members] or [("", values)]
