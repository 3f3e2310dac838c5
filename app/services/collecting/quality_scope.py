"""Which records the quality is asked of, understood: what a reader of one part needs to know."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.days import bounds
from app.core.errors import AppError
from app.core.schemes.durations import SECONDS
from app.core.schemes.rules import Between, InOrder
from app.core.schemes.spec import Field, Mapping, Scheme
from app.core.shapes.quality import QualityScope
from app.models import quality_query as counted
from app.models.quality_query import QualityQuery
from app.models.records import ImportRow, ImportUndoneRow, MappingRow
from app.services.schemes import Library, load_library
from app.services.workspace import Workspace

_UNITS = ("lpu", "team")


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A scope, understood: what a reader of one part needs."""

    session: Session
    library: Library
    scheme: Scheme
    scope: QualityScope
    imports: tuple[ImportRow, ...]
    now: datetime

    @classmethod
    def of(cls, ws: Workspace, session: Session, scope: QualityScope) -> "Asking":
        """Understand a scope. AppError where there is no such kind or import, or the period is crooked."""
        library = load_library(ws.force)
        scheme = library.scheme(scope.kind)
        if scope.first_day and scope.last_day and scope.last_day < scope.first_day:
            raise AppError("The period ends before it begins.", "Give the earlier day first.")
        sources = {scope.kind, *(s.kind for s in library.schemes.values() for r in s.routes if r.to == scope.kind)}
        imports = session.scalars(
            select(ImportRow)
            .where(ImportRow.kind.in_(sources), ImportRow.id.not_in(select(ImportUndoneRow.import_id)))
            .order_by(ImportRow.id.desc())
        )
        chosen = tuple(row for row in imports if scope.import_id in (None, row.id))
        if scope.import_id is not None and not chosen:
            raise AppError(f"There is no import {scope.import_id} of {scope.kind}.", "Choose another, or all of them.")
        return cls(session=session, library=library, scheme=scheme, scope=scope, imports=chosen, now=ws.clock())

    def query(self, *, own_rows: bool) -> QualityQuery:
        """The records asked for: what stands for each case, or the rows of cases of many."""
        scope = self.scope
        begin = bounds(scope.first_day, scope.first_day)[0] if scope.first_day else None
        end = bounds(scope.last_day, scope.last_day)[1] if scope.last_day else None
        versions = None
        if scope.import_id is not None:
            versions = (self.imports[0].first_version, self.imports[0].last_version)
        return QualityQuery(
            kind=scope.kind,
            own_rows=own_rows and self.scheme.many_rows,
            begin=begin,
            end=end,
            versions=versions,
        )

    @property
    def base(self) -> int:
        """Below this many: "a of b", never a percentage."""
        return self.library.force.percent_base

    @property
    def mapped(self) -> frozenset[str] | None:
        """The fields that the imports had columns for; None where one of them was read by a mapping not kept."""
        layouts: dict[str, list[Mapping]] = {}
        for layout in self.library.layouts:
            layouts.setdefault(layout.id, []).append(layout)
        for name, body in self.session.execute(select(MappingRow.name, MappingRow.body)):
            layouts.setdefault(name[:40], []).append(msgspec.json.decode(body, type=Mapping))
        used = {row.layout for row in self.imports if not row.part}
        if not used <= layouts.keys():
            return None
        fields = {name for each in used for layout in layouts[each] for name in layout.columns.values()}
        fields |= {name for each in used for layout in layouts[each] for name in layout.constants}
        return frozenset(name.partition(":")[0] for name in fields)

    def gives(self, name: str) -> bool:
        """Whether the scheme has a field and some import may have filled it."""
        mapped = self.mapped
        has = any(field.id == name for field in self.scheme.fields)
        return has and (mapped is None or name in mapped)

    @property
    def in_order(self) -> tuple[InOrder, ...]:
        """The pairs of times that have an order and that imports may have filled."""
        mapped = self.mapped
        return tuple(pair for pair in self.scheme.in_order if mapped is None or {pair.first, pair.then} <= mapped)

    @property
    def lengths(self) -> tuple[tuple[Field, Between], ...]:
        """The fields that extracts give and that two of the times they give say as well."""
        mapped = self.mapped
        told = ((field, field.between) for field in self.scheme.fields if field.between is not None)
        return tuple(
            (field, between)
            for field, between in told
            if between.unit in SECONDS and (mapped is None or {field.id, between.first, between.then} <= mapped)
        )

    def units(self) -> list[str]:
        """The units that some record names."""
        fields = {field.id for field in self.scheme.fields}
        return [unit for unit in _UNITS if unit in fields and counted.has_values(self.session, unit)]
