"""Imports, cases and the versions of their records; narrative and identity in side rows that can be erased."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, BigId, Erasable, Id, Travels, Written

_STANDING = "overtaken_by IS NULL AND stands"


class ImportRow(Travels, Written, Base):
    """One extract, read in one transaction. It is written last, with its counts, so references to it are deferred.

    Its record versions are those numbered from ``first_version`` to ``last_version``, and the cases that it made those
    from ``first_case`` to ``last_case``: writing holds the only lock. No number is given twice, undone or not.
    ``content_sha256`` is of what the rows say, however the file spells it, and in whatever order.
    """

    __tablename__ = "import"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    layout: Mapped[str] = mapped_column(String(40))
    times: Mapped[str] = mapped_column(String(10))
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    imported_at: Mapped[datetime]
    rows_read: Mapped[int]
    stored: Mapped[int]
    rejected: Mapped[int]
    unmapped: Mapped[dict[str, int]] = mapped_column(JSON)
    part: Mapped[str] = mapped_column(String(40))
    mapping: Mapped[str] = mapped_column(String(120))
    content_sha256: Mapped[str] = mapped_column(String(64), index=True)
    identical: Mapped[int]
    left_out: Mapped[int]
    first_version: Mapped[int] = mapped_column(BigId)
    last_version: Mapped[int] = mapped_column(BigId)
    first_case: Mapped[int] = mapped_column(BigId)
    last_case: Mapped[int] = mapped_column(BigId)
    date_only: Mapped[dict[str, int]] = mapped_column(JSON)


class ImportUndoneRow(Written, Base):
    """An import that was taken back: its records went, and this stays. Refused once a sealed list holds one of them."""

    __tablename__ = "import_undone"

    import_id: Mapped[int] = mapped_column(ForeignKey("import.id"), primary_key=True)
    undone_at: Mapped[datetime]


class MappingRow(Travels, Written, Base):
    """A mapping that somebody saved: the newest number of a name is the one in use."""

    __tablename__ = "mapping"
    __table_args__ = (UniqueConstraint("name", "number"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    saved_at: Mapped[datetime]


class ImportFileRow(Erasable, Base):
    """What may be personal of an import, apart from it: the file's name, and its words that had to be told of.

    They are those that no vocabulary has, by field, and those that could not be read, by field, a colon, and what
    became of them.
    """

    __tablename__ = "import_file"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("import.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    name: Mapped[str | None] = mapped_column(String(255))
    unknown_values: Mapped[dict[str, dict[str, int]] | None] = mapped_column(JSON(none_as_null=True))


class ProblemRow(Erasable, Base):
    """A row of an extract that was not stored, and why. The cell's text may be personal and can be blanked."""

    __tablename__ = "problem"

    import_id: Mapped[int] = mapped_column(
        ForeignKey("import.id", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    row_no: Mapped[int] = mapped_column(primary_key=True)
    line_no: Mapped[int]
    column: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    value: Mapped[str | None] = mapped_column(Text)


class CodeRow(Base):
    """A value of a facet column and the small number that stands for it."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("field", "value"),)

    id: Mapped[Id]
    field: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(Text)


FOUND_BY = Index("ix_case_key_hash", "key_hash")
"""What cases are found by."""


class CaseRow(Base):
    """What is drawn and graded: one record, or the records that describe one event.

    ``key`` is the case key of the scheme's key fields; null where the extract gave no reference: then the digest of
    the record is its key, and equal ones are told apart by their order. ``key_hash`` finds either: see ``key_hash``
    in ``record_store``.
    """

    __tablename__ = "case"
    __table_args__ = (FOUND_BY,)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(Text)
    key_hash: Mapped[int] = mapped_column(BigId)


class RecordVersionRow(Base):
    """A record as one import gave it. Later extracts make further versions, never overwrite.

    ``stands`` says that the row stands for its case in lists, filters and sealed lists. Where a case is one row, that
    row does; where it has many, a row made of them does (``CaseMemberRow`` tells of which), and they do not. ``part``
    is "" for the scheme's own rows, or names the part. ``row_key`` tells a row from its siblings. ``overtaken_by`` is
    the next version of the same row; null for the newest.

    ``occurred_at`` is in seconds since 1970, UTC. ``sha`` is the digest of the row's canonical cells. ``line_no`` is
    the line of the file that the row begins on.
    """

    __tablename__ = "record_version"
    __table_args__ = (
        # with the facets in it, a million records are filtered and counted without reading the records themselves
        Index(
            "ix_record_version_standing",
            "kind",
            "occurred_at",
            sqlite_where=text(f"{_STANDING} = 1"),  # as our statements say it, else SQLite never uses the index
            postgresql_where=text(_STANDING),
        ),
    )

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("import.id", deferrable=True, initially="DEFERRED"))
    kind: Mapped[str] = mapped_column(String(40))
    part: Mapped[str] = mapped_column(String(40))
    stands: Mapped[bool]
    row_key: Mapped[str | None] = mapped_column(Text)
    number: Mapped[int]
    overtaken_by: Mapped[int | None] = mapped_column(BigId)
    row_no: Mapped[int]
    line_no: Mapped[int]
    sha: Mapped[bytes] = mapped_column(LargeBinary(32))
    occurred_at: Mapped[int | None] = mapped_column(BigId)
    lpu: Mapped[int | None]
    team: Mapped[int | None]
    officer_id: Mapped[int | None]
    power: Mapped[int | None]
    object: Mapped[int | None]
    sde_code: Mapped[int | None]
    ode_code: Mapped[int | None]
    gender: Mapped[int | None]
    age_band: Mapped[int | None]
    is_child: Mapped[int | None]
    search_level: Mapped[int | None]
    subject_kind: Mapped[int | None]
    outcome: Mapped[int | None]
    outcome_linked: Mapped[int | None]
    rest: Mapped[dict[str, str]] = mapped_column(JSON)


class CaseMemberRow(Base):
    """Which rows a version that stands for a case of many rows was made of."""

    __tablename__ = "case_member"

    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True, index=True)


class CaseConflictRow(Base):
    """A field on which the rows of a case do not agree, in the version that stands for it."""

    __tablename__ = "case_conflict"

    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)


class ReferenceRow(Base):
    """A reference that a row gives in a field that links kinds, at either end; ``value`` in the form it is compared."""

    __tablename__ = "reference"
    __table_args__ = (Index("ix_reference_named", "kind", "field", "value"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)


class NarrativeRow(Erasable, Base):
    """A long text of a record version (its grounds)."""

    __tablename__ = "narrative"

    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)


class IdentityRow(Erasable, Base):
    """Who a record is about, kept only to redact with: nobody is ever shown it."""

    __tablename__ = "identity"

    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), primary_key=True)
    body: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))


class ReleaseRow(Travels, Written, Base):
    """The text of a case as a person has read it and let it go to volunteers; a recall is a later row."""

    __tablename__ = "release"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    released_at: Mapped[datetime]


class ReleaseTextRow(Erasable, Base):
    """One released text, with the spans that are covered and the stage that lifts each."""

    __tablename__ = "release_text"

    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)
    spans: Mapped[list[dict[str, str | int]] | None] = mapped_column(JSON(none_as_null=True))
