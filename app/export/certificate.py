"""The draw certificate: what was drawn, by which seed, from which list, and what was changed since."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from app.core.days import month_words
from app.core.shapes.gate import ReconciliationLine
from app.core.shapes.notices import CertifiedCase, Change, DrawCertificate, OutsideCount
from app.core.words import count_of
from app.export.parts import Parts, Story, moment, short
from app.export.running import Running, about_paper, make
from app.export.sealed import LoudCode, head, loud_code, seal, the_list, this_copy
from app.export.style import look_for
from app.export.tagged.flowables import Begin, End, Stack
from app.export.wording import Wording


def draw_certificate(certificate: DrawCertificate, *, base_size: float = 11) -> bytes:
    """The certificate as a PDF: tagged (PDF/UA-1, PDF/A-2a), the same bytes whenever it is made from the same shape.

    Args:
        certificate: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size), Wording("sealed"))
    story: Story = [
        Begin(title=certificate.title),
        *head(certificate, _summary(certificate, parts), parts),
        *_seed(certificate, parts),
        *_lodged(certificate, parts),
        *seal(certificate.facts, parts),
        *_cases(certificate, parts),
        *_changes(certificate, parts),
        *the_list(certificate.facts, parts, drawn=True),
        *_others(certificate, parts),
        *_outside(certificate.outside, parts),
        *_check(certificate, parts),
        *this_copy(certificate, parts),
        End(),
    ]
    about = about_paper(certificate.title, certificate.force, certificate.subtitle, certificate.issue)
    return make(story, about, Running(certificate.issue, certificate.warning, parts))


def _summary(certificate: DrawCertificate, parts: Parts) -> str:
    facts = certificate.facts
    times = {"sealed_at": moment(facts.sealed_at), "drawn_at": moment(certificate.drawn_at)}
    if facts.whole:
        return parts.wording.say("certificate.whole", cases=count_of(facts.cases, "case"), **times)
    drawn = count_of(len(certificate.cases), "case was", "cases were")
    return parts.wording.say("certificate.summary", drawn=drawn, cases=count_of(facts.cases, "case"), **times)


def _seed(certificate: DrawCertificate, parts: Parts) -> Story:
    say, look = parts.wording.say, parts.look
    lines = [
        (say("certificate.from"), certificate.seed_source),
        *certificate.people,
        (say("certificate.when"), moment(certificate.drawn_at)),
        (
            say("certificate.which"),
            say("certificate.which_is", draw=certificate.draw, number=certificate.number),
        ),
    ]
    means = say("certificate.seed_whole" if certificate.facts.whole else "certificate.seed_means")
    return [
        *parts.heading(say("certificate.seed"), 2, lines=9),
        *parts.text(means),
        LoudCode(certificate.seed, loud_code(look)),
        *parts.facts(lines, say("certificate.seed")),
    ]


def _lodged(certificate: DrawCertificate, parts: Parts) -> Story:
    return [*parts.heading(parts.wording.say("certificate.lodged"), 2), *parts.items(certificate.lodged)]


def _cases(certificate: DrawCertificate, parts: Parts) -> Story:
    say = parts.wording.say
    title, spare = say("certificate.cases"), say("certificate.reserve_list")
    return [
        *parts.heading(title, 2, lines=12),
        *parts.text(say("certificate.cases_mean")),
        *_case_table(certificate.cases, title, parts),
        *parts.heading(spare, 2, lines=8),
        *(_case_table(certificate.reserves, spare, parts) or parts.text(say("certificate.no_reserves"))),
    ]


def _case_table(cases: Sequence[CertifiedCase], title: str, parts: Parts) -> Story:
    """Cases by group and code; what became of them stands in a column only where something did."""
    say = parts.wording.say
    heads = [say("list.group"), say("certificate.code"), say("certificate.ticket")]
    widths = [1, 5.4, 2.2]
    told = any(case.became for case in cases)
    if parts.look.large:
        heads, widths = [heads[0], f"{heads[1]}, {heads[2].lower()}"], [1, 4]
    if told:
        heads, widths = [*heads, say("certificate.became")], [*widths, 2.2]
    rows = [(*_row(case, parts), *((case.became,) if told else ())) for case in cases]
    return parts.table(heads, rows, widths, title)


def _row(case: CertifiedCase, parts: Parts) -> tuple[str | Flowable, ...]:
    code = parts.code(case.token, bold=3)
    if not parts.look.large:
        return case.stratum, code, parts.cell(short(case.ticket), parts.look.code)
    ticket = parts.text(short(case.ticket), replace(parts.look.code, before=parts.look.base * 0.3))
    return case.stratum, Stack([code, *ticket])


