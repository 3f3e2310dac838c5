"""Reports, months and feedback to print in tests: everything in them is invented."""

from dataclasses import replace

from app.core.shapes.figures import AgreementLine, GradeCounts, RateFigure, RateLine
from app.core.shapes.month_papers import FeedbackSheet, MonthCases, MonthFound, MonthPaper
from app.core.shapes.packs import Issue
from app.core.shapes.reports import (
    AnswerCount,
    AsideCase,
    Attendance,
    CaseReport,
    CaseView,
    KindReport,
    MeetingReport,
    Point,
    QuestionReport,
    ReportAction,
    ReportDraw,
)
from app.core.shapes.results import DrawRates
from tests.export import samples

FORCE = "Cheshire Constabulary"
RATED = "Overall, how do you rate this search?"
COUNTS = (("green", "Green: good", "good", 11, 2), ("amber", "Amber: something to learn", "warn", 5, 1))
ACTION = ReportAction(
    name="A3",
    case="Case 2",
    task="Go through what makes grounds with the team.",
    owner="Inspector, Crewe",
    due="1 August 2025",
    state="open",
)


def issue(number: str, marking: str = "OFFICIAL") -> Issue:
    """What stands on each page."""
    return replace(samples.pack(1).issue, number=number, marking=marking)


def rates() -> DrawRates:
    """The rate of one question, of four cases that count."""
    figure = RateFigure(population=304, counted=4, failing=1, lower=2, upper=245)
    line = RateLine(
        question="C8",
        label=RATED,
        basis="consensus",
        chosen="random",
        confidence="95",
        cases=304,
        counts=GradeCounts(passes=3, adverse=1, ungraded=1),
        share="1 of 4",
        figure=figure,
        worst=RateFigure(population=304, counted=5, failing=2, lower=16, upper=259),
        worst_share="2 of 5",
        cautious=False,
        strata=(),
        uncovered=(),
        sentences=("We graded 4 of 304; 1 was rated red; between 2 and 245 of all 304 would be (95% confidence).",),
    )
    label = "Stop and search, 1 to 30 June 2025"
    return DrawRates(
        draw_id=1, kind="stop_search", kind_label="Stop and search", label=label, lines=(line,), disagreed={"C8": 1}
    )


def drawn() -> ReportDraw:
    """The draw of a meeting."""
    return ReportDraw(draw_id=1, label="Stop and search, June 2025", drawn=5, how=samples.how_drawn(5), rates=rates())


def agreement() -> AgreementLine:
    """How far three graders agreed on one question."""
    return AgreementLine(
        question="C8",
        label=RATED,
        cases=4,
        unanimous=2,
        alone=0,
        answers=12,
        cannot_tell=1,
        passed=1,
        conflict=1,
        absent=0,
        unfinished=0,
        percent="70%",
        ac1="0.62",
        alpha="0.55",
        alpha_ordinal="0.58",
        sentences=("Any two graders of a case gave the same answer in 70% of pairs.",),
    )


def kind() -> KindReport:
    """What a panel found on searches."""
    answers = tuple(AnswerCount(code=a, label=b, tone=c, seats=d, cases=e) for a, b, c, d, e in COUNTS)
    asked = QuestionReport(
        question="C8", text=RATED, stage_label="The record", answers=answers, cases=4, not_agreed=1, no_view=0
    )
    return KindReport(
        kind_label="Stop and search",
        cases=4,
        questions=(asked,),
        agreement=(agreement(),),
        good=(Point(text="How strong are the grounds?", answer="Strong", cases=((1, "Behaviour that was seen"),)),),
        learning=(Point(text="How strong are the grounds?", answer="Weak", cases=((2, "Only the area"),)),),
    )


def report() -> MeetingReport:
    """A meeting on five cases, of which the panel saw four."""
    view = CaseView(
        question="C8",
        text=RATED,
        spread="3 Green: good, 1 Amber: something to learn",
        view="Green: good",
        agreed=True,
        votes="4 for, 0 against, 0 abstained",
        reasons="The grounds are about this person.",
    )
    case = CaseReport(
        number=1,
        code="0090 3b35 b33d",
        kind_label="Stop and search",
        targeted=False,
        views=(view,),
        words=(("What should be learnt?", ("Say next time how long he had to wait.",)),),
        unseen=("Ethnicity and outcome",),
        states="1 seat passed",
    )
    return MeetingReport(
        issue=issue("R3 report, copy 1"),
        title="Report of the meeting on 10 July 2025",
        subtitle="Crewe Community Cohesion Group",
        force=FORCE,
        short=("The panel looked at 4 of 5 cases.", "It agreed on 3 and asks for one action."),
        facts=(("Panel", "Crewe Community Cohesion Group"), ("Day", "10 July 2025"), ("Area", "Crewe")),
        attendance=(Attendance(affiliation="Community", asked=6, came=4, left=0, names=("Dilys Ŵyn",)),),
        attended=("Dilys Ŵyn was in the chair.", "The police did not vote."),
        draws=(drawn(),),
        targeted=1,
        aside=(
            AsideCase(number=5, code="5230 0c64 8d7b", kind_label="Stop and search", what="Kept back", reason="Live"),
        ),
        kinds=(kind(), replace(kind(), kind_label="Picked: stop and search", picked=True, questions=(), agreement=())),
        cases=(case, replace(case, number=6, targeted=True)),
        actions=(ACTION,),
        left_out=("Case 5 was kept back: a live investigation would be put at risk.",),
        words_left_out=1,
        read_first=("Read this before you give it on.",),
    )


def month() -> MonthPaper:
    """A sergeant's month, with a case to grade still."""
    return MonthPaper(
        issue=issue("R1 month, copy 1", "OFFICIAL-SENSITIVE"),
        title="Month of June 2025",
        subtitle="Stop and search: Crewe",
        force=FORCE,
        facts=(("Plan", "Monthly dip sample"), ("Due", "31 July 2025")),
        cases=(MonthCases(kind_label="Stop and search", drawn=5, graded=3, waiting=1, aside=1),),
        draws=(drawn(),),
        targeted=0,
        aside=("Case 4 was replaced: the same search is in the list twice.",),
        found=(
            MonthFound(
                kind_label="Stop and search",
                cases=3,
                answers=((RATED, "2 Green: good, 1 Amber: something to learn"),),
                good=kind().good,
                learning=kind().learning,
            ),
        ),
        feedback=("Two officers were told.", "One is still to be told."),
        actions=(ACTION,),
        carried=(),
        video=("The video of case 2 ends on 12 July 2025.",),
    )


def feedback() -> FeedbackSheet:
    """Feedback on one case."""
    return FeedbackSheet(
        issue=issue("R1 feedback 2, copy 1", "OFFICIAL-SENSITIVE"),
        title="Feedback on case 2",
        force=FORCE,
        blocks=(
            ("", ("Search on 2 June 2025, reference SS/2025/06/1074.",)),
            ("What was done well", ("The grounds are about this person.", "A receipt was offered.")),
            ("What to learn", ("Say how long he had to wait.",)),
        ),
    )
