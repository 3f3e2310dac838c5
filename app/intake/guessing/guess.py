"""Which field each column of an unknown file is likely to fill, how sure that is, and why.

A column is never given to two fields, nor a field to two columns unless they join: a day and a time, the numbered
columns of a list, yes/no columns that each stand for one code of a list. A column about who a person is goes to an
identity field or nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.core.schemes.spec import Field, Scheme
from app.core.schemes.synonyms import Synonyms
from app.intake.guessing.headings import Reader, Words, counted, numbered
from app.intake.guessing.phrases import Found, Phrases
from app.intake.guessing.values import Column, codes_of, look_at_columns

Sure = Literal["exact", "near", "values", "none"]

_MOST_COLUMNS = 500
"""Columns that are looked at; a file with more is no extract of ours, and each takes a millisecond."""
_DATED = frozenset({"date", "time"})
_TAKEN = 0.5
"""The least score that is a guess at all."""
_BY_VALUES = 0.5
_SOME = 8
_REDIRECTED = 0.3
_NAMED = 0.6
_NUMBERS = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """What is guessed for one column: a field, ``field:code``, or "" for none."""

    column: str
    field: str = ""
    sure: Sure = "none"
    why: str = ""
    score: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    """What is guessed for every column of a file, in the file's order."""

    kind: str
    part: str
    choices: tuple[Choice, ...]

    @property
    def columns(self) -> dict[str, str]:
        """From a column's heading to what it fills, as a mapping has it."""
        return {choice.column: choice.field for choice in self.choices if choice.field}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Offer:
    """One column, or a pair of them, for one field."""

    columns: tuple[int, ...]
    field: str
    sure: Sure
    why: str
    score: float


def guess_mapping(
    scheme: Scheme, header: Sequence[str], samples: Sequence[Sequence[str]], synonyms: Synonyms, part: str = ""
) -> Guess:
    """Guess what each column fills.

    Args:
        scheme: the kind.
        header: the columns' headings.
        samples: some rows; none is fine, and then headings alone decide.
        synonyms: the headings known for the kind (see ``synonyms_for``).
        part: the part of a case that the rows are, or "" for the kind's own rows.
    """
    return _Guesser(scheme, header, look_at_columns(len(header), samples), synonyms, part).guess()


