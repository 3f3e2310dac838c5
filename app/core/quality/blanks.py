"""What is missing: which fields are looked at, and what their counts say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.core.schemes.derived import can_fill, fields_asked
from app.core.schemes.spec import Field, Scheme
from app.core.shapes.quality import FieldBlank
from app.core.words import say

ETHNICITY = ("sde_code", "ode_code")
NO_PERSON = ("vehicle", "unattended")
"""Values of ``subject_kind`` for records that are about no person."""
_MATTER = (*ETHNICITY, "officer_id", "outcome", "bwv_on")


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """Some records counted: how many, how many of them about no person, and in how many each field is filled.

    ``peopled`` counts, for the fields that are about a person, those records alone that are about one.
    """

    records: int
    no_person: int
    fields: Mapping[str, int]
    peopled: Mapping[str, int]
    versions: int = 0


def looked_at(scheme: Scheme, mapped: Collection[str] | None) -> tuple[Field, ...]:
    """The fields whose blanks are counted: those with a column in some extract; all when that is not known (None).

    A field that rules fill counts only if an extract has a column for it or every record should have it; nobody is ever
    shown what ``identity`` fields hold, so they are not counted at all.
    """
    fields = [field for field in scheme.fields if "identity" not in field.use]
    if mapped is None:
        return tuple(field for field in fields if not field.derive or field.id in scheme.always)
    known = can_fill(scheme, frozenset(mapped))
    return tuple(field for field in fields if field.id in mapped or (field.id in scheme.always and field.id in known))


def worked_out_of(
    scheme: Scheme, fields: Sequence[Field], mapped: Collection[str] | None
) -> dict[str, tuple[Field, ...]]:
    """The fields that nobody fills but rules do, each with the fields that they ask about.

    Where one of those is filled the officer left nothing blank, though its words may be such that nothing follows from
    them; those are told of with the extract.
    """
    ruled = (field for field in fields if field.derive and field.id not in (mapped or ()))
    return {
        field.id: tuple(scheme.field(name) for name in sorted(fields_asked(rule.when for rule in field.derive)))
        for field in ruled
    }


def without_column(scheme: Scheme, looked: Sequence[Field]) -> tuple[str, ...]:
    """The labels of fields that every record should have and that no extract has a column for."""
    known = {field.id for field in looked}
    return tuple(say(scheme.field(name).label) for name in scheme.always if name not in known)


def about_person(field: Field) -> bool:
    """Whether a field says something of a person: records of vehicles alone rightly leave it blank."""
    return field.group == "person" or field.id in ETHNICITY


def that_matter(scheme: Scheme, looked: Sequence[Field]) -> tuple[Field, ...]:
    """The few fields that are compared between units: what was written, ethnicity, officer, outcome, video."""
    chosen = scheme.always or tuple(field.id for field in scheme.fields)
    return tuple(field for field in looked if field.id in chosen and (field.type == "narrative" or field.id in _MATTER))


def blanks(scheme: Scheme, fields: Sequence[Field], filled: Filled) -> tuple[FieldBlank, ...]:
    """The blanks of some fields, in the order of the fields."""
    found = list[FieldBlank]()
    for field in fields:
        person = about_person(field)
        of = filled.records - filled.no_person if person else filled.records
        have = (filled.peopled if person else filled.fields).get(field.id, 0)
        always = not scheme.always or field.id in scheme.always
        found.append(FieldBlank(field=field.id, label=say(field.label), blank=of - have, of=of, always=always))
    return tuple(found)


def worst_first(found: Sequence[FieldBlank]) -> tuple[FieldBlank, ...]:
    """Those that every record should have before the others; in each, the greatest share of blanks first."""
    return tuple(sorted(found, key=lambda each: (not each.always, -each.blank / max(1, each.of))))


def unit_order(scheme: Scheme, facet: str, values: Collection[str]) -> list[str]:
    """The values of a facet in the order of its vocabulary, others by name after them, "" last."""
    field = scheme.field(facet)
    codes = [code.code for code in scheme.vocabularies.get(field.vocabulary, ())]
    known = [code for code in codes if code in values]
    others = sorted(value for value in values if value and value not in set(codes))
    return [*known, *others, *([""] if "" in values else [])]
