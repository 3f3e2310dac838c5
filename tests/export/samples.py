"""Packs to print in tests: everything in them is invented, people, places and numbers too."""

import hashlib
from dataclasses import replace

from app.core.shapes.draws import CaseLine, FunnelStep, StratumLine
from app.core.shapes.packs import (
    CarriedAction,
    CaseSheet,
    FormChoice,
    FormQuestion,
    FormStage,
    HowDrawn,
    Issue,
    SamplePack,
)
from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative

GROUNDS = (
    "At 23:10 hrs I was on foot patrol in Market Street with PC 4471 Ashworth when a man outside the Red Lion came up "
    "to us and said that another man, in a green padded coat and a white cap, had just shown him a folding knife and "
    "put it into his right coat pocket. I saw a man of that description forty metres away, alone, walking towards the "
    "bus station. When he saw us he turned round and put his right hand into that pocket. I told him that he was "
    "detained for a search under section 1 of PACE, why, and what I was looking for.\n"
    "The informant gave his name and stayed to be spoken to. I did not rely on anything else."
)
SHORT_GROUNDS = "Smell of cannabis from the vehicle. Occupants nervous."
CONDUCT = (
    "He was calm throughout. Handcuffs were not used. I asked whether he understood, and he said that he did. "
    "He was offered a receipt and took it. The search lasted six minutes."
)
YPN = ("Yes", "Partly", "No", "Not recorded", "Does not apply", "Cannot tell")
TONES = ("good", "warn", "bad", "warn", "neutral", "neutral")
GROUND_SCALE = (
    "Strong",
    "Sufficient",
    "Weak, but meets the test",
    "Does not meet the test",
    "No grounds recorded",
    "Cannot tell",
)
RATING = ("Green: good", "Amber: something to learn", "Red: serious concern", "Cannot tell")
ACTIONS = (
    "Nothing further",
    "Positive feedback, or share as good practice",
    "Advice through the supervisor",
    "Training or a refresher",
    "Correct the record",
    "Supervisor meets the officer and replies in writing",
    "Review by the area inspector",
    "Refer to Professional Standards",
    "Cannot tell",
)
CODE_A = "PACE Code A, {} (Code A, 20 December 2023)"
GOWISELY = (
    "Grounds: were they explained?",
    "Object: was the person told what was being looked for?",
    "Warrant card: was it shown, if not in uniform?",
    "Identity: did the officer give name or number?",
    "Station: did the officer say where they are based?",
    "Entitlement: was the person told of their right to a copy of the record?",
    "Legal power: was it named?",
    "You are detained: was it said plainly?",
)


def code(text: str) -> str:
    """64 hexadecimal digits that stand for a seal, a case code, ..."""
    return hashlib.sha256(text.encode()).hexdigest()


def choices(labels: tuple[str, ...]) -> tuple[FormChoice, ...]:
    return tuple(
        FormChoice(label=label, tone=TONES[place % 6], key="1234567890"[place]) for place, label in enumerate(labels)
    )


def question(number: str, text: str, labels: tuple[str, ...] = YPN, **other) -> FormQuestion:
    fixed = {"help": "", "law": "", "group": "", "mandatory": True, "free_text": False} | other
    return FormQuestion(id=number, text=text, choices=choices(labels), **fixed)


