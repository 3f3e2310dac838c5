"""Rates in words that a volunteer understands: no percentage of few, never more than the numbers say."""

from fractions import Fraction

from app.core.stats.interval import limits
from app.core.stats.rates import Basis, Chosen, rate
from app.core.stats.told_rates import tell_rate
from tests.core.stats.questions import question_of
from tests.core.stats.samples import sample_of, simple

USUAL = Fraction(95, 100)
YPN = question_of("ypn")
WHOSE = "These are the grades that the line manager gave."


def told(sample, *, basis=Basis.LINE_MANAGER, question=YPN, **more):
    return tell_rate(rate(sample, USUAL), question, basis=basis, base=20, **more)


def test_the_sentence_of_the_design():
    line = told(simple(1_240, passes=54, adverse=6), failing="had weak grounds")
    assert line.sentences == (
        "We graded 60 of 1,240; 6 had weak grounds; between 49 and 251 of all 1,240 would (95% confidence).",
        WHOSE,
        "No case was left open that could hide more.",
    )
    assert (line.share, line.confidence, line.cautious) == ("6 of 60 (10%)", "95", False)
    assert (line.basis, line.chosen, line.cases) == ("line_manager", "random", 1_240)


def test_the_words_of_the_adverse_answers_where_none_are_given():
    line = told(simple(1_240, passes=54, adverse=6), question=question_of("grounds"), basis=Basis.CONSENSUS)
    assert "; 6 got “Does not meet the test” or “No grounds recorded”; between 49" in line.sentences[0]
    assert line.sentences[1] == "These are the grades that the panel agreed on together."
    assert line.basis == "consensus"


def test_below_twenty_there_is_no_percentage_anywhere_but_the_confidence():
    line = told(simple(1_240, passes=15, adverse=3, cannot_tell=1))
    assert (line.share, line.worst_share) == ("3 of 18", "4 of 19")
    assert not any("%" in sentence.replace("95%", "") for sentence in line.sentences)
    assert told(simple(1_240, passes=15, adverse=3, cannot_tell=2)).worst_share == "5 of 20 (25%)"


def test_what_stands_beside_and_what_fails_at_worst_is_said():
    sample = simple(
        1_240,
        passes=50,
        adverse=6,
        cannot_tell=2,
        not_recorded=3,
        not_applicable=4,
        withheld=1,
        replaced=2,
        duplicate=1,
    )
    low, high = limits(1_240, 56, 6, USUAL)
    worst = limits(1_240, 61, 11, USUAL)
    assert told(sample).sentences == (
        f"We graded 65 of 1,240; of the 56 that count here, 6 got “No”; between {low} and {high} of all 1,240 would "
        "(95% confidence), if the cases that do not count here are like those that do.",
        WHOSE,
        "Beside these: 2 “cannot tell”, 1 kept back, 2 replaced, 3 “not recorded”, 4 “does not apply”, "
        "1 replaced as in the list twice or not of this kind.",
        "In the whole list there may be more to which it does not apply, and then fewer would.",
        "Taking the 5 cases left open (2 “cannot tell”, 1 kept back, 2 replaced) as failing too: 11 of 61 (18%); "
        f"between {worst.lower} and {worst.upper} of all 1,240 would (95% confidence).",
    )


def test_none_all_and_the_whole_list_read_like_sentences():
    assert told(simple(1_240, passes=60)).sentences[0] == (
        "We graded 60 of 1,240; none got “No”; up to 72 of all 1,240 still could (95% confidence)."
    )
    assert told(simple(1_240, adverse=60)).sentences[0] == (
        "We graded 60 of 1,240; 60 got “No”; at least 1,168 of all 1,240 would (95% confidence)."
    )
    assert told(simple(62, passes=56, adverse=6)).sentences[0] == (
        "We graded all 62; 6 got “No”. That is the whole list, so there is no margin."
    )
    assert told(simple(1, passes=1)).sentences[0].startswith("We graded the only case; none got “No”.")
    # so many were graded that chance leaves no case
    assert "; none of all 1,000 would (95%" in told(simple(1_000, passes=975)).sentences[0]


def test_nothing_graded_and_nothing_that_counts_promise_nothing():
    line = told(simple(40, ungraded=5))
    assert line.sentences[0] == "We graded none of 40 yet, so nothing can be said of them."
    assert (line.share, line.worst_share) == ("0 of 0", "5 of 5")
    line = told(simple(40, not_applicable=5))
    assert line.sentences[0] == "We graded 5 of 40; none of them counts here, so nothing can be said of the others."
    assert line.sentences[2] == "Beside these: 5 “does not apply”."


def test_a_divided_list_is_said_to_be_cautious_and_has_no_percentage():
    line = told(sample_of(S01=(800, {"passes": 36, "adverse": 4}), S02=(400, {"passes": 19, "adverse": 1})))
    found = line.figure
    assert line.cautious
    assert line.share == "5 of 60"
    assert f"between {found.lower} and {found.upper} of all 1,200 would" in line.sentences[0]
    assert line.sentences[-1] == (
        "The list is in 2 groups, each drawn from by itself. The limits are those of the groups added up, each so wide "
        "that all hold at once: they are cautious."
    )


def test_what_is_not_covered_is_named():
    line = told(sample_of(S01=(800, {"passes": 36, "adverse": 4}), S02=(9, {}), S03=(5, {})))
    found = limits(800, 40, 4, USUAL)
    assert line.sentences[0] == (
        f"We graded 40 of 814; 4 got “No”; between {found.lower} and {found.upper} of the 800 in the groups that were "
        "drawn from would (95% confidence)."
    )
    assert line.sentences[-1] == (
        "Not covered, as none was drawn: 14 cases of “group S02”, “group S03”. Nothing is said about them."
    )
    assert not line.cautious
    assert line.share == "4 of 40 (10%)"
    whole = told(sample_of(S01=(8, {"passes": 8}), S02=(9, {})))
    assert whole.sentences[0] == (
        "We graded 8 of 17; none got “No”. That is every case of the groups that were drawn from, so they have no "
        "margin."
    )


def test_a_theme_is_said_to_be_one():
    line = told(simple(100, Chosen.THEMED, passes=10))
    assert line.chosen == "themed"
    assert line.sentences[2].startswith("The list was narrowed to a theme")
