"""The form for typing in one record, made from the scheme alone: no kind has Python of its own."""

from app.core.clock import from_text
from app.core.days import local
from app.core.schemes.spec import Code, Field, Scheme
from app.core.shapes.by_hand import RecordForm, TypedField, TypedGroup
from app.core.words import say


def record_form(scheme: Scheme) -> RecordForm:
    """The form of a scheme's own rows, in the order of its groups. Parts of a case are not typed in."""
    needed = needed_fields(scheme)
    headings = {"": say(scheme.label)} | {group.id: say(group.label) for group in scheme.groups}
    groups: list[TypedGroup] = []
    for group_id, label in headings.items():
        fields = tuple(_typed(scheme, field, needed) for field in scheme.fields if field.group == group_id)
        if fields:
            groups.append(TypedGroup(id=group_id, label=label, fields=fields))
    return RecordForm(
        kind=scheme.kind,
        label=say(scheme.label),
        one=say(scheme.one),
        row=say(scheme.row) if scheme.row else "",
        groups=tuple(groups),
    )


def needed_fields(scheme: Scheme) -> tuple[str, ...]:
    """The fields that a typed record cannot do without: its reference, and when it happened."""
    return tuple(dict.fromkeys((scheme.case_key[0], scheme.time)))


def typed_text(field: Field, value: str) -> str:
    """A kept value as somebody would type it: a time on London's clock, a day as day/month/year."""
    if field.type == "time":
        wall = local(from_text(value))
        return f"{wall:%d/%m/%Y %H:%M:%S}" if wall.second else f"{wall:%d/%m/%Y %H:%M}"
    if field.type == "date":
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    return value


def _typed(scheme: Scheme, field: Field, needed: tuple[str, ...]) -> TypedField:
    words = scheme.vocabularies.get(field.vocabulary, ())
    return TypedField(
        id=field.id,
        label=say(field.label),
        help=say(field.help) if field.help else "",
        type=field.type,
        choices=tuple((code.code, _label(code)) for code in words),
        needed=field.id in needed,
        identity="identity" in field.use,
        worked_out=bool(field.derive),
    )


def _label(code: Code) -> str:
    return f"{say(code.label)} (until {code.until})" if code.until else say(code.label)
