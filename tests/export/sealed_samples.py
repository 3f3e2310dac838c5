"""Seal notices and draw certificates to print in tests. All of it is invented."""

from dataclasses import replace
from typing import Any

from app.core.shapes.designs import ReasonCount
from app.core.shapes.draws import FunnelStep, StratumLine
from app.core.shapes.gate import ReconciliationLine
from app.core.shapes.notices import CertifiedCase, Change, DrawCertificate, OutsideCount, SealedFacts, SealNotice
from app.core.shapes.packs import Issue
from tests.export.samples import code

SCAN = f"SCRUTINY-PANEL\nseal {code('seal')}\nplan {code('plan')}"
NOT_WHOLE = ((1, 312, 3, 1, "104"), (2, 498, 5, 1, "99.6"), (3, 369, 4, 1, "92.2"))
REASONS = (
    "The same search is in the list twice",
    "It is not this kind of record",
    "A live investigation or court case would be put at risk",
)


def facts(**changes: Any) -> SealedFacts:
    """A list in three groups and one that is taken whole."""
    whole = SealedFacts(
        frame="F1",
        kind_label="Stop and search",
        first_day="2025-06-01",
        last_day="2025-06-30",
        filters=(("Search level", "Jacket, outer garments and gloves, or Strip search"),),
        funnel=(
            FunnelStep(step="Cases in this workspace, of every kind", count=1285),
            FunnelStep(step="of the kind “Stop and search”", count=1191),
            FunnelStep(step="in the period", count=1191),
            FunnelStep(
                step="without those left out: A live investigation or court case would be put at risk", count=1186
            ),
        ),
        left_out=(
            ReasonCount(reason="live", label="A live investigation or court case would be put at risk", count=5),
        ),
        strata=(
            *(
                StratumLine(
                    label=f"S0{at}", name="", cases=cases, size=size, reserves=spare, rule="proportional", weight=weight
                )
                for at, cases, size, spare, weight in NOT_WHOLE
            ),
            StratumLine(label="S04", name="", cases=7, size=7, reserves=0, rule="all", weight="1"),
        ),
        divided="The list is divided by Local policing unit, and each group is drawn from by itself.",
        take_all=("Search level: Strip search and Child: Yes",),
        whole=False,
        cases=1186,
        size=19,
        reserves=3,
        form_label="Monthly dip sample",
        replace_reasons=REASONS,
        withhold_reasons=REASONS[2:],
        adverse="grounds weak, below the test or missing",
        seed_from="It will come from ten-sided dice, at least 20 digits, rolled after the seal.",
        departures=("The plan of the month asks for 5 from each sergeant; 19 are drawn from the area instead.",),
        seal=code("seal"),
        plan=code("plan"),
        plan_number=1,
        sealed_at="2026-11-20T09:30:00Z",
        fixed_at="2026-11-20T09:30:00Z",
        other_seals=(f"{code('other')}, list F2, 1 to 30 June 2025, sealed on 19 November 2026; never drawn from",),
        scan=SCAN,
    )
    return replace(whole, **changes)


def issue(number: str, *, practice: bool = False) -> Issue:
    return Issue(
        marking="OFFICIAL",
        handling="Holds no record number and no person. May be given to anyone who wants to check the draw.",
        practice=practice,
        number=number,
        made_at="2026-11-21T10:04:00Z",
        audit_entry=1041,
        audit_head=code("audit"),
    )


def notice(*, practice: bool = False, warning: str = "", **changes: Any) -> SealNotice:
    told = facts(**changes)
    return SealNotice(
        issue=issue("F1 notice, copy 1", practice=practice),
        title="Seal notice",
        subtitle="Stop and search · 1 to 30 June 2025 · list F1",
        force="Cheshire Constabulary",
        warning=warning,
        facts=told,
        message=(
            "Cheshire Constabulary, Scrutiny Panel: Stop and search, 1 to 30 June 2025. A list of 1,186 cases was "
            f"sealed on Friday 20 November 2026, 09:30. Nothing has been drawn yet.\n"
            f"Seal: {told.seal}\nPlan: {told.plan}\n"
            "To be drawn: 19, and 3 in reserve. It will come from ten-sided dice, rolled after the seal.\n"
            "Please keep this message and answer that you have it."
        ),
    )


def public_case(number: int, became: str = "") -> CertifiedCase:
    return CertifiedCase(
        token=code(f"token {number}"), stratum=f"S0{1 + number % 4}", ticket=code(f"ticket {number}"), became=became
    )


def certificate(*, practice: bool = False, warning: str = "", cases: int = 19, **changes: Any) -> DrawCertificate:
    drawn = tuple(public_case(number) for number in range(cases))
    whole = DrawCertificate(
        issue=issue("D1 certificate, copy 1", practice=practice),
        title="Draw certificate",
        subtitle="Stop and search · 1 to 30 June 2025 · list F1",
        force="Cheshire Constabulary",
        warning=warning,
        facts=facts(),
        lodged=("With Dilys Ŵyn, chair of the panel, on paper, on Friday 20 November 2026, 09:41.",),
        draw="D1",
        number=1,
        drawn_at="2026-11-20T18:05:00Z",
        seed="40718263950917264431",
        seed_source="Ten-sided dice, rolled after the list was sealed, and typed in.",
        people=(("Rolled by", "Dilys Ŵyn"), ("Read out by", "Sergeant 2207"), ("Witnessed by", "Two members")),
        cases=(
            replace(drawn[0], became=f"Replaced by {code('token 900')[:12]}"),
            *drawn[1:4],
            *(replace(one, became="Kept back") for one in drawn[4:5]),
            *drawn[5:],
        ),
        reserves=(public_case(900, "Took the place of a drawn case"), public_case(901), public_case(902)),
        replaced=(
            Change(token=drawn[0].token, by=code("token 900"), reason=REASONS[0], at="2026-11-22T10:00:00Z"),
            Change(token=drawn[-1].token, by="", reason=REASONS[1], at="2026-11-23T10:00:00Z"),
        ),
        withheld=(Change(token=drawn[-1].token, by="", reason=REASONS[2], at="2026-11-23T11:00:00Z"),),
        other_draws=("Number 2, not drawn yet",),
        outside=OutsideCount(
            sentence="The figures differ.",
            source="data.police.uk, 2025-06-cheshire-stop-and-search.csv",
            sha256=code("published"),
            at="2027-01-10T12:00:00Z",
            lines=(
                ReconciliationLine(month="2025-06", power="s1", power_label="PACE section 1", ours=801, theirs=804),
                ReconciliationLine(month="2025-06", power="", power_label="", ours=1186, theirs=1186),
            ),
            explanation="Three searches were recorded twice in what was published.",
        ),
        checks=(("check.html", code("page")), ("CHECK.txt", code("text"))),
    )
    return replace(whole, **changes)


def bare_certificate() -> DrawCertificate:
    """As little as there can be: one group taken whole, drawn alone, nothing lodged, nothing changed."""
    line = StratumLine(label="S01", name="", cases=2, size=2, reserves=0, rule="simple", weight="1")
    few = facts(
        filters=(),
        left_out=(),
        departures=(),
        strata=(line,),
        take_all=(),
        whole=True,
        cases=2,
        size=2,
        reserves=0,
        replace_reasons=(),
        withhold_reasons=(),
        adverse="",
        other_seals=(),
    )
    return certificate(
        cases=5,
        facts=few,
        lodged=("Seal and plan were not lodged with anyone before the draw.",),
        people=(),
        reserves=(),
        replaced=(),
        withheld=(),
        other_draws=(),
        outside=None,
    )
