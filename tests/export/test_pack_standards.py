"""Every kind of pack keeps PDF/UA-1 and PDF/A-2a, and says nothing but what its shape says."""

from dataclasses import replace

import pytest

from app.core.shapes.packs import SamplePack
from app.core.shapes.sheets import FieldGroup, FieldLine, Narrative
from app.export.fonts import unprintable
from app.export.pack import sample_pack
from tests.export import samples
from tests.export.papers import faults, structure

HOSTILE = '</para><b>bold</b> <img src="file:///etc/hosts"> &lt; &amp; {seal} %s %later 1\n ]]> (( \\( <</Type/Page>>'
CONTROLS = "\ud83dbefore\x00\x07\x1b[2J\x9f\ufeff\u202eafter\r\nnext\x0bline\u2028last"
SCRIPTS = "She said مرحبا بك and שלום, 你好 👩‍👩‍👧 🔪 and left."
WELSH = "Llŷr Ŵyn Gŵilym, Tŷ Ŵyn, Heol y Bont; Zażółć gęślą jaźń; Σωκράτης; Ŵ and ẁ"
UNBROKEN = "https://example.invalid/" + "a" * 900 + "/" + "WWWW" * 200


def told(text: str) -> SamplePack:
    """A pack whose first case says the same in every place that can hold text."""
    lines = (FieldLine(label=text[:80], value=text), FieldLine(label="Empty", value=""))
    fields = FieldGroup(label=text[:60], lines=lines)
    asked = samples.question("X1", text, help=text, law=text)
    stage = replace(samples.stages()[0], questions=(asked, *samples.stages()[0].questions), intro=text)
    whole = replace(samples.pack(1), title=text[:60], subtitle=text[:300], force=text[:40], learning_note=text)
    whole = replace(whole, issue=replace(whole.issue, number=text[:90], marking=text[:70], handling=text))
    return samples.with_first_case(
        whole,
        reference=text[:40],
        headline=text[:200],
        groups=(fields,),
        narratives=(Narrative(label="Grounds", text=text), Narrative(label="Conduct", text="")),
        stages=(stage,),
        status=text,
    )


def long_form() -> SamplePack:
    """A form of forty questions, some with more answers than a line holds."""
    questions = tuple(samples.question(f"Q{number}", f"Question {number}?", samples.ACTIONS) for number in range(1, 41))
    return samples.with_first_case(samples.pack(1), stages=(replace(samples.stages()[0], questions=questions),))


def bare() -> SamplePack:
    """A pack with as little in it as a shape allows."""
    drawn = replace(samples.how_drawn(1), filters=(), strata_facet="", reserves=(), other_seals=(), drawn=())
    whole = replace(samples.pack(1), how_drawn=drawn, learning_note="", law="", subtitle="")
    empty = {"groups": (), "narratives": (), "stages": (), "reference": "", "headline": "", "status": ""}
    return samples.with_first_case(whole, **empty)


def odd() -> SamplePack:
    """What a careless scheme may hold: numbers of questions over lines, headings without words, answers like essays."""
    essays = tuple(f"{word} and a good many words more than an answer should have" for word in samples.YPN)
    questions = (
        samples.question("S\nS", "A number on two lines"),
        samples.question("W" * 40, "A number as wide as the page"),
        *(samples.question(f"G{number}", samples.GROUNDS, essays, group="Essays") for number in range(3)),
        *(samples.question(f"E{number}", "No words", ("", ""), group="\x00") for number in range(3)),
        *(samples.question(f"L{number}", samples.GROUNDS, group="Long", help=samples.GROUNDS) for number in range(9)),
    )
    stage = replace(samples.stages()[0], label="", questions=questions)
    changed = samples.with_first_case(samples.pack(1), stages=(stage,), groups=(FieldGroup(label="", lines=()),))
    return replace(changed, title="\x00", how_drawn=replace(changed.how_drawn, seed="", funnel=(), strata=()))