def _changes(certificate: DrawCertificate, parts: Parts) -> Story:
    say = parts.wording.say
    story = parts.heading(say("certificate.changes"), 2, lines=6)
    if not (certificate.replaced or certificate.withheld):
        return [*story, *parts.text(say("certificate.no_changes"))]
    none = say("certificate.none_left")
    swapped = [(short(one.token), short(one.by) if one.by else none, *_why(one)) for one in certificate.replaced]
    kept = [(short(one.token), *_why(one)) for one in certificate.withheld]
    ends = (say("certificate.why"), say("certificate.on"))
    heads = (say("certificate.replaced"), say("certificate.replaced_by"), *ends)
    if parts.look.large:
        return [
            *story,
            *_in_pairs(heads, swapped, 2, parts),
            *_in_pairs((say("certificate.withheld"), *ends), kept, 1, parts),
        ]
    return [
        *story,
        *parts.table(heads, swapped, (1.6, 1.6, 3, 2), heads[0]),
        *parts.table([say("certificate.withheld"), *ends], kept, (2.4, 3.4, 2.4), say("certificate.withheld")),
    ]


def _in_pairs(heads: Sequence[str], rows: Sequence[Sequence[str]], first: int, parts: Parts) -> Story:
    """A table of two columns in large print: the first few values above one another, beside the others."""
    names = [", ".join([each[0], *map(str.lower, each[1:])]) for each in (heads[:first], heads[first:])]
    body = [[_stacked(row[:first], parts), _stacked(row[first:], parts)] for row in rows]
    return parts.table(names, body, (2, 3), heads[0])


def _stacked(texts: Sequence[str], parts: Parts) -> Stack:
    return Stack([piece for text in texts for piece in parts.text(text, parts.look.cell)])


def _why(change: Change) -> tuple[str, str]:
    return change.reason, moment(change.at)


def _others(certificate: DrawCertificate, parts: Parts) -> Story:
    say = parts.wording.say
    story = [*parts.heading(say("certificate.others"), 2, lines=8), *parts.text(say("certificate.others_mean"))]
    lists = (
        ("certificate.other_draws", certificate.other_draws),
        ("certificate.other_seals", certificate.facts.other_seals),
    )
    for title, texts in lists:
        story += parts.heading(say(title), 3)
        story += parts.items(texts) if texts else parts.text(say("certificate.none"))
    return story


def _outside(count: OutsideCount | None, parts: Parts) -> Story:
    say = parts.wording.say
    story = parts.heading(say("certificate.outside"), 2, lines=8)
    if count is None:
        return [*story, *parts.text(say("certificate.outside_none"))]
    lines: list[tuple[str, str | Flowable]] = [
        (say("certificate.source"), count.source),
        *([(say("certificate.file"), parts.code(count.sha256))] if count.sha256 else []),
        (say("certificate.held_on"), moment(count.at)),
    ]
    if any(line.difference for line in count.lines):
        lines.append((say("certificate.explained"), count.explanation or say("certificate.not_explained")))
    heads = [say(f"certificate.{name}") for name in ("month", "power", "ours", "theirs", "difference")]
    rows: list[list[str | Flowable]] = [_counted(line, parts) for line in count.lines]
    widths = [1.2, 3, 1.5, 1.5, 1.4]
    if parts.look.large:
        heads, widths = [f"{heads[0]}, {heads[1].lower()}", *heads[2:]], [1, 1, 1, 1]
        rows = [[_stacked([str(month), str(power)], parts), *numbers] for month, power, *numbers in rows]
    return [
        *story,
        *parts.text(f"{say('certificate.outside_means')} {count.sentence}"),
        *parts.facts(lines, say("certificate.outside")),
        *parts.table(heads, rows, widths, say("certificate.outside")),
    ]


def _counted(line: ReconciliationLine, parts: Parts) -> list[str | Flowable]:
    every = parts.wording.say("certificate.every")
    difference = f"{line.difference:+,}" if line.difference else "0"
    return [_month(line.month) or every, line.power_label or every, f"{line.ours:,}", f"{line.theirs:,}", difference]


def _month(text: str) -> str:
    """A month of a shape (``2025-06``) in words; other text as it is."""
    try:
        return month_words(text)
    except (ValueError, IndexError):
        return text


def _check(certificate: DrawCertificate, parts: Parts) -> Story:
    say = parts.wording.say
    lines = [(name, parts.code(digest)) for name, digest in certificate.checks]
    return [
        *parts.heading(say("certificate.check"), 2, lines=9),
        *parts.items(parts.wording.lines("certificate.check_steps"), numbered=True),
        *parts.kept([*parts.text(say("certificate.checks_mean")), *parts.facts(lines, say("certificate.check"))]),
    ]
