"""Panels' packs to print in tests: everything in them is invented. What was covered is not in them, only its bars."""

from dataclasses import replace

from app.core.shapes.packs import FormStage
from app.core.shapes.panel_packs import PackStage, PanelCasePage, PanelDraw, PanelPack
from app.core.shapes.sheets import CaseRows, FieldGroup, FieldLine, Narrative, PartRow, PartRows, RowBlock
from tests.export import samples

GROUNDS = (
    "On foot patrol in [ADDRESS] with [NAME] when a man outside a pub came up and said that another man, in a green "
    "padded coat, had just shown him a folding knife. He is known as [NAME], born [DATE OF BIRTH]. I saw a man of that "
    "description, alone, walking towards the bus station. The log is [REFERENCE].\n"
    "The informant gave his number, [PHONE], and stayed. Someone had written [REDACTED] here before."
)
RECORD = PackStage(id="record", label="The record", number=1)
REVEAL = PackStage(id="reveal", label="Ethnicity and outcome", number=2)


def force_rows() -> CaseRows:
    """Two officers' forms."""
    return CaseRows(
        rows=tuple(
            RowBlock(
                label=f"Form {number} of 2",
                groups=(FieldGroup(label="What was done", lines=(FieldLine(label="Tactics", value="Handcuffs"),)),),
                narratives=(Narrative(label="Officer’s own account", text="I held [NAME] by the arm."),),
            )
            for number in (1, 2)
        )
    )


def log_rows(entries: int = 30) -> CaseRows:
    """A custody log of so many entries, some of them not released."""
    rows = tuple(
        PartRow(
            when=f"{number} hours after arrival",
            facts=(FieldLine(label="Sort of entry", value="Check of the cell"),),
            blank=("Written by",) if number % 5 == 0 else (),
            texts=(Narrative(label="Entry", text="[NOT RELEASED]" if number % 7 == 0 else "Asleep. [NAME] told."),),
        )
        for number in range(1, entries + 1)
    )
    return CaseRows(parts=(PartRows(label="Custody log", rows=rows),))


def case(number: int, **changes) -> PanelCasePage:
    """A case of the first document."""
    stage = samples.stages()[0]
    page = PanelCasePage(
        number=number,
        token=samples.code(f"token {number}"),
        kind_label="Stop and search",
        headline=f"Saturday {number} June 2025, between 23:00 and midnight · Offensive weapons",
        picked=False,
        groups=(
            FieldGroup(
                label="When and where",
                lines=(
                    FieldLine(
                        label="Date and time of the search", value="Saturday 14 June 2025, between 23:00 and midnight"
                    ),
                    FieldLine(label="Date and time the record was made", value="25 minutes after the search"),
                    FieldLine(label="Local policing unit", value="Crewe"),
                    FieldLine(label="Who was asked", value="[NAME] of the street pastors"),
                    FieldLine(label="Vulnerable person", value=""),
                ),
            ),
        ),
        narratives=(Narrative(label="Grounds as the officer wrote them", text=GROUNDS),),
        rows=CaseRows(),
        again=(),
        form=stage,
        to_agree=stage.questions[1:],
    )
    return replace(page, **changes)


def revealed(number: int) -> PanelCasePage:
    """A case of the last document: what is new, and a text that says more than before."""
    stage = samples.stages()[2]
    return case(
        number,
        headline="",
        groups=(FieldGroup(label="Ethnicity and outcome", lines=(FieldLine(label="Outcome", value="Arrest"),)),),
        narratives=(),
        again=(Narrative(label="Grounds as the officer wrote them", text="He was arrested. [NAME] told us so."),),
        form=stage,
        to_agree=stage.questions[:1],
    )


def pack(*cases: PanelCasePage, **changes) -> PanelPack:
    """The first document of a pack: with a case that has forms and one that has a log, unless told otherwise."""
    pages = cases or (case(1), case(2, rows=force_rows(), picked=True), case(3, rows=log_rows(), narratives=()))
    issue = replace(samples.pack(1).issue, number="R3 panel pack record, copy 1")
    whole = PanelPack(
        issue=issue,
        force="Cheshire Constabulary",
        panel="Crewe Community Cohesion Group",
        area="Crewe",
        held_on="10 July 2025",
        stage=RECORD,
        of=2,
        after="",
        warning="These cases tell of knives and of people in distress. Some are young.",
        terms="Terms of reference, March 2025",
        police_vote=False,
        forms=("Stop and search: Panel, short",),
        law=("PACE Code A, in force 20 December 2023",),
        minutes=96,
        draws=(draw(*(page for page in pages if not page.picked)),),
        carried=samples.carried(),
        left_out=("Case 4: replaced, kept back or not released. There is nothing to grade.",),
        cases=pages,
    )
    return replace(whole, **changes)


def later(*cases: PanelCasePage) -> PanelPack:
    """The last document of a pack."""
    pages = cases or (revealed(1), revealed(2))
    first = pack(*pages)
    issue = replace(first.issue, number="R3 panel pack reveal, copy 1")
    return replace(first, issue=issue, stage=REVEAL, after="The record", draws=(), carried=(), left_out=())


def draw(*pages: PanelCasePage) -> PanelDraw:
    """How some cases were drawn, as volunteers may know it."""
    how = samples.how_drawn(len(pages))
    how = replace(how, drawn=tuple(replace(line, case_key="") for line in how.drawn), reserves=())
    return PanelDraw(name="D1", how=how, cases=tuple((page.number, page.token, page.token) for page in pages))


def long_form(number: int) -> PanelCasePage:
    """A case with a form of forty questions."""
    questions = tuple(samples.question(f"Q{at}", f"Question {at}?", samples.ACTIONS) for at in range(1, 41))
    return case(number, form=FormStage(label="The record", intro="", questions=questions), to_agree=questions)