PACKS = {
    "one case": lambda: samples.pack(1),
    "twelve cases, for real": lambda: samples.pack(12, practice=False, answered=0),
    "a narrative of many pages": lambda: samples.pack(1, narrative=samples.GROUNDS * 120),
    "100,000 characters without a break": lambda: samples.pack(1, narrative="word " * 20_000),
    "an empty narrative": lambda: samples.pack(1, narrative="\n \n"),
    "markup": lambda: told(HOSTILE),
    "control characters": lambda: told(CONTROLS),
    "scripts that the font lacks": lambda: told(SCRIPTS),
    "Welsh and others": lambda: told(WELSH),
    "words wider than the page": lambda: told(UNBROKEN),
    "very long text everywhere": lambda: told(samples.GROUNDS * 8),
    "forty questions": long_form,
    "as little as may be": bare,
    "a careless scheme": odd,
}


LARGE = ("one case", "words wider than the page", "very long text everywhere", "a careless scheme")


@pytest.mark.parametrize("name", PACKS)
def test_each_pack_keeps_both_standards(name, tmp_path):
    data = sample_pack(PACKS[name]())
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []
    structure(data)  # nothing is drawn outside elements and artifacts


@pytest.mark.parametrize("size", [14, 18, 24])
@pytest.mark.parametrize(
    "name", ["one case", "words wider than the page", "very long text everywhere", "a careless scheme"]
)
def test_large_print_keeps_them_too(name, size, tmp_path):
    data = sample_pack(PACKS[name](), base_size=size)
    assert faults(data, "ua1", tmp_path) == []
    assert faults(data, "2a", tmp_path) == []


def test_markup_is_printed_as_it_was_written():
    words = structure(sample_pack(told(HOSTILE))).words
    assert '</para><b>bold</b> <img src="file:///etc/hosts"> &lt; &amp; {seal} %s %later 1' in words
    assert "]]> (( \\( <</Type/Page>>" in words


def test_control_characters_are_gone_and_words_stay_apart():
    words = structure(sample_pack(told(CONTROLS))).words
    assert "[?]before[2Jafter next line last" in words


def test_what_the_font_lacks_is_shown_as_lacking_and_reported():
    pack = told(SCRIPTS)
    words = structure(sample_pack(pack)).words
    assert "She said [?] [?] and [?], [?] [?] [?] and left." in words
    assert "Some characters of this case cannot be printed" in words
    assert {"م", "ש", "你", "🔪"} <= set(unprintable(pack))
    assert unprintable(told(WELSH)) == ()


def test_welsh_letters_are_printed():
    words = structure(sample_pack(told(WELSH))).words
    assert WELSH in words
    assert "cannot be printed" not in words


def test_letters_in_two_pieces_are_put_together():
    assert "Llŷr" in structure(sample_pack(told("Lly\u0302r"))).words


def test_nothing_of_a_long_narrative_is_lost():
    text = " ".join(f"word{number}" for number in range(12_000))
    assert text in structure(sample_pack(samples.pack(1, narrative=text))).words


def test_an_empty_narrative_is_named_and_the_main_one_keeps_its_place():
    empty = (Narrative(label="Grounds", text=" "), Narrative(label="Conduct", text=""))
    words = structure(sample_pack(samples.with_first_case(samples.pack(1), narratives=empty))).words
    assert "Grounds Nothing was recorded. Not recorded: Conduct" in words


def test_fields_that_say_no_stand_in_one_line_before_those_left_blank():
    said = {"Baton used": "No", "Warning given": "Yes", "Age": "", "Alone": "No"}
    group = FieldGroup(label="Force", lines=tuple(FieldLine(label=name, value=text) for name, text in said.items()))
    words = structure(sample_pack(samples.with_first_case(samples.pack(1), groups=(group,)))).words
    assert "Warning given Yes No: Baton used, Alone; Not recorded: Age" in words
