"""What was drawn, for the world: ``draw.json`` (DESIGN 3.11). It holds nothing personal."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from app.core.clock import to_text
from app.core.sampling.draw import Draw, DrawnCase
from app.core.sampling.plan import FORMAT, SEED_SOURCES
from app.core.sampling.strict import Fields, Unreadable, load, written


@dataclass(frozen=True, kw_only=True, slots=True)
class Replacement:
    """A case that gave its place to its stratum's next reserve; ``by`` is None when none was left (DESIGN 3.10)."""

    token: str
    by: str | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Withheld:
    """A drawn case that was kept back, and the plan's code for why."""

    token: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherDraw:
    """Another draw of the same seal: its number, its plan's digest, and when it was drawn (None: planned only)."""

    number: int
    plan: str
    drawn_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherSeal:
    """Another seal over the same kind and an overlapping period, and how many draws it has had."""

    seal: str
    first_day: date
    last_day: date
    sealed_at: datetime
    draws: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawRecord:
    """A draw and what an outsider needs to judge it.

    ``replaced`` stands in the order in which it happened. ``other_draws`` are all the other draws and plans of the
    seal, so that numbers without gaps show that none was left out.
    """

    draw: Draw
    seed_source: str
    sealed_at: datetime
    drawn_at: datetime
    replaced: tuple[Replacement, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    other_draws: tuple[OtherDraw, ...] = ()
    other_seals: tuple[OtherSeal, ...] = ()


def draw_json(record: DrawRecord) -> bytes:
    """The bytes of ``draw.json``: canonical JSON and one line feed.

    Raises:
        ValueError: the record would not be read back.
    """
    data = written(_to_json(record))
    try:
        read_draw(data)
    except Unreadable as error:
        raise ValueError(str(error)) from error
    return data


def read_draw(data: bytes) -> DrawRecord:
    """The record in the bytes of a ``draw.json``. The seed's form and the draw itself are for ``verify`` to judge.

    Raises:
        Unreadable: a byte is not as :func:`draw_json` would have written it.
    """
    fields = Fields("draw.json", load("draw.json", data), _KEYS)
    if fields.whole("format") != FORMAT:
        raise Unreadable(f"draw.json: it is of another format; this version checks format {FORMAT}.")
    made = Draw(
        seal=fields.digest("seal"),
        plan=fields.digest("plan"),
        number=fields.whole("number", least=1),
        seed=fields.text("seed"),
        cases=fields.items("cases", _read_case),
        reserves=fields.items("reserves", _read_case),
    )
    return DrawRecord(
        draw=made,
        seed_source=fields.one_of("seed_source", SEED_SOURCES),
        sealed_at=fields.moment("sealed_at"),
        drawn_at=fields.moment("drawn_at"),
        replaced=fields.items("replaced", _read_replacement),
        withheld=fields.items("withheld", _read_withheld),
        other_draws=fields.items("other_draws", _read_other_draw),
        other_seals=fields.items("other_seals", _read_other_seal),
    )


def _to_json(record: DrawRecord) -> dict[str, Any]:
    made = record.draw
    return {
        "format": FORMAT,
        "seal": made.seal,
        "plan": made.plan,
        "number": made.number,
        "seed": made.seed,
        "seed_source": record.seed_source,
        "sealed_at": to_text(record.sealed_at),
        "drawn_at": to_text(record.drawn_at),
        "cases": [_case_to_json(case) for case in made.cases],
        "reserves": [_case_to_json(case) for case in made.reserves],
        "replaced": [{"token": one.token, "by": one.by, "reason": one.reason} for one in record.replaced],
        "withheld": [{"token": one.token, "reason": one.reason} for one in record.withheld],
        "other_draws": [_other_draw_to_json(other) for other in record.other_draws],
        "other_seals": [_other_seal_to_json(other) for other in record.other_seals],
    }


_KEYS: Final = frozenset(
    {
        "format",
        "seal",
        "plan",
        "number",
        "seed",
        "seed_source",
        "sealed_at",
        "drawn_at",
        "cases",
        "reserves",
        "replaced",
        "withheld",
        "other_draws",
        "other_seals",
    }
)


def _case_to_json(case: DrawnCase) -> dict[str, Any]:
    return {"token": case.token, "stratum": case.stratum, "ticket": case.ticket}


def _other_draw_to_json(other: OtherDraw) -> dict[str, Any]:
    drawn_at = None if other.drawn_at is None else to_text(other.drawn_at)
    return {"number": other.number, "plan": other.plan, "drawn_at": drawn_at}


def _other_seal_to_json(other: OtherSeal) -> dict[str, Any]:
    return {
        "seal": other.seal,
        "from": other.first_day.isoformat(),
        "to": other.last_day.isoformat(),
        "sealed_at": to_text(other.sealed_at),
        "draws": other.draws,
    }


def _read_case(where: str, value: Any) -> DrawnCase:
    fields = Fields(where, value, ("token", "stratum", "ticket"))
    return DrawnCase(token=fields.digest("token"), stratum=fields.label("stratum"), ticket=fields.digest("ticket"))


def _read_replacement(where: str, value: Any) -> Replacement:
    fields = Fields(where, value, ("token", "by", "reason"))
    by = None if fields.absent("by") else fields.digest("by")
    return Replacement(token=fields.digest("token"), by=by, reason=fields.code("reason"))


def _read_withheld(where: str, value: Any) -> Withheld:
    fields = Fields(where, value, ("token", "reason"))
    return Withheld(token=fields.digest("token"), reason=fields.code("reason"))


def _read_other_draw(where: str, value: Any) -> OtherDraw:
    fields = Fields(where, value, ("number", "plan", "drawn_at"))
    return OtherDraw(
        number=fields.whole("number", least=1),
        plan=fields.digest("plan"),
        drawn_at=None if fields.absent("drawn_at") else fields.moment("drawn_at"),
    )


def _read_other_seal(where: str, value: Any) -> OtherSeal:
    fields = Fields(where, value, ("seal", "from", "to", "sealed_at", "draws"))
    return OtherSeal(
        seal=fields.digest("seal"),
        first_day=fields.day("from"),
        last_day=fields.day("to"),
        sealed_at=fields.moment("sealed_at"),
        draws=fields.whole("draws"),
    )