class _Guesser:
    def __init__(
        self, scheme: Scheme, header: Sequence[str], columns: Sequence[Column], synonyms: Synonyms, part: str
    ) -> None:
        self._scheme, self._part = scheme, part
        self._header, self._columns = header, columns
        self._fields = {field.id: field for field in scheme.fields_of(part)}
        self._identity = {field.id for field in self._fields.values() if "identity" in field.use}
        self._reader = Reader(synonyms)
        self._phrases = Phrases(self._reader, self._fields.values(), synonyms)
        self._words = self._counted([self._reader.words(name) for name in header])
        self._vocabularies = {
            field.vocabulary: frozenset(codes_of(scheme.vocabularies[field.vocabulary]))
            for field in self._fields.values()
            if field.vocabulary
        }
        self._chosen: dict[int, _Offer] = {}
        self._why: dict[int, str] = {}

    def _counted(self, told: list[Words]) -> list[Words]:
        """The headings' words, where "Primary tactic" beside "Tactic 2" is "tactic 1"."""
        stems = Counter(stem for stem, number in map(counted, told) if number)
        lists = {stem for stem, count in stems.items() if count > 1 and self._is_list(stem)}
        return [
            (*stem, str(number)) if number and stem in lists else words
            for words in told
            for stem, number in (counted(words),)
        ]

    def _is_list(self, words: Words) -> bool:
        """Whether words are a known heading of a list of codes."""
        return any(found.exact and self._fields[found.field].type == "codes" for found in self._phrases.near(words))

    def guess(self) -> Guess:
        lone = [index for index, name in enumerate(self._header[:_MOST_COLUMNS]) if name.strip()]
        pairs = list(self._pairs(lone))
        clocks = {clock for _, clock in pairs}
        self._take_flags(lone)
        offers = [offer for index in lone if index not in clocks for offer in self._offers(index)]
        offers += [offer for pair in pairs for offer in self._pair_offers(*pair)]
        self._take(offers)
        choices = tuple(self._choice(index, name) for index, name in enumerate(self._header))
        return Guess(kind=self._scheme.kind, part=self._part, choices=choices)

    def _choice(self, index: int, name: str) -> Choice:
        offer = self._chosen.get(index)
        if offer is None:
            return Choice(column=name, why=self._why.get(index, ""))
        return Choice(column=name, field=offer.field, sure=offer.sure, why=offer.why, score=offer.score)

    def _take(self, offers: Iterable[_Offer]) -> None:
        """The best offers first, known headings before mere likenesses; a column is taken once, as is a field.

        A field is taken again where its columns join. A day and its time go by their score alone.
        """
        used: dict[str, _Offer] = {}
        for offer in sorted(offers, key=lambda offer: (_is_lone_guess(offer), -offer.score, offer.columns)):
            if any(index in self._chosen for index in offer.columns):
                continue
            earlier = used.setdefault(offer.field, offer)
            if earlier is offer or self._joins(earlier, offer):
                self._chosen |= dict.fromkeys(offer.columns, offer)

    def _joins(self, earlier: _Offer, offer: _Offer) -> bool:
        """Whether two columns are numbers of one list: "Tactic 1" and "Tactic 2"."""
        first, second = (numbered(self._words[item.columns[0]]) for item in (earlier, offer))
        return self._fields[offer.field].type == "codes" and first[0] == second[0] and first[1] != second[1]

    # ------------------------------------------------------------------ one column
    def _offers(self, index: int) -> Iterator[_Offer]:
        column, words = self._columns[index], self._words[index]
        if self._reader.is_personal(self._header[index]) or column.is_personal:
            yield from self._personal_offers(index, _TAKEN)
            return
        least_fit = 0.0
        for found in self._phrases.near(words):
            field = self._fields[found.field]
            if self._holds_names(field, column):
                yield from self._personal_offers(index, _REDIRECTED)
                return
            fit = self._fit(field, column)
            score = found.score * fit * self._doubt(field, found, index)
            if score >= _TAKEN and fit > least_fit:
                why = f"known heading “{found.phrase}”" if found.exact else f"like the heading “{found.phrase}”"
                sure: Sure = "exact" if found.exact else "near"
                yield _Offer(columns=(index,), field=field.id, sure=sure, why=why, score=score)
                if found.exact:
                    return
            elif found.exact:  # a likeness goes before what the heading says only where the values speak for it
                least_fit = 1.0
        yield from self._value_offers(index)

    def _doubt(self, field: Field, found: Found, index: int) -> float:
        """What a mere likeness loses: where it names a date ("Search date" is not "Search type"), or knows no value."""
        if found.exact:
            return 1.0
        strange = _DATED & set(self._words[index]) - set(self._reader.words(found.phrase))
        if strange and field.type not in ("time", "date"):
            return 0.5
        column = self._columns[index]
        unknown = field.vocabulary and not column.share_of(self._vocabularies[field.vocabulary])
        return 0.6 if unknown and column.filled >= _SOME else 1.0

    def _personal_offers(self, index: int, least: float) -> Iterator[_Offer]:
        """A column about who a person is: an identity field of that heading, which nobody is shown, or nothing."""
        self._why[index] = "may say who a person is, so it is left out"
        for found in self._phrases.near(self._words[index]):
            if found.field in self._identity and found.score >= least:
                why = "says who a person is: kept to redact with, never shown"
                sure: Sure = "exact" if found.exact else "near"
                score = max(found.score, _TAKEN)
                yield _Offer(columns=(index,), field=found.field, sure=sure, why=why, score=score)
                if found.exact:
                    return

    def _holds_names(self, field: Field, column: Column) -> bool:
        """Whether a column that should hold the numbers of officers holds their names."""
        return field.type == "text" and field.id.endswith("_id") and column.named >= _NAMED

    def _value_offers(self, index: int) -> Iterator[_Offer]:
        column, field_id, why = self._columns[index], "", ""
        if column.is_date and column.timed:
            field_id, why = self._time_field(), "holds dates with times"
        elif column.is_long:
            field_id = next((field.id for field in self._fields.values() if field.type == "narrative"), "")
            why = "holds long texts"
        elif len(column.spellings) > 1 and not (column.is_yes_no or column.whole >= _BY_VALUES or column.is_date):
            field_id, why = self._by_vocabulary(column), "its values are those of this field"
        if field_id:
            yield _Offer(columns=(index,), field=field_id, sure="values", why=why, score=_BY_VALUES)

    def _time_field(self) -> str:
        return self._scheme.part(self._part).time if self._part else self._scheme.time

    def _by_vocabulary(self, column: Column) -> str:
        """The field whose vocabulary has most of a column's values; "" where none or several have."""
        shares = {name: column.share_of(words) for name, words in self._vocabularies.items()}
        best = max(shares, key=lambda name: shares[name], default="")
        if not best or shares[best] < 0.8 or sum(share == shares[best] for share in shares.values()) > 1:
            return ""
        fields = [field.id for field in self._fields.values() if field.vocabulary == best]
        return fields[0] if len(fields) == 1 else ""

    # ------------------------------------------------------------------ how values fit a field
    def _fit(self, field: Field, column: Column) -> float:
        if not column.filled:
            return 1.0
        if field.type in ("code", "codes"):
            return self._fit_codes(field, column)
        good = {
            "time": column.is_date, "date": column.is_date, "yes_no": column.is_yes_no,
            "integer": column.whole >= 0.8, "decimal": column.decimal + column.whole >= 0.8,
        }.get(field.type)  # fmt: skip
        if good is not None:
            return (1.08 if column.timed else 1.04) if good else 0.4
        if column.is_date or (column.is_yes_no and column.filled > 1):
            return 0.4
        return (1.05 if column.is_long else 0.95) if field.type == "narrative" else (0.6 if column.is_long else 1.0)

    def _fit_codes(self, field: Field, column: Column) -> float:
        share = column.share_of(self._vocabularies[field.vocabulary])
        if share < 0.5 and (column.is_yes_no or column.is_date or column.is_long or column.decimal >= 0.5):
            return 0.4
        if share == 0 and column.varied:
            return 0.5
        return 0.85 + 0.2 * share

    # ------------------------------------------------------------------ a day and a time
    def _pairs(self, lone: Sequence[int]) -> Iterator[tuple[int, int]]:
        """A column of days with the column of times after it that belongs to it: they are joined in their order."""
        days = [index for index in lone if self._is_day(index)]
        free = set(days)
        for clock in lone:
            if not (self._is_clock(clock) or self._is_number_clock(clock, days)):
                continue
            free_before = [day for day in days if day in free and day < clock]
            same = [day for day in free_before if self._stem(day) == self._stem(clock)]
            beside = [day for day in free_before if day == clock - 1]
            for day in (same or beside or (free_before if len(days) == 1 else ()))[:1]:
                free.discard(day)
                yield day, clock

    def _stem(self, index: int) -> frozenset[str]:
        return frozenset(self._words[index]) - {"date", "day", "time"}

    def _is_day(self, index: int) -> bool:
        column = self._columns[index]
        if column.is_personal or self._reader.is_personal(self._header[index]):
            return False
        if column.filled:
            return column.is_date and column.timed < 0.1
        return {"date", "day"} & set(self._words[index]) != set() and "time" not in self._words[index]

    def _is_clock(self, index: int) -> bool:
        column, words = self._columns[index], self._words[index]
        if column.filled:
            return column.is_clock
        return "time" in words and "date" not in words

    def _is_number_clock(self, index: int, days: Sequence[int]) -> bool:
        """Whether a column of numbers is named as the time of one of the days: "Time taken" is none."""
        named = "time" in self._words[index] and self._stem(index) in {frozenset(), *map(self._stem, days)}
        return named and self._columns[index].number_clock >= _NUMBERS

    def _pair_offers(self, day: int, clock: int) -> Iterator[_Offer]:
        both = tuple(dict.fromkeys((*self._words[day], *self._words[clock])))
        for words in (both, self._words[day], self._words[clock]):
            for found in self._phrases.near(words):
                if self._fields[found.field].type == "time":
                    sure: Sure = "exact" if found.exact else "near"
                    score = found.score * 1.06
                    why = f"a day and its time, joined; like the heading “{found.phrase}”"
                    yield _Offer(columns=(day, clock), field=found.field, sure=sure, why=why, score=score)

    # ------------------------------------------------------------------ yes/no columns that stand for a code
    def _take_flags(self, lone: Sequence[int]) -> None:
        """Columns of yes and no that are named after a code of a list, or after the field and the code."""
        codes = self._phrases.codes(self._scheme)
        for index in lone:
            column = self._columns[index]
            if column.filled and not column.is_yes_no:
                continue
            found = codes.get(frozenset(self._words[index]))
            if found is None or (not column.filled and not found.led):
                continue
            target, why = f"{found.field}:{found.code}", f"yes here means “{found.label}”"
            if all(offer.field != target for offer in self._chosen.values()):
                self._chosen[index] = _Offer(columns=(index,), field=target, sure="exact", why=why, score=1.0)


def _is_lone_guess(offer: _Offer) -> bool:
    return offer.sure != "exact" and len(offer.columns) == 1
