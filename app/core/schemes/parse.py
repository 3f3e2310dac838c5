"""From the text of a scheme file to a typed scheme; unknown keys and loose ends are refused by file and entry."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from app.core.errors import AppError
from app.core.schemes.coarse import told_troubles
from app.core.schemes.rules import Struct
from app.core.schemes.settings import Force
from app.core.schemes.spec import Condition, Field, Mapping, Part, Question, Scheme, Shared
from app.core.schemes.spelling import spelt

Parsed = TypeVar("Parsed", bound=Struct)
Trouble = tuple[str, str]
"""Where in the file, and what is wrong there."""


def parse_scheme(data: bytes, source: str, shared: Sequence[Shared] = (), force: Force | None = None) -> Scheme:
    """A scheme from its file, joined with what it shares and the force's vocabularies, and checked.

    Args:
        data: the file's bytes, TOML.
        source: the file's name, for the sentence when it is refused.
        shared: what ``resources/schemes/shared`` holds.
        force: the force whose vocabularies (``lpu``) the scheme may name.

    Raises:
        AppError: the file is not TOML, has a key or value that is not known, or names something that is not there.
    """
    own = _decode(data, source, Scheme)
    scheme = _join(own, shared, force)
    for where, trouble in (*_unknown_sets(own, shared), *_troubles(scheme)):
        raise AppError(f"The scheme {source} cannot be used: {where}: {trouble}.", "Mend the file, then try again.")
    return scheme


def parse_shared(data: bytes, source: str) -> Shared:
    """One file of what schemes share. Raises AppError as :func:`parse_scheme` does."""
    return _decode(data, source, Shared)


def parse_force(data: bytes, source: str) -> Force:
    """A force's settings from their file. Raises AppError as :func:`parse_scheme` does."""
    return _decode(data, source, Force)


def parse_mapping(data: bytes, source: str) -> Mapping:
    """A mapping from its file. Raises AppError as :func:`parse_scheme` does."""
    return _decode(data, source, Mapping)


def _decode(data: bytes, source: str, kind: type[Parsed]) -> Parsed:
    try:
        tree = msgspec.toml.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise AppError(f"{source} is not a TOML file: {error}.", "Mend the file, then try again.") from error
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        raise AppError(
            f"{source} cannot be used: {_named(str(error), tree)}.", "Mend the file, then try again."
        ) from error


