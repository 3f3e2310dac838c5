"""The cases of a list on their way into it: read from the store some thousands at a time, sealed, and kept.

A list of a million cases is never held whole: only its keys, its tokens and what finds them in the store.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat

from sqlalchemy.orm import Session

from app.core.canonical import sha256_hex
from app.core.sampling import frame as framing
from app.core.sampling.frame import Frame, FrameCase
from app.core.sampling.keys import ColumnWriter, record_writer, row_key, written_content
from app.core.sampling.strata import Values, stratum_names
from app.core.schemes.spec import Scheme
from app.models.case_finder import key_hash
from app.models.filling import Filler
from app.models.record_query import cases_of, combination_counts, find_versions, repeated_hashes
from app.models.record_store import Member, read_columns, read_members, read_values
from app.services.drawing.frame_choice import Asked

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
                (
                    frame_id,
                    self.case_ids[at],
                    self.version_ids[at],
                    bytearray.fromhex(case.token),
                    case.stratum,
                    case.key,
                )
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
    facets, repeated, shown = asked.design.facets, _Repeated(session), Shown(asked.scheme)
    read = _many_rows if asked.scheme.many_rows else _one_row
    for start in range(0, len(versions), _CHUNK):
        chunk = versions[start : start + _CHUNK]
        columns, contents = read(session, asked.scheme, shown, chunk)
        told = [columns.get(facet) or [""] * len(chunk) for facet in facets]
        strata = map(names.__getitem__, zip(*told, strict=True)) if facets else repeat(names[()])
        for case, content, stratum in zip(cases_of(session, chunk), contents, strata, strict=False):
            case_ids.append(case.case_id)
            key = repeated.key(case.sha) if case.key is None else case.key
            yield FrameCase(key=key, content=content, stratum=stratum)


def _one_row(
    session: Session, scheme: Scheme, shown: "Shown", versions: Sequence[int]
) -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
    """The columns of cases of one row, and the digest of each case's content."""
    columns = read_columns(session, scheme, versions)
    return columns, shown.digests(columns, len(versions))


def _many_rows(
    session: Session, scheme: Scheme, shown: "Shown", versions: Sequence[int]
) -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
    """As :func:`_one_row`, of cases of many rows."""
    values, members = read_values(session, scheme, versions), read_members(session, scheme, versions)
    contents = [shown.digest(values[version], members[version]) for version in versions]
    columns = {item.id: [values[version].get(item.id, "") for version in versions] for item in scheme.facets}
    return columns, contents


class _Repeated:
    """Numbers the rows without a reference that say the same (DESIGN 3.1). Most lists have few or none of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._hashes: frozenset[int] | None = None
        self._seen = Counter[bytes]()

    def key(self, sha: bytes) -> str:
        """The key of the next row that has this digest."""
        if self._hashes is None:
            self._hashes = repeated_hashes(self._session)
        if not self._hashes or key_hash("", None, sha) not in self._hashes:
            return row_key(sha.hex(), 1)
        self._seen[sha] += 1
        return row_key(sha.hex(), self._seen[sha])


class Shown:
    """What of a kind's cases graders can ever be shown: all of it, and nothing else, is what is sealed (DESIGN 3.1)."""

    def __init__(self, scheme: Scheme) -> None:
        """By the fields of a scheme and of its parts that somebody may see at some stage."""
        parts = ("", *(part.id for part in scheme.parts))
        self._fields = {part: frozenset(f.id for f in scheme.fields_of(part) if f.seen_by) for part in parts}
        self._writers = {part: record_writer(fields) for part, fields in self._fields.items()}
        self._columns = ColumnWriter(self._fields[""])

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

    def digests(self, columns: Mapping[str, Sequence[str]], count: int) -> list[str]:
        """As :meth:`digest`, of many cases of one row each, as the columns of their values."""
        return [sha256_hex(written_content([row])) for row in self._columns.write(columns, count)]


def _records(values: Mapping[str, str], members: Sequence[Member]) -> list[tuple[str, Mapping[str, str]]]:
    return [(member.part, member.values) for member in members] or [("", values)]
