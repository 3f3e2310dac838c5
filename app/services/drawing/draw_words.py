"""Sentences that every paper of a draw says alike: lodging, the seed, what was changed since, other draws and seals."""

from collections.abc import Sequence
from datetime import date

from app.core.clock import from_text
from app.core.days import moment_words, period_words
from app.core.sampling import plan as planning
from app.core.shapes.draws import DrawView
from app.core.shapes.gate import LodgingView, OtherDrawLine, OtherSealLine, ReconciliationView
from app.export.parts import short
from app.export.wording import Wording

_WORDS = Wording("sealed")


def at_words(text: str) -> str:
    """A moment of a shape as the clock on the wall showed it."""
    return moment_words(from_text(text))


def days_words(first: str, last: str) -> str:
    """Two days of a shape as one phrase."""
    return period_words(date.fromisoformat(first), date.fromisoformat(last))


def lodged_words(lodged: Sequence[LodgingView]) -> tuple[str, ...]:
    """With whom seal and plan were lodged, when and how; or that they were with nobody."""
    if not lodged:
        return (_WORDS.say("says.not_lodged"),)
    return tuple(_lodged(one) for one in lodged)


def _lodged(one: LodgingView) -> str:
    entry = "says.lodged" if one.to else "says.lodged_nameless"
    words = _WORDS.say(entry, to=one.to, how=one.how_label, at=at_words(one.at))
    return words[:1].upper() + words[1:]


def seed_to_come(plan: planning.Plan, *, whole: bool) -> str:
    """Where the seed will come from, as the plan fixed it."""
    if whole:
        return _WORDS.say("says.seed_none")
    entry = plan.seed_sources[0] if len(plan.seed_sources) == 1 else "either"
    return _WORDS.say(f"says.seed_{entry}", name=plan.seed_name)


def seed_came(draw: DrawView) -> str:
    """Where the seed of a draw came from, and what that shows."""
    entry = "app_whole" if draw.whole and draw.seed_source == planning.APP else draw.seed_source
    return _WORDS.say(f"says.came_{entry}", name=draw.seed_name)


def people_words(draw: DrawView) -> tuple[tuple[str, str], ...]:
    """Role and name of those who took part and were named."""
    return tuple((_WORDS.say(f"says.{role}"), name) for role, name in draw.people)


def became(draw: DrawView) -> dict[str, str]:
    """By case code, what became of a case since it was drawn."""
    found: dict[str, list[str]] = {}
    for line in draw.replaced:
        entry = "says.became_replaced" if line.by else "says.became_reported"
        found.setdefault(line.token, []).append(_WORDS.say(entry, token=short(line.by or "")))
        if line.by:
            found.setdefault(line.by, []).insert(0, _WORDS.say("says.became_used", token=short(line.token)))
    for line in draw.withheld:
        found.setdefault(line.token, []).append(_WORDS.say("says.became_withheld"))
    return {token: "; ".join(words) for token, words in found.items()}


def change_words(draw: DrawView) -> tuple[str, ...]:
    """What was changed since the draw, a sentence each; none where nothing was."""
    replaced = (
        _WORDS.say(
            "says.replaced" if line.by else "says.not_replaced",
            token=short(line.token),
            by=short(line.by or ""),
            reason=line.reason_label,
            at=at_words(line.at),
        )
        for line in draw.replaced
    )
    withheld = (
        _WORDS.say("says.withheld", token=short(line.token), reason=line.reason_label, at=at_words(line.at))
        for line in draw.withheld
    )
    return (*replaced, *withheld)


def other_draw_words(others: Sequence[OtherDrawLine]) -> tuple[str, ...]:
    """The other draws of a seal, and plans of draws to come."""
    return tuple(
        _WORDS.say("says.other_draw", draw=one.draw_id, number=one.number, at=at_words(one.drawn_at))
        if one.draw_id
        else _WORDS.say("says.other_plan", number=one.number)
        for one in others
    )


def other_seal_words(others: Sequence[OtherSealLine]) -> tuple[str, ...]:
    """The other lists of the same kind over a period that overlaps."""
    return tuple(
        _WORDS.say(
            "says.other_seal",
            seal=one.seal,
            frame=one.frame_id,
            period=days_words(one.first_day, one.last_day),
            at=at_words(one.sealed_at),
            draws=_drawn_from(one.draws),
        )
        for one in others
    )


def outside_words(found: ReconciliationView | None) -> str:
    """Whether a list was held against a count made elsewhere, and what came of it."""
    if found is None:
        return _WORDS.say("certificate.outside_none")
    told = "says.outside_explained" if found.explanation else "says.outside_unexplained"
    return _WORDS.say(
        "says.outside_same" if found.agrees else "says.outside_other",
        source=found.source,
        at=at_words(found.at),
        explained=_WORDS.say(told, explanation=found.explanation),
    )


def _drawn_from(times: int) -> str:
    entry = {0: "never_drawn", 1: "drawn_once"}.get(times, "drawn_times")
    return _WORDS.say(f"says.{entry}", times=f"{times:,}")