def stages(answered: bool = False) -> tuple[FormStage, ...]:
    """A form of three stages, with the eight of GOWISELY and free text; answered as a practice verdict or not."""
    given = (lambda place: place) if answered else (lambda place: None)
    record = (
        question(
            "C1",
            "Were you there, did you authorise it, or have you already reviewed it?",
            ("Yes", "No", "Cannot tell"),
            help="Yes takes the case away from you: you grade it no further. That is normal.",
            answered=given(1),
        ),
        question(
            "SS1",
            "How strong are the grounds that are written down?",
            GROUND_SCALE,
            help="Look for: reasons about this person, seen or heard before the search.\nOnly what is written counts: "
            "what was found afterwards does not make weak grounds strong.",
            law=CODE_A.format("2.2 and 4.6"),
            answered=given(0),
        ),
        question(
            "SS2",
            "Are the grounds about this person, not about a type of person?",
            help="Look for: behaviour, a description that fits, or recent information.\nNo: age, dress, area or past "
            "convictions alone.",
            law=CODE_A.format("2.2B"),
            answered=given(0),
        ),
        question("SS6", "Is the power that was recorded the right one?", law=CODE_A.format("2.1"), answered=given(0)),
        question(
            "C8",
            "Overall, how do you rate this search?",
            RATING,
            answered=given(0),
            written="Practice verdict." if answered else "",
        ),
    )
    video = (
        question("C3", "Does the body-worn video match the written record?", answered=given(3)),
        *(
            question(f"SS8{letter}", text, group="SS8", answered=given(place % 6))
            for place, (letter, text) in enumerate(zip("abcdefgh", GOWISELY, strict=True))
        ),
    )
    reveal = (
        question(
            "C6",
            "Any sign of stereotyping or unfair treatment?",
            ("Yes", "No", "Cannot tell"),
            help="Would the reasons have been enough for anyone, of any background?",
            law="Equality Act 2010, s.149",
            answered=given(1),
        ),
        question(
            "C11",
            "What should be learnt?",
            (),
            free_text=True,
            mandatory=False,
            written="Good grounds, well written. Say next time how long he had to wait." if answered else "",
        ),
        question("C12", "Which action do you suggest?", ACTIONS, answered=given(1)),
    )
    return (
        FormStage(
            label="The record",
            questions=record,
            intro="Read what the officer wrote. Ethnicity and outcome come later, so that they cannot sway you.",
        ),
        FormStage(label="The video", intro="Watch the body-worn video, then say what you saw.", questions=video),
        FormStage(label="Ethnicity and outcome", intro="Only after your other answers are locked.", questions=reveal),
    )


def case(number: int, narrative: str = "", *, answered: bool = False) -> CaseSheet:
    place = ("Market Street, Crewe", "Station Road, Chester", "Heol y Bont, Saltney", "Ŵyn Lane, Ellesmere Port")
    return CaseSheet(
        number=number,
        token=code(f"token {number}"),
        ticket=code(f"ticket {number}"),
        stratum=f"S0{1 + number % 3}",
        reference=f"SS/2025/06/{1000 + 37 * number}",
        headline=f"Saturday {number} June 2025, 23:10 · Offensive weapons",
        groups=(
            FieldGroup(
                label="When and where",
                lines=(
                    FieldLine(label="Date and time", value=f"Saturday {number} June 2025, 23:10"),
                    FieldLine(label="Place", value=place[number % 4]),
                    FieldLine(label="Local policing unit", value=("Crewe", "Chester", "Ellesmere Port")[number % 3]),
                ),
            ),
            FieldGroup(
                label="The search",
                lines=(
                    FieldLine(label="Power", value="PACE 1984, section 1"),
                    FieldLine(label="Object looked for", value="Offensive weapons"),
                    FieldLine(label="Level", value="Jacket, outer garments, gloves (JOG)"),
                    FieldLine(label="Officer", value="PC 5120 Llŷr Gwyndaf" if number % 2 else "PC 2207 Amara Osei"),
                    FieldLine(label="Body-worn video", value="Yes" if number % 3 else ""),
                ),
            ),
        ),
        narratives=(
            Narrative(label="Grounds", text=narrative or (GROUNDS if number % 3 else SHORT_GROUNDS)),
            Narrative(label="Conduct and care", text=CONDUCT if number % 2 else ""),
        ),
        stages=stages(answered),
        status="Practice verdict, made by the program for learning: 12 of 13 questions are answered."
        if answered
        else "",
    )


def line(number: int) -> CaseLine:
    return CaseLine(
        token=code(f"token {number}"),
        stratum=f"S0{1 + number % 3}",
        ticket=code(f"ticket {number}"),
        case_key=f"SS/2025/06/{1000 + 37 * number}",
    )


