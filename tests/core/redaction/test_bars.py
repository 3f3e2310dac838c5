"""What a reader is given: nothing that is covered, no hint of its length, and only what the open stages lift."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.redaction.bars import NOT_RELEASED, Covered, Released, bar, bar_word
from app.core.redaction.spans import KINDS, LIFTING, Span, settle

STAGES = ("record", "video", "reveal")
TEXT = "An IC3 male gave the name Kyle and was arrested."
NAME = Span(start=26, end=30, kind="NAME")
ETHNICITY = Span(start=3, end=6, kind="ETHNICITY", lifts_at="reveal")
OUTCOME = Span(start=39, end=47, kind="OUTCOME", lifts_at="video")
COVERS = (ETHNICITY, NAME, OUTCOME)


def test_bars_say_the_kind() -> None:
    assert bar(TEXT, COVERS, ("record",)) == "An [ETHNICITY] male gave the name [NAME] and was [OUTCOME]."
    assert bar_word("DATE_OF_BIRTH") == "[DATE OF BIRTH]"


def test_a_stage_lifts_what_lifts_at_it_and_nothing_else() -> None:
    assert bar(TEXT, COVERS, ("record", "video")) == "An [ETHNICITY] male gave the name [NAME] and was arrested."
    assert bar(TEXT, COVERS, STAGES) == "An IC3 male gave the name [NAME] and was arrested."


@st.composite
def covered(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """A text in small letters, so that no bar holds a piece of it, with settled covers."""
    text = draw(st.text("abcdé ñ\n", min_size=1, max_size=60))
    found: list[Span] = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        kind = draw(st.sampled_from(KINDS))
        lift = draw(st.sampled_from(("", *STAGES))) if kind in LIFTING else ""
        found.append(Span(start=start, end=draw(st.integers(start + 1, len(text))), kind=kind, lifts_at=lift))
    return text, settle(text, found, STAGES)


@given(covered(), st.integers(0, 3))
def test_covered_characters_never_stand_in_what_is_given(case: tuple[str, tuple[Span, ...]], opened: int) -> None:
    text, covers = case
    hidden = [span for span in covers if span.lifts_at not in STAGES[:opened]]
    free = [at for at in range(len(text)) if not any(span.start <= at < span.end for span in hidden)]
    given_ = bar(text, covers, STAGES[:opened])
    assert given_.count("[") == len(hidden)
    assert {letter: given_.count(letter) for letter in "abcdéñ\n"} == {
        letter: sum(text[at] == letter for at in free) for letter in "abcdéñ\n"
    }


@given(covered(), st.integers(1, 30))
def test_the_length_of_what_is_covered_does_not_tell(case: tuple[str, tuple[Span, ...]], more: int) -> None:
    text, covers = case
    for at, span in enumerate(covers):
        longer = text[: span.end] + "x" * more + text[span.end :]
        moved = [
            Span(start=one.start + (more if no > at else 0), end=one.end + (more if no >= at else 0), kind=one.kind)
            for no, one in enumerate(covers)
        ]
        bare = [Span(start=one.start, end=one.end, kind=one.kind) for one in covers]
        assert bar(longer, moved, ()) == bar(text, bare, ())


# ------------------------------------------------------------------ a case's texts
def test_only_the_words_that_were_released_are_shown() -> None:
    released = Released([Covered(text=TEXT, spans=COVERS)], STAGES)
    assert "Kyle" not in released.shown(TEXT, "reveal")
    assert released.shown(TEXT + " More.", "reveal") == NOT_RELEASED
    assert released.shown("  ", "record") == ""
    assert "Kyle" not in repr(released)


def test_a_stage_that_the_case_skips_lifts_with_the_next() -> None:
    released = Released([Covered(text=TEXT, spans=COVERS)], STAGES)
    assert "arrested" not in released.shown(TEXT, "record")
    assert "arrested" in released.shown(TEXT, "reveal")


def test_the_same_words_twice_are_covered_by_both() -> None:
    released = Released([Covered(text=TEXT, spans=(NAME,)), Covered(text=TEXT, spans=(OUTCOME,))], STAGES)
    assert released.shown(TEXT, "record") == "An IC3 male gave the name [NAME] and was [OUTCOME]."


def test_words_are_compared_in_their_normal_form() -> None:
    released = Released([Covered(text="Ren\u00e9 was seen.", spans=(Span(start=0, end=4, kind="NAME"),))], STAGES)
    assert released.shown("Rene\u0301 was seen.", "record") == "[NAME] was seen."
