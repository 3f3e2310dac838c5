"""Bundles for the tests of the draw: whole ones, and ways to change them."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.core.canonical import sha256_hex
from app.core.sampling.allocation import PROPORTIONAL, shares
from app.core.sampling.dealing import design_shares
from app.core.sampling.design import Design
from app.core.sampling.draw import draw
from app.core.sampling.frame import ALL, Frame, FrameCase, seal_frame
from app.core.sampling.keys import case_key, content_digest
from app.core.sampling.plan import Filter, FunnelStep, Plan, plan_bytes, plan_digest
from app.core.sampling.record import DrawRecord, OtherDraw, OtherSeal, Replacement, Withheld, draw_json
from app.core.sampling.strata import stratum_names
from app.core.sampling.strict import written

SECRET = bytes(range(32))
SEED = "00314159265358979323"
SEALED = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)
PLACES = ("Chester", "Crewe", "", "Ynys Môn")


def a_frame(cases: int = 40, *, stratified: bool = True) -> Frame:
    return seal_frame(
        secret=SECRET,
        cases=[
            FrameCase(
                key=case_key([f"URN/{place}"]),
                content=content_digest([{"grounds": f"Grounds {place}"}]),
                stratum=PLACES[place % len(PLACES)] if stratified else ALL,
            )
            for place in range(cases)
        ],
        stratified=stratified,
    )


def a_plan(frame: Frame, *, size: int = 10, reserves: int = 6, **changes: Any) -> Plan:
    whole = len(frame.cases)
    values: dict[str, Any] = {
        "seal": frame.seal,
        "number": 1,
        "practice": False,
        "kind": "stop_search",
        "scheme_version": "1",
        "form": "monthly",
        "first_day": date(2025, 6, 1),
        "last_day": date(2025, 6, 30),
        "filters": (Filter(facet="lpu", value="Zoë's “patch”"),),
        "funnel": (FunnelStep(step="imported", count=whole + 7), FunnelStep(step="period", count=whole)),
        "imports": (sha256_hex(b"an extract"),),
        "strata_by": ("lpu",) if len(frame.strata) > 1 else (),
        "shares": changes.get("shares") or shares(frame.strata, size=size, reserves=reserves),
        "replace_reasons": ("duplicate", "wrong_kind"),
        "withhold_reasons": ("live_investigation",),
        "adverse": "grounds 0 or 1",
        "sealed_at": SEALED,
        "fixed_at": SEALED,
    }
    return Plan(**{**values, **changes})


def a_bundle(
    cases: int = 40, *, stratified: bool = True, size: int = 10, reserves: int = 6, **plan: Any
) -> dict[str, bytes]:
    """A bundle that holds, with a replacement and a withheld case where there are reserves."""
    frame = a_frame(cases, stratified=stratified)
    return bundle_of(frame, a_plan(frame, size=size, reserves=reserves, **plan))


def bundle_of(frame: Frame, planned: Plan) -> dict[str, bytes]:
    data = plan_bytes(planned)
    made = draw(
        seal=frame.seal,
        plan=plan_digest(data),
        number=planned.number,
        seed=SEED,
        cases=frame.cases,
        shares=planned.shares,
    )
    replaced = withheld = ()
    if made.reserves and len(made.cases) > 2:
        by = made.reserves[0]
        first = next(case for case in made.cases if case.stratum == by.stratum)
        replaced = (Replacement(token=first.token, by=by.token, reason="duplicate"),)
        withheld = (Withheld(token=by.token, reason="live_investigation"),)
    record = DrawRecord(
        draw=made,
        seed_source="dice",
        sealed_at=SEALED,
        drawn_at=SEALED + timedelta(minutes=40),
        replaced=replaced,
        withheld=withheld,
        other_draws=tuple(
            OtherDraw(number=number, plan=sha256_hex(b"%d" % number), drawn_at=None)
            for number in range(1, planned.number)
        ),
        other_seals=(
            OtherSeal(
                seal=sha256_hex(b"another"),
                first_day=date(2025, 6, 30),
                last_day=date(2025, 7, 31),
                sealed_at=SEALED,
                draws=0,
            ),
        ),
    )
    return {"frame.csv": frame.file, "plan.json": data, "draw.json": draw_json(record)}


VALUES = {
    "lpu": PLACES,
    "team": ("N1", "N2", "N3"),
    "officer": tuple(f"PC {number}" for number in range(7)),
    "is_child": ("yes", *[""] * 10),
    "search_level": ("strip", *["outer"] * 4),
}
"""Facets and their values, which the cases of a designed bundle have in turn."""


def a_designed_frame(design: Design, cases: int = 60) -> Frame:
    values = [tuple(VALUES[facet][place % len(VALUES[facet])] for facet in design.facets) for place in range(cases)]
    names = stratum_names(design, Counter(values))
    return seal_frame(
        secret=SECRET,
        cases=[
            FrameCase(case_key([f"URN/{place}"]), content_digest([{"grounds": f"Grounds {place}"}]), names[one])
            for place, one in enumerate(values)
        ],
        stratified=design.stratified,
    )


def a_designed_bundle(design: Design, cases: int = 60, **plan: Any) -> dict[str, bytes]:
    """A bundle of a design, as the service would make it."""
    frame = a_designed_frame(design, cases)
    said = {
        "strata_by": design.strata_by,
        "allocation": "" if design.allocation == PROPORTIONAL else design.allocation,
        "per": design.per[0] if design.per else "",
        "take_all": tuple(tuple(Filter(facet=facet, value=value) for facet, value in rule) for rule in design.take_all),
        "shares": design_shares(design, frame.strata),
    }
    return bundle_of(frame, a_plan(frame, **{**said, **plan}))


def rewritten(members: dict[str, bytes], name: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """The bundle with one JSON file changed by a function and written again as the product would.

    Where it is the plan, its new digest is put into ``draw.json``, as someone would who wants to deceive.
    """
    value = json.loads(members[name])
    change(value)
    changed = {**members, name: written(value)}
    if name == "plan.json":
        record = json.loads(members["draw.json"])
        record["plan"] = plan_digest(changed["plan.json"])
        changed["draw.json"] = written(record)
    return changed
