"""Links between records: what a case is linked to, told both ways, and the references that point nowhere."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.core.days import moment_words
from app.core.events import Act, Event
from app.core.sampling.keys import SEPARATOR
from app.core.schemes.spec import LIST, Link, Scheme
from app.core.shapes.links import BrokenLink, BrokenLinks, LinkLine
from app.core.words import say
from app.core.workflow.rights import Right
from app.models.link_query import (
    Given,
    Target,
    cases_named,
    count_broken,
    count_orphans,
    find_broken,
    find_orphans,
    references_of,
    standing_versions,
)
from app.models.record_store import read_values
from app.models.references import compared
from app.services.rights import require
from app.services.schemes import load_library
from app.services.workspace import Workspace

__all__ = ["broken_links", "links_of"]


def links_of(
    session: Session, schemes: Mapping[str, Scheme], kind: str, case_ids: Sequence[int]
) -> dict[int, tuple[LinkLine, ...]]:
    """What some cases of a kind are linked to, by case: records that they name, and records that name them.

    Args:
        session: to read with.
        schemes: every scheme by its kind.
        kind: of the cases.
        case_ids: the cases.

    Only the newest version of each row counts. A field that may name either of two kinds points nowhere only where
    neither has the record. A record linked both ways is told once.
    """
    given: dict[int, list[Given]] = {case: [] for case in case_ids}
    for reference in references_of(session, list(given)):
        if reference.kind == kind:
            given[reference.case_id].append(reference)
    finder = _Finder(session, schemes, schemes[kind], [item for items in given.values() for item in items])
    return {case: finder.lines(items) for case, items in given.items()}


def broken_links(ws: Workspace, *, kind: str = "", limit: int = 200) -> BrokenLinks:
    """The links that point nowhere: how many by kind and field, and the first of them. It is logged as looking.

    Args:
        ws: the workspace.
        kind: only those that records of this kind give; "" for every kind.
        limit: the most to tell of each field.

    Raises:
        AppError: whoever opened the workspace may not see references, or there is no such kind.
    """
    require(ws, Right.SEE_IDENTITY)
    library = load_library(ws.force)
    chosen = [library.scheme(kind)] if kind else list(library.schemes.values())
    counts: list[tuple[str, str, int]] = []
    links: list[BrokenLink] = []
    with ws.consult(Event(act=Act.CONSULT, name="broken_links_listed", details={"kind": kind})) as session:
        for scheme in chosen:
            for field, targets in _targets(scheme).items():
                count = count_broken(session, scheme.kind, field, targets)
                counts += [(say(scheme.label), say(scheme.field(field).label), count)] if count else []
                if count:
                    links += _told(session, scheme, find_broken(session, scheme.kind, field, targets, limit=limit))
            for part in scheme.parts:
                count = count_orphans(session, scheme.kind, part.id)
                counts += [(say(scheme.label), say(part.label), count)] if count else []
                found = find_orphans(session, scheme.kind, part.id, limit=limit) if count else []
                links += [_orphan(scheme, say(part.label), key, import_id) for key, import_id in found]
    return BrokenLinks(counts=tuple(counts), links=tuple(links))


def _targets(scheme: Scheme) -> dict[str, list[Target]]:
    """Where the references of each field may point: a field may name records of several kinds."""
    found: dict[str, list[Target]] = {}
    for link in scheme.links:
        found.setdefault(link.field, []).append(Target(kind=link.to, field=link.to_field))
    return found


def _told(session: Session, scheme: Scheme, found: Sequence[Given]) -> list[BrokenLink]:
    cases = standing_versions(session, [item.case_id for item in found])
    texts = read_values(session, scheme, {item.version_id for item in found})
    return [
        BrokenLink(
            kind=scheme.kind,
            kind_label=say(scheme.label),
            reference=_key_words(cases[item.case_id][1]) if item.case_id in cases else "",
            field_label=say(scheme.field(item.field).label),
            value=_as_written(texts[item.version_id], item),
            import_id=item.import_id,
        )
        for item in found
    ]


def _orphan(scheme: Scheme, part: str, key: str, import_id: int) -> BrokenLink:
    """A row of a part whose case is not there: it is the case's reference that points nowhere."""
    return BrokenLink(
        kind=scheme.kind,
        kind_label=say(scheme.label),
        reference=part,
        field_label=" / ".join(say(scheme.field(name).label) for name in scheme.case_key),
        value=_key_words(key),
        import_id=import_id,
    )


class _Finder:
    """Finds what cases of one kind are linked to, for all of them at once."""

    def __init__(self, session: Session, schemes: Mapping[str, Scheme], scheme: Scheme, given: Sequence[Given]) -> None:
        self._schemes, self._scheme = schemes, scheme
        self._back = [(other, link) for other in schemes.values() for link in other.links if link.to == scheme.kind]
        values: dict[str, set[str]] = {}
        for item in given:
            values.setdefault(item.field, set()).add(item.value)
        forward = {(link.to, link.to_field): values.get(link.field, set[str]()) for link in scheme.links}
        for other, link in self._back:
            forward.setdefault((other.kind, link.field), set()).update(values.get(link.to_field, ()))
        self._named = {
            (kind, field): cases_named(session, Target(kind=kind, field=field), wanted)
            for (kind, field), wanted in forward.items()
        }
        cases = {case for named in self._named.values() for found in named.values() for case in found}
        self._cases = standing_versions(session, sorted(cases))
        self._texts = read_values(session, scheme, {item.version_id for item in given})

    def lines(self, given: Sequence[Given]) -> tuple[LinkLine, ...]:
        """The links of one case, by the references that it gives."""
        told: dict[tuple[str, int, str], LinkLine] = {}
        for item in given:
            for line in self._forward(item):
                told.setdefault((line.kind, line.case_id, line.reference), line)
        for item in given:
            for other, link in self._back:
                if link.to_field == item.field:
                    for case in self._named[other.kind, link.field].get(item.value, ()):
                        line = self._line(say(link.back), other, case, self._own_field(other.kind))
                        told.setdefault((line.kind, line.case_id, line.reference), line)
        return tuple(told.values())

    def _forward(self, item: Given) -> list[LinkLine]:
        links = [link for link in self._scheme.links if link.field == item.field]
        found = [
            self._line(say(link.label), self._schemes[link.to], case, link.field)
            for link in links
            for case in self._named[link.to, link.to_field].get(item.value, ())
        ]
        return found or [self._missing(link, item) for link in links[:1]]

    def _missing(self, link: Link, item: Given) -> LinkLine:
        return LinkLine(
            label=say(link.label),
            kind="",
            kind_label="",
            reference=_as_written(self._texts[item.version_id], item),
            case_id=0,
            when="",
            field=link.field,
        )

    def _line(self, label: str, other: Scheme, case: int, field: str) -> LinkLine:
        _, key, at = self._cases[case]
        return LinkLine(
            label=label,
            kind=other.kind,
            kind_label=say(other.label),
            reference=_key_words(key),
            case_id=case,
            when=moment_words(datetime.fromtimestamp(at, UTC)) if at is not None else "",
            field=field,
        )

    def _own_field(self, kind: str) -> str:
        """The case's own field that names records of that kind; "" where it has none."""
        return next((link.field for link in self._scheme.links if link.to == kind), "")


def _as_written(values: Mapping[str, str], item: Given) -> str:
    """A reference as its record spells it."""
    spelled = values.get(item.field, "").replace(",", LIST).split(LIST)
    return next((text.strip() for text in spelled if compared(text) == item.value), item.value)


def _key_words(key: str | None) -> str:
    return " / ".join((key or "").split(SEPARATOR))