def _named(message: str, tree: Any) -> str:
    """msgspec's message with the place spelt as a person would find it: ``fields[3] (power)``."""
    what, _, path = message.partition(" - at ")
    steps = re.findall(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]", path.strip("`"))
    node, words = tree, list[str]()
    for name, index, _each in steps:
        if name:
            words.append(name)
            node = node.get(name) if isinstance(node, dict) else None  # pyright: ignore
        elif index:
            node = node[int(index)] if isinstance(node, list) else None  # pyright: ignore
            label = node.get("id") or node.get("code") if isinstance(node, dict) else None  # pyright: ignore
            words[-1:] = [f"{words[-1] if words else 'entry'}[{index}]" + (f" ({label})" if label else "")]
    return f"{'.'.join(words) or 'the file'}: {what[:1].lower()}{what[1:]}"


def _join(scheme: Scheme, shared: Sequence[Shared], force: Force | None) -> Scheme:
    scales, vocabularies, questions = dict(scheme.scales), dict(scheme.vocabularies), list(scheme.questions)
    reasons = {**{name: them for part in shared for name, them in part.reasons.items()}, **scheme.reasons}
    fields = _joined_fields(scheme, shared)
    groups = [*scheme.groups, *(group for part in shared for group in part.groups)]
    named = {name for form in scheme.forms for name in form.questions} | {scheme.overall}
    own = {question.id for question in scheme.questions}
    for part in shared:
        scales = {**part.scales, **scales}
        vocabularies = {**part.vocabularies, **vocabularies}
        questions += [question for question in part.questions if question.id in named - own]
    if force:
        vocabularies = {**force.vocabularies, **vocabularies}
    used_scales, used_reasons = {question.scale for question in questions}, {item.reasons for item in questions}
    every = (*fields, *(field for part in scheme.parts for field in part.fields))
    used_words, used_groups = {field.vocabulary for field in every}, {field.group for field in every}
    return msgspec.structs.replace(
        scheme,
        fields=fields,
        groups=tuple(group for group in groups if group.id in used_groups),
        questions=tuple(questions),
        scales={name: scale for name, scale in scales.items() if name in used_scales},
        reasons={name: them for name, them in reasons.items() if name in used_reasons},
        vocabularies={name: codes for name, codes in vocabularies.items() if name in used_words},
    )


def _joined_fields(scheme: Scheme, shared: Sequence[Shared]) -> tuple[Field, ...]:
    """The shared sets in their order, with the scheme's own fields in the place of shared ones or at the end."""
    own = {field.id: field for field in scheme.fields}
    taken = [field for name in scheme.fields_from for part in shared for field in part.fields.get(name, ())]
    ids = {field.id for field in taken}
    joined = (*(own.get(field.id, field) for field in taken), *(f for f in scheme.fields if f.id not in ids))
    return tuple(_timed(field, scheme.time) for field in joined)


def _timed(field: Field, time: str) -> Field:
    """A field whose length goes to the scheme's own time, where its file names none."""
    if field.between is None or field.between.then:
        return field
    return msgspec.structs.replace(field, between=msgspec.structs.replace(field.between, then=time))


def _unknown_sets(scheme: Scheme, shared: Sequence[Shared]) -> Iterator[Trouble]:
    known = {name for part in shared for name in part.fields}
    yield from (
        ("fields_from", f"there is no set of fields '{name}'") for name in scheme.fields_from if name not in known
    )


def _troubles(scheme: Scheme) -> Iterator[Trouble]:
    yield from _repeated("fields", (field.id for field in scheme.fields))
    yield from _repeated("questions", (question.id for question in scheme.questions))
    yield from _repeated("forms", (form.id for form in scheme.forms))
    yield from _repeated("stages", (stage.id for stage in scheme.stages))
    yield from _vocabulary_troubles(scheme)
    yield from _field_troubles(scheme)
    yield from _time_troubles(scheme)
    yield from _row_troubles(scheme)
    yield from _question_troubles(scheme)
    yield from _form_troubles(scheme)


def _repeated(where: str, ids: Iterable[str]) -> Iterator[Trouble]:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            yield f"{where} ({name})", "it stands there twice"
        seen.add(name)


def _field_troubles(scheme: Scheme) -> Iterator[Trouble]:
    fields, stages = {field.id for field in scheme.fields}, {stage.id for stage in scheme.stages}
    groups = {group.id for group in scheme.groups} | {""}
    for name in (scheme.time, *scheme.case_key, *scheme.headline, *scheme.record_key, *_rows_by(scheme)):
        if name not in fields:
            yield "time, case_key, headline, record_key, rows_expected or lead", f"there is no field '{name}'"
    yield from (("always", f"there is no field '{name}'") for name in scheme.always if name not in fields)
    for field in scheme.fields:
        yield from _one_field(scheme, f"fields ({field.id})", field, groups, stages)
    for where, rule in _field_rules(scheme):
        yield from _condition_troubles(where, rule, fields, set())


def _one_field(scheme: Scheme, where: str, field: Field, groups: set[str], stages: set[str]) -> Iterator[Trouble]:
    if field.type in ("code", "codes") and field.vocabulary not in scheme.vocabularies:
        yield where, f"there is no vocabulary '{field.vocabulary}'"
    if field.type == "codes" and "facet" in field.use:
        yield where, "a field of several codes is no facet: derive a yes or no field from it"
    if field.group not in groups:
        yield where, f"there is no group '{field.group}'"
    if "identity" in field.use and (field.seen_by or len(field.use) > 1):
        yield where, "an identity field is for redacting only: nobody sees it and it is no facet"
    yield from ((where, f"there is no stage '{stage}'") for stage in set(field.seen_by.values()) - stages)
    yield from ((where, trouble) for trouble in told_troubles(scheme, field))


def _time_troubles(scheme: Scheme) -> Iterator[Trouble]:
    """What goes with times that are compared: they are there, and are times."""
    for pair in scheme.in_order:
        for name in _no_times(scheme.fields, (pair.first, pair.then), ("time",)):
            yield "in_order", f"there is no time '{name}'"
    for field in scheme.fields:
        yield from ((f"fields ({field.id})", trouble) for trouble in _between_troubles(field, scheme.fields))
    for part in scheme.parts:
        for field in part.fields:
            where = f"parts ({part.id}) fields ({field.id})"
            yield from ((where, trouble) for trouble in _between_troubles(field, part.fields))
    said = {(part.id, field.id) for part in scheme.parts for field in part.fields if field.type == "yes_no"}
    for field in scheme.fields:
        rows = field.from_rows
        if rows is not None and ((rows.part, rows.field) not in said or field.type != "yes_no"):
            yield f"fields ({field.id})", "'from_rows' makes a yes_no from a yes_no of a part"


def _between_troubles(field: Field, fields: Iterable[Field]) -> Iterator[str]:
    if field.between is None:
        return
    wanted = ("time", "date") if field.between.unit == "years" else ("time",)
    for name in _no_times(fields, (field.between.first, field.between.then), wanted):
        yield f"'between' names '{name}', which is no {' or '.join(wanted)} there"
    if field.type != ("yes_no" if field.between.unit == "after" else "integer"):
        yield "what is between two times is an integer, and 'after' is a yes_no"


def _no_times(fields: Iterable[Field], names: Iterable[str], types: tuple[str, ...]) -> Iterator[str]:
    known = {field.id for field in fields if field.type in types}
    return (name for name in names if name not in known)


def _row_troubles(scheme: Scheme) -> Iterator[Trouble]:
    """What goes with cases of many rows: a lead, parts, links."""
    if scheme.record_key and scheme.lead is None:
        yield "lead", "a case of many rows needs a rule for the row that leads"
    stages, groups = {stage.id for stage in scheme.stages}, {group.id for group in scheme.groups} | {""}
    yield from _repeated("parts", (part.id for part in scheme.parts))
    for part in scheme.parts:
        where = f"parts ({part.id})"
        names = {field.id for field in part.fields}
        yield from _repeated(f"{where} fields", (*scheme.case_key, *(field.id for field in part.fields)))
        yield from (
            (where, f"there is no field '{name}'") for name in (*part.key, part.time) if name not in {*names, ""}
        )
        for field in part.fields:
            yield from _one_field(scheme, f"{where} fields ({field.id})", field, groups, stages)
        yield from _waiting_troubles(part, where, {*names, *scheme.case_key}, stages)
    fields = {field.id for field in scheme.fields}
    yield from (("links", f"there is no field '{link.field}'") for link in scheme.links if link.field not in fields)


def _waiting_troubles(part: Part, where: str, fields: set[str], stages: set[str]) -> Iterator[Trouble]:
    for rule in part.waiting:
        if rule.stage not in stages:
            yield f"{where} waiting", f"there is no stage '{rule.stage}'"
        yield from _condition_troubles(f"{where} waiting", rule.when, fields, set())


def _rows_by(scheme: Scheme) -> tuple[str, ...]:
    expected = (scheme.rows_expected,) if scheme.rows_expected else ()
    return (*expected, *(scheme.lead.by if scheme.lead else ()))


def _field_rules(scheme: Scheme) -> Iterator[tuple[str, Condition]]:
    if scheme.lead and scheme.lead.prefer:
        yield "lead", scheme.lead.prefer
    for field in scheme.fields:
        yield from ((f"fields ({field.id})", rule.when) for rule in field.derive)
    yield from ((f"routes ({route.to})", route.when) for route in scheme.routes)
    yield from ((f"stages ({stage.id})", stage.when) for stage in scheme.stages if stage.when is not None)


def _vocabulary_troubles(scheme: Scheme) -> Iterator[Trouble]:
    for name, codes in scheme.vocabularies.items():
        means: dict[str, str] = {}
        for code in codes:
            for spelling in {spelt(text) for text in (code.code, *code.also)}:
                if means.setdefault(spelling, code.code) != code.code:
                    yield f"vocabularies.{name} ({code.code})", f"'{spelling}' already means '{means[spelling]}'"
        yield from _repeated(f"vocabularies.{name}", (code.code for code in codes))


def _question_troubles(scheme: Scheme) -> Iterator[Trouble]:
    fields, stages = {field.id for field in scheme.fields}, {stage.id for stage in scheme.stages}
    questions = {question.id for question in scheme.questions}
    for name, them in scheme.reasons.items():
        yield from _repeated(f"reasons.{name}", (reason.code for reason in them))
    for question in scheme.questions:
        where = f"questions ({question.id})"
        if question.scale not in scheme.scales:
            yield where, f"there is no scale '{question.scale}'"
        if question.reasons and question.reasons not in scheme.reasons:
            yield where, f"there is no set of reasons '{question.reasons}'"
        if question.stage not in stages:
            yield where, f"there is no stage '{question.stage}'"
        if question.short is not None and not question.group:
            yield where, "its short word is for a row of keys, and it stands in no group"
        for rule in _rules(question):
            yield from _condition_troubles(where, rule, fields, questions)
            yield from ((where, trouble) for trouble in _peeks(scheme, question, rule))


def _peeks(scheme: Scheme, question: Question, rule: Condition) -> Iterator[str]:
    """Fields that a rule reads before the person asked may see them: whether a question is there would give it away."""
    order = {stage.id: number for number, stage in enumerate(scheme.stages)}
    fields = {field.id: field for field in scheme.fields}
    for part in (*rule.any, *rule.all, *rule.none):
        yield from _peeks(scheme, question, part)
    if rule.field not in fields:
        return
    for role in question.roles:
        seen_from = order.get(fields[rule.field].seen_by.get(role, ""), len(order))
        if seen_from > order.get(question.stage, 0):
            yield f"its rule reads the field '{rule.field}' before the {role.replace('_', ' ')} may see it"


def _rules(question: Question) -> Iterator[Condition]:
    yield from (rule for rule in (question.asked_if, question.mandatory_if) if rule is not None)


def _condition_troubles(where: str, rule: Condition, fields: set[str], questions: set[str]) -> Iterator[Trouble]:
    parts = (*rule.any, *rule.all, *rule.none)
    for part in parts:
        yield from _condition_troubles(where, part, fields, questions)
    if parts:
        return
    if rule.field and rule.field not in fields:
        yield where, f"its rule names the field '{rule.field}', which the scheme has not"
    elif rule.answer and rule.answer not in questions:
        yield where, f"its rule names the question '{rule.answer}', which the scheme has not"
    elif not (rule.field or rule.answer):
        yield where, "its rule names neither a field nor a question"


def _form_troubles(scheme: Scheme) -> Iterator[Trouble]:
    questions = {question.id for question in scheme.questions}
    if scheme.overall not in questions:
        yield "overall", f"there is no question '{scheme.overall}'"
    for form in scheme.forms:
        where = f"forms ({form.id})"
        yield from _repeated(f"{where} questions", form.questions)
        for name in form.questions:
            if name not in questions:
                yield where, f"there is no question '{name}'"
        if form.id.endswith("_short") and len(form.questions) > 8:
            yield where, "a short form has at most 8 questions"