def how_drawn(cases: int) -> HowDrawn:
    return HowDrawn(
        kind_label="Stop and search",
        first_day="2025-06-01",
        last_day="2025-06-30",
        filters=(("Search level", "More than jacket, outer garments and gloves left out"),),
        funnel=(
            FunnelStep(step="Rows in the extracts", count=1215),
            FunnelStep(step="Stop and search (30 section 60 searches are another kind)", count=1185),
            FunnelStep(step="1 to 30 June 2025", count=1185),
            FunnelStep(step="Left out: live investigation", count=1179),
        ),
        strata=(
            StratumLine(label="S01", name="Ellesmere Port", cases=312, size=3, reserves=1),
            StratumLine(label="S02", name="Crewe", cases=498, size=5, reserves=1),
            StratumLine(label="S03", name="Chester", cases=369, size=4, reserves=1),
        ),
        strata_facet="local policing unit",
        cases=1179,
        seal=code("seal"),
        plan=code("plan"),
        sealed_at="2026-11-20T09:30:00Z",
        lodged="Seal and plan were lodged with the panel's chair on 20 November 2026 at 09:41, before the seed.",
        seed="40718263950917264431",
        seed_source="Twenty ten-sided dice, rolled by the chair in the room, before two witnesses.",
        number=1,
        drawn_at="2026-11-20T18:05:00Z",
        drawn=tuple(line(number) for number in range(1, cases + 1)),
        reserves=tuple(line(number) for number in range(900, 903)),
        other_draws=(),
        other_seals=(
            "Stop and search, 1 to 30 June 2025, sealed on 19 November 2026: 3f2a 91bc 04de. Never drawn from.",
        ),
    )


def pack(cases: int = 3, *, practice: bool = True, answered: int = 1, narrative: str = "") -> SamplePack:
    """A pack of that many cases; the first few carry practice verdicts."""
    return SamplePack(
        issue=Issue(
            marking="OFFICIAL-SENSITIVE",
            handling="Keep it locked away. Do not copy it or send it on. Give it back to the sergeant who "
            "printed it, who destroys it after the month is closed.",
            practice=practice,
            number="D1 pack, copy 1",
            made_at="2026-11-21T10:04:00Z",
            audit_entry=1041,
            audit_head=code("audit"),
        ),
        title="Monthly dip sample",
        subtitle="Stop and search, June 2025: Crewe, Chester and Ellesmere Port",
        force="Cheshire Constabulary",
        warning="Not redacted: not for volunteers. It holds the records of people as officers wrote them.",
        form_label="Monthly dip sample",
        law="PACE Code A, in force 20 December 2023",
        minutes=6,
        how_drawn=how_drawn(cases),
        cases=tuple(case(number, narrative, answered=number <= answered) for number in range(1, cases + 1)),
        learning_note="This form is for learning. It is not a misconduct finding, and no answer on it counts as one.",
        carried=carried(),
    )


def carried() -> tuple[CarriedAction, ...]:
    """Two actions of the month before: one answered and not accepted, one that nobody answered."""
    may = "Sergeants’ month, May 2025"
    return (
        CarriedAction(
            name="A3",
            round_label=f"{may}, case 4",
            task="Go through what makes grounds with the officer, with the words of this record.",
            owner="Sgt Ravenscroft",
            due="20 June 2025",
            state="open",
            steps=(
                "12 June 2025: replied, Sgt Ravenscroft. Done.",
                "14 June 2025: not accepted. Say what was gone through.",
            ),
        ),
        CarriedAction(
            name="A5",
            round_label=may,
            task="Order cards for receipts.",
            owner="",
            due="1 July 2025",
            state="open",
            steps=(),
        ),
    )


def with_first_case(whole: SamplePack, **changes) -> SamplePack:
    """The pack with something of its first case changed."""
    first, *rest = whole.cases
    return replace(whole, cases=(replace(first, **changes), *rest))
