"""What a panel talks of first: adverse against not, then the distance, then how many different answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.stats.disagreement import Difference, difference
from tests.core.stats.questions import question_of

GROUNDS, RAG, YPN = question_of("grounds"), question_of("rag"), question_of("ypn")


@pytest.mark.parametrize("given_", [{}, {"green": 5}, {"red": 1}, {"green": 4, "red": 0}])
def test_nothing_differs_where_all_said_the_same(given_: dict[str, int]):
    assert difference(given_, RAG) is None


@pytest.mark.parametrize(
    ("given_", "question", "wanted"),
    [
        ({"green": 4, "red": 1}, RAG, Difference(split=True, distance=2, answers=2, doubters=1)),
        ({"amber": 1, "red": 1}, RAG, Difference(split=True, distance=1, answers=2, doubters=1)),
        ({"green": 2, "amber": 1}, RAG, Difference(split=False, distance=1, answers=2, doubters=1)),
        ({"4": 1, "0": 1, "2": 1}, GROUNDS, Difference(split=True, distance=4, answers=3, doubters=2)),
        ({"1": 1, "0": 2}, GROUNDS, Difference(split=False, distance=1, answers=2, doubters=1)),
        ({"yes": 3, "not_recorded": 2}, YPN, Difference(split=False, distance=0, answers=2, doubters=2)),
        ({"cannot_tell": 1, "not_applicable": 1}, YPN, Difference(split=False, distance=0, answers=2, doubters=1)),
    ],
)
def test_how_far_grades_differ(given_: dict[str, int], question, wanted: Difference):
    assert difference(given_, question) == wanted


def test_what_is_talked_of_first():
    apart = [
        {"green": 1, "cannot_tell": 4},
        {"green": 3, "amber": 1},
        {"amber": 4, "red": 1},
        {"amber": 3, "red": 2},
        {"green": 4, "red": 1},
        {"green": 3, "amber": 1, "red": 1},
    ]
    found = [difference(one, RAG) for one in apart]
    assert all(found)
    assert found == sorted(one for one in found if one)


@given(st.dictionaries(st.sampled_from(tuple(YPN.answers)), st.integers(0, 9)))
def test_it_knows_only_how_many_gave_each_answer(counts: dict[str, int]):
    found = difference(counts, YPN)
    used = {code: count for code, count in counts.items() if count}
    assert (found is None) is (len(used) < 2)
    assert found == difference(dict(reversed(used.items())), YPN)
    if found:
        assert found.answers == len(used)
        assert 0 < found.doubters <= sum(used.values()) - found.doubters or found.answers > 2
        assert not found.split or {"no"} & used.keys()
