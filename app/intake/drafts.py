"""Drafts of mappings: from a guess or a layout that fits, changed by what a person says, to a mapping."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.core.errors import AppError
from app.core.schemes.layout_words import AGE_ALONE
from app.core.schemes.spec import Field, Mapping, Scheme
from app.core.shapes.mappings import ColumnChoice, FieldChoice, MappingDraft, MappingSettings
from app.core.words import say
from app.intake.cells import Reader, read_decimal, read_integer, read_yes_no
from app.intake.extract import heading
from app.intake.guessing.guess import Guess

_PLAIN: dict[str, Reader] = {"yes_no": read_yes_no, "integer": read_integer, "decimal": read_decimal}
"""What a word of a field without a vocabulary may be said to mean."""
_SHOWN = 60
_EXAMPLES = 3


def field_choices(scheme: Scheme, part: str = "") -> tuple[FieldChoice, ...]:
    """The fields that a column of a kind's rows may be given to, in the scheme's order."""
    groups = {group.id: say(group.label) for group in scheme.groups}
    needed = set(scheme.case_key) if part else {scheme.time}
    return tuple(
        FieldChoice(
            id=field.id,
            label=say(field.label),
            group=groups.get(field.group, ""),
            type=field.type,
            needed=field.id in needed,
            identity="identity" in field.use,
            codes=_choices(scheme, field),
        )
        for field in scheme.fields_of(part)
    )


def choices_of(scheme: Scheme, guess: Guess, rows: Sequence[Sequence[str]]) -> tuple[ColumnChoice, ...]:
    """What was guessed for each column, with what stands in it.

    Deny by default: a column that says who somebody is goes nowhere until a person chooses to keep it, to redact with.
    Of a birth date the age is worked out, where no other column gives an age; the date itself goes nowhere too.
    """
    return tuple(_choice(scheme, guess.part, rows, at, choice) for at, choice in enumerate(_guessed(scheme, guess)))


def columns_of(
    scheme: Scheme, layout: Mapping, guess: Guess, rows: Sequence[Sequence[str]]
) -> tuple[ColumnChoice, ...]:
    """What a layout that fits says of each column, with what stands in it; of columns new to it, what was guessed."""
    known = {heading(name): to for name, to in layout.columns.items()}
    filled = {to.partition(":")[0] for to in (*layout.columns.values(), *layout.constants)}
    seen, label = _seen_by(layout, guess), say(layout.label)
    found: list[ColumnChoice] = []
    for index, choice in enumerate(_guessed(scheme, guess)):
        name = heading(choice.column)
        if to := known.get(name, ""):
            choice = replace(choice, field=to, sure="layout", why=f"as in “{label}”")
        elif seen is None or name in seen or choice.field.partition(":")[0] in filled:
            choice = replace(choice, field="", sure="none", why="")
        elif choice.field:
            choice = replace(choice, why=f"new since “{label}”: {choice.why}")
        found.append(_choice(scheme, layout.part, rows, index, choice))
    return tuple(found)


def changed(draft: MappingDraft, scheme: Scheme, settings: MappingSettings) -> MappingDraft:
    """A draft with what a person said over it.

    A field that a person gives to a column is taken from the columns that were only guessed for it, unless they join:
    a person names each column of such a field.

    Raises:
        AppError: a column, field or code that is not there, or another word for times and days than those known.
    """
    named = {heading(choice.column): choice.column for choice in draft.columns}
    given = {named.get(heading(name), name): to for name, to in settings.columns.items()}
    for name, to in given.items():
        if name not in named.values():
            raise AppError(f"The file has no column “{name}”.", "Write it as the file does.")
        _check_target(scheme, draft.part, to)
    taken = {to for to in given.values() if to}
    times, day_order = settings.times or draft.times, settings.day_order or draft.day_order
    if times not in ("utc", "local"):
        raise AppError(f"Times cannot be read as “{times}”.", "Say utc or local.")
    if day_order not in ("dmy", "mdy", "swapped"):
        raise AppError(
            f"“{day_order}” is no order of day and month.",
            "Say dmy (the day first) or mdy; or swapped, where a spreadsheet swapped them in real dates.",
        )
    names = (*draft.values, *settings.values)
    new = replace(
        draft,
        columns=tuple(_said(choice, given, taken) for choice in draft.columns),
        values={name: {**draft.values.get(name, {}), **settings.values.get(name, {})} for name in names},
        constants={**draft.constants, **settings.constants},
        times=times,
        day_order=day_order,
    )
    for name in new.constants:
        _field(scheme, new.part, name)
    return settled(replace(new, values=_checked_words(new, scheme)), scheme)


def settled(draft: MappingDraft, scheme: Scheme) -> MappingDraft:
    """A draft with the columns that fill nothing, and what keeps it from being used, told again."""
    filled = {choice.field.partition(":")[0] for choice in draft.columns} | set(draft.constants)
    needed = [choice for choice in field_choices(scheme, draft.part) if choice.needed]
    return replace(
        draft,
        dropped=tuple(choice.column for choice in draft.columns if not choice.field and choice.column),
        troubles=tuple(
            f"No column fills “{choice.label}”, and every row needs it." for choice in needed if choice.id not in filled
        ),
    )


def mapping_of(draft: MappingDraft, name: str = "") -> Mapping:
    """The mapping that a draft describes, under a name.

    A later file is of its layout when it has every column that fills a field.
    """
    columns = {choice.column: choice.field for choice in draft.columns if choice.field}
    return Mapping(
        id=name or draft.name,
        label={"en": name or draft.name or "This file"},
        kinds=(draft.kind,),
        part=draft.part,
        times=draft.times,
        required=tuple(columns),
        columns=columns,
        sheet=draft.sheet,
        header_row=draft.header_row,
        day_order=draft.day_order,
        values=draft.values,
        constants=draft.constants,
        ignored=(draft.practice_column,) if draft.practice_column else (),
        dropped=draft.dropped,
        encoding=draft.encoding,
        practice_column=draft.practice_column,
    )


def draft_of(layout: Mapping, scheme: Scheme) -> MappingDraft:
    """A mapping that is kept, as a draft without a file."""
    why = f"as in “{say(layout.label)}”"
    columns = tuple(
        ColumnChoice(column=name, field=to, sure="layout", why=why, filled=0, examples=())
        for name, to in layout.columns.items()
    )
    return settled(
        MappingDraft(
            name=layout.id,
            kind=scheme.kind,
            part=layout.part,
            sheet=layout.sheet,
            header_row=layout.header_row,
            encoding="",
            times=layout.times,
            day_order=layout.day_order,
            columns=columns,
            rows=0,
            values=layout.values,
            constants=layout.constants,
            practice_column=layout.practice_column,
        ),
        scheme,
    )


def practice_column_of(header: Iterable[str], layouts: Iterable[Mapping]) -> str:
    """The column of a file that would mark it as practice: one that a layout we ship knows as such."""
    known = {heading(layout.practice_column) for layout in layouts if layout.practice_column}
    return next((name for name in header if heading(name) in known), "")


def _choice(scheme: Scheme, part: str, rows: Sequence[Sequence[str]], index: int, choice: ColumnChoice) -> ColumnChoice:
    """A choice with how often its column is filled and, unless it is about who somebody is, what stands there."""
    filled = [text for row in rows if (text := row[index].strip() if index < len(row) else "")]
    identity = {field.id for field in scheme.fields_of(part) if "identity" in field.use}
    hidden = choice.field.partition(":")[0] in identity or (not choice.field and bool(choice.why))
    shown = () if hidden else tuple(text[:_SHOWN] for text in list(dict.fromkeys(filled))[:_EXAMPLES])
    return replace(choice, filled=len(filled), examples=shown)


def _guessed(scheme: Scheme, guess: Guess) -> Iterator[ColumnChoice]:
    """The choices of a guess, before it is looked what stands in the columns."""
    births = set[str]() if guess.part or _ages(scheme) & {item.field for item in guess.choices} else scheme.births
    names = {field.id: say(field.label) for field in scheme.fields_of(guess.part) if "identity" in field.use}
    for guessed in guess.choices:
        to, sure, why = guessed.field, guessed.sure, guessed.why
        if to in births:
            to, why = f"{to}:{AGE_ALONE}", "the age is worked out from it, and the date is not kept"
        elif to in names:
            to, sure, why = "", "none", f"may say who a person is; can be kept to redact with ({names[to]})"
        yield ColumnChoice(column=guessed.column, field=to, sure=sure, why=why, filled=0, examples=())


def _seen_by(layout: Mapping, guess: Guess) -> frozenset[str] | None:
    """The columns that were left out when a layout was saved; None where nobody knows, or other rows were guessed."""
    if layout.dropped is None or (guess.kind, guess.part) != (layout.kinds[0], layout.part):
        return None
    return frozenset(map(heading, (*layout.dropped, *layout.ignored)))


def _said(choice: ColumnChoice, given: dict[str, str], taken: set[str]) -> ColumnChoice:
    if choice.column in given:
        to = given[choice.column]
        return replace(choice, field=to, sure="person" if to else "none", why="as you said")
    if choice.field in taken:
        return replace(choice, field="", sure="none", why="another column was named for it")
    return choice


def _check_target(scheme: Scheme, part: str, to: str) -> None:
    name, _, code = to.partition(":")
    if not to:
        return
    field = _field(scheme, part, name)
    if code and name in scheme.births and code == AGE_ALONE:
        return
    if code and (field.type != "codes" or code not in _codes(scheme, field)):
        raise AppError(
            f"“{say(field.label)}” has no code “{code}” that a column could stand for.", _codes_said(scheme, field)
        )


def _checked_words(draft: MappingDraft, scheme: Scheme) -> dict[str, dict[str, str]]:
    """What spellings mean, by field: codes that must be there, yes or no, numbers, or nothing."""
    found: dict[str, dict[str, str]] = {}
    for name, spellings in draft.values.items():
        field = _field(scheme, draft.part, name)
        found[name] = {word: _meaning(scheme, field, said) if said else "" for word, said in spellings.items()}
    return found


def _meaning(scheme: Scheme, field: Field, said: str) -> str:
    """What a person said that a word means, as it is kept."""
    if said in _codes(scheme, field):
        return said
    try:
        if field.type in _PLAIN:
            return _PLAIN[field.type](said)
    except ValueError:
        pass  # it is none: see below
    raise AppError(f"“{say(field.label)}” has no code “{said}”.", _codes_said(scheme, field))


def _field(scheme: Scheme, part: str, name: str) -> Field:
    found = next((field for field in scheme.fields_of(part) if field.id == name), None)
    if found is None:
        raise AppError(f"There is no field “{name}” in {say(scheme.label)}.", "Choose one of its fields.")
    return found


def _choices(scheme: Scheme, field: Field) -> tuple[tuple[str, str], ...]:
    """What a column may be said to stand for: a code, or the age alone of a birth date."""
    if field.id in scheme.births:
        return ((AGE_ALONE, "the age only"),)
    return tuple((code.code, say(code.label)) for code in scheme.vocabularies.get(field.vocabulary, ()))


def _ages(scheme: Scheme) -> set[str]:
    return {field.id for field in scheme.fields if field.between and field.between.unit == "years"}


def _codes(scheme: Scheme, field: Field) -> tuple[str, ...]:
    return tuple(code.code for code in scheme.vocabularies.get(field.vocabulary, ()))


def _codes_said(scheme: Scheme, field: Field) -> str:
    if codes := _codes(scheme, field):
        return f"Its codes are: {', '.join(codes)}."
    taken = {"yes_no": "Say yes, no or nothing.", "integer": "Say a whole number, or nothing."}
    taken["decimal"] = "Say a number, or nothing."
    return taken.get(field.type, "It takes no codes.")
