"""Which rows of an import belong to cases that are there already: asked of the store only where it may be so.

Every case is found by 64 bits of a digest. A Bloom filter of 16 MB tells which may be there: a case has four bits of
one of two million words, so that of a million new rows hardly a hundred are asked for in vain. (A question has to wait
for all that is still on its way in.)
"""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from typing import Final

from sqlalchemy import func, select

from app.models.case_index import CaseIndex
from app.models.records import CaseRow, RecordVersionRow

_WORDS: Final = 1 << 21
_BITS: Final = [1 << (pair & 63) | 1 << (pair >> 6) for pair in range(1 << 12)]
"""By twelve bits of a number, two bits of a word."""
_CHUNK: Final = 500
_FIRST_64_BITS: Final = Struct(">q").unpack_from


def key_hash(kind: str, key: str | None, sha: bytes) -> int:
    """The number that a case is found by: 64 bits of SHA-256 of its kind and key, or of its row's own digest.

    Args:
        kind: the case's kind.
        key: the case key; None where the extract gave no reference.
        sha: the digest of the row, which is its key then.
    """
    digest = sha if key is None else sha256(f"{kind}\x1f{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def key_hashes(kind: str, keys: Sequence[str | None], shas: Sequence[bytes]) -> list[int]:
    """The numbers that the cases of a batch of rows are found by: see :func:`key_hash`."""
    if not any(keys):
        return [number for (number,) in map(_FIRST_64_BITS, shas)]
    return [key_hash(kind, key, sha) for key, sha in zip(keys, shas, strict=True)]


@dataclass(kw_only=True, slots=True)
class Standing:
    """The version that stands for a case of one row, as far as the import has come."""

    case_id: int
    key: str | None
    version_id: int
    number: int
    import_id: int
    sha: bytes


class CaseFinder:
    """Finds the cases of one row that rows of an import belong to."""

    def __init__(self, index: CaseIndex, import_id: int) -> None:
        """For one import into a store as it is now."""
        self._index = index
        self._import_id = import_id
        self.all_new = index.all_new
        """Whether no case was there before this import: then a row without a reference is a new one, unasked."""
        self._words: array[int] | None = None
        self.identical = 0
        """How many rows were equal to an earlier row of the same import."""
        self.clashes = 0
        """How many gave the reference of an earlier row of the same import, and said something else."""

    def suspects(self, hashes: Sequence[int]) -> frozenset[int]:
        """Those of a batch's hashes that may be there already, in the store or earlier in the batch."""
        if self._words is None:  # not before it is wanted: it is large
            self._words = array("Q", bytes(8) if self.all_new else b"\xff" * 8) * _WORDS
        words, bits, found = self._words, _BITS, list[int]()
        for number in hashes:
            place = number & _WORDS - 1
            mine = bits[number >> 21 & 4095] | bits[number >> 33 & 4095]
            word = words[place]
            if word & mine == mine:
                found.append(number)
            else:
                words[place] = word | mine
        return frozenset(found)

    def standing(self, kind: str, hashes: frozenset[int]) -> dict[int, list[Standing]]:
        """The cases that are there, by their hash, the oldest first. Nearly always there is none."""
        found: dict[int, list[Standing]] = {number: [] for number in hashes}
        wanted = sorted(hashes)
        for start in range(0, len(wanted), _CHUNK):
            cases = self._index.session.execute(
                select(CaseRow.id, CaseRow.key_hash, CaseRow.key)
                .where(CaseRow.key_hash.in_(wanted[start : start + _CHUNK]), CaseRow.kind == kind)
                .order_by(CaseRow.id)
            ).all()
            versions = self._versions([case_id for case_id, _, _ in cases])
            for case_id, number, key in cases:
                if case_id in versions:
                    version_id, version, import_id, sha = versions[case_id]
                    found[number].append(
                        Standing(
                            case_id=case_id,
                            key=key,
                            version_id=version_id,
                            number=version,
                            import_id=import_id,
                            sha=sha,
                        )
                    )
        return found

    def _versions(self, case_ids: Sequence[int]) -> dict[int, tuple[int, int, int, bytes]]:
        """By case, the version that stands for it: its id, number, import and digest."""
        found: dict[int, tuple[int, int, int, bytes]] = {}
        for start in range(0, len(case_ids), _CHUNK):
            rows = self._index.session.execute(
                select(
                    RecordVersionRow.case_id,
                    RecordVersionRow.id,
                    RecordVersionRow.number,
                    RecordVersionRow.import_id,
                    RecordVersionRow.sha,
                ).where(
                    RecordVersionRow.case_id.in_(case_ids[start : start + _CHUNK]),
                    RecordVersionRow.stands,
                    RecordVersionRow.overtaken_by.is_(None),
                )
            )
            found.update({case: (version, number, import_id, sha) for case, version, number, import_id, sha in rows})
        return found

    def match(self, known: Sequence[Standing], key: str | None, sha: bytes) -> Standing | None:
        """The case that a row belongs to, of those with its hash; None when it is a new one.

        A row without a reference belongs to the first equal one that no earlier row of this import has taken.
        """
        if key is not None:
            found = next((case for case in known if case.key == key), None)
            if found is not None and found.import_id == self._import_id:
                self.identical += found.sha == sha
                self.clashes += found.sha != sha
            return found
        equal = [case for case in known if case.key is None and case.sha == sha]
        free = next((case for case in equal if case.import_id != self._import_id), None)
        if not self.all_new:
            self.identical += any(case.import_id == self._import_id for case in equal)
        return free

    def count_equal(self, kinds: Collection[str]) -> None:
        """Count the rows without a reference that were equal to an earlier one, where all are new: once, at the end.

        Args:
            kinds: those whose cases have one row.
        """
        if not self.all_new:
            return
        several = select(CaseRow.key_hash).group_by(CaseRow.key_hash).having(func.count() > 1)
        equal = select(func.count() - func.count(CaseRow.key_hash.distinct())).where(
            CaseRow.key_hash.in_(several), CaseRow.key.is_(None), CaseRow.kind.in_(kinds)
        )
        self.identical += self._index.session.execute(equal).scalar_one()
