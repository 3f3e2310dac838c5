"""What a draw was, for anyone who wants to check it: the shape of its certificate."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.core import resources
from app.core.canonical import sha256_hex
from app.core.sampling import members
from app.core.shapes.draws import CaseLine, DrawView
from app.core.shapes.gate import ReconciliationView
from app.core.shapes.notices import CertifiedCase, Change, DrawCertificate, OutsideCount
from app.core.shapes.packs import Issue
from app.export.wording import Wording
from app.models.frames import DrawRow, FrameRow, PlanRow
from app.services.drawing.draw_words import became, lodged_words, other_draw_words, people_words, seed_came
from app.services.drawing.draws import draw_view
from app.services.drawing.frame_views import scheme_of
from app.services.drawing.gate_views import reconciliation_of
from app.services.drawing.outside_marking import for_outside
from app.services.drawing.sealed_facts import sealed_facts
from app.services.papers.notices import subtitle
from app.services.reasons import force_of

_WORDS = Wording("sealed")


def certificate_shape(session: Session, row: DrawRow, issue: Issue) -> DrawCertificate:
    """The certificate of a draw, as it would be printed now."""
    frame, plan = session.get_one(FrameRow, row.frame_id), session.get_one(PlanRow, row.plan_id)
    view, facts = draw_view(session, row), sealed_facts(session, frame, plan)
    issue, warning = for_outside(session, plan, issue)
    if (view.people or any(one.to for one in view.lodged)) and not warning:
        issue = replace(issue, handling=_WORDS.say("says.handling_people"))
    told = became(view)
    return DrawCertificate(
        issue=issue,
        title=_WORDS.say("certificate.title"),
        subtitle=subtitle(facts),
        force=force_of(session).name,
        warning=warning,
        facts=facts,
        lodged=lodged_words(view.lodged),
        draw=f"D{row.id}",
        number=row.number,
        drawn_at=view.drawn_at,
        seed=view.seed,
        seed_source=seed_came(view),
        people=people_words(view),
        cases=tuple(_case(line, told) for line in view.cases),
        reserves=tuple(_case(line, told) for line in view.reserves),
        replaced=_replaced(view),
        withheld=tuple(Change(token=one.token, by="", reason=one.reason_label, at=one.at) for one in view.withheld),
        other_draws=other_draw_words(view.other_draws),
        outside=_outside(reconciliation_of(session, scheme_of(session, frame.scheme_id), frame.id)),
        checks=_checks(),
    )


def _case(line: CaseLine, told: dict[str, str]) -> CertifiedCase:
    return CertifiedCase(token=line.token, stratum=line.stratum, ticket=line.ticket, became=told.get(line.token, ""))


def _replaced(view: DrawView) -> tuple[Change, ...]:
    return tuple(Change(token=one.token, by=one.by or "", reason=one.reason_label, at=one.at) for one in view.replaced)


def _outside(found: ReconciliationView | None) -> OutsideCount | None:
    if found is None:
        return None
    return OutsideCount(
        sentence=_WORDS.say("says.agrees" if found.agrees else "says.differs"),
        source=found.source,
        sha256=found.sha256,
        at=found.at,
        lines=found.lines,
        explanation=found.explanation,
    )


def _checks() -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of the page and the text that go with every bundle made now."""
    folder = resources.root() / "check"
    return tuple((name, sha256_hex((folder / name).read_bytes())) for name in members.HELP)
