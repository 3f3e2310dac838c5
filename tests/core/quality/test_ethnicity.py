"""How ethnicity is recorded, from counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quality.ethnicity import PeopleCount, ethnicity_of
from app.core.quality.told_records import ethnicity_headline, tell_ethnicity
from tests.core.schemes.shipped import scheme

SEARCH, STOP = scheme("stop_search"), scheme("vehicle_stop")


def people(number: int, **recorded: str) -> PeopleCount:
    return PeopleCount(people=number, **recorded)


def test_the_sentence_that_answers_whether_it_is_recorded() -> None:
    counts = [
        people(221, sde="W1", ode="white"),
        people(30, sde="NS", reason="N4", ode="white"),
        people(10, reason="N1"),
        people(21, sde="NS", ode="asian"),
        people(30),
    ]
    found = ethnicity_of(STOP, counts)
    assert ethnicity_headline(STOP, found.whole) == (
        "Of 312 drivers, 221 stated their ethnicity, 40 did not with a reason, 21 did not without one; for 30 nothing "
        "is recorded."
    )
    assert found.whole.officer_only == 0, "of each whom an officer described, something of their own is recorded"
    assert found.reasons == (("Officer was urgently needed elsewhere", 10), ("Person chose not to say", 30))


def test_only_what_the_officer_saw_means_that_nothing_of_the_persons_own_is_there() -> None:
    counts = [
        people(1, sde="W1", ode="white"),
        people(2, sde="Martian", ode="white"),
        people(3, sde="NS", ode="asian"),
        people(4, sde="N3", ode="asian"),
        people(5, reason="N4", ode="asian"),
        people(6, ode="unknown"),  # the officer did not know either
        people(7),
        people(8, ode="black"),
        people(9, ode="white"),
    ]
    found = ethnicity_of(STOP, counts)
    assert found.whole.officer_only == 17
    said = "For 17 of 45 (38%), nothing of their own is recorded, only what the officer saw."
    assert said in tell_ethnicity(STOP, found, 20).notes


def test_vehicles_alone_stand_apart() -> None:
    found = ethnicity_of(SEARCH, [people(5, subject_kind="vehicle"), people(2, subject_kind="unattended"), people(1)])
    assert (found.whole.people, found.whole.apart, found.whole.missing) == (1, 7, 1)


def test_own_answer_and_officers_view_are_compared_by_the_five_groups() -> None:
    counts = [
        people(10, sde="W2", ode="white_south"),
        people(3, sde="M1", ode="black"),
        people(2, sde="A4", ode="east_asian"),
        people(4, sde="B1", ode="unknown"),
        people(5, sde="O9"),
        people(6, sde="NS", ode="black"),
        people(1, sde="Purple", ode="white"),
    ]
    found = ethnicity_of(SEARCH, counts)
    assert found.groups == ("White", "Mixed", "Asian", "Black", "Other")
    assert found.seen == (*found.groups, "Not known to the officer", "Not recorded")
    assert (found.compared, found.differ) == (15, 3), "a word that no list knows is compared with nothing"
    assert found.pairs == (
        ("Asian", "Asian", 2),
        ("Black", "Not known to the officer", 4),
        ("Mixed", "Black", 3),
        ("Other", "Not recorded", 5),
        ("White", "White", 10),
    )
    told = tell_ethnicity(SEARCH, found, 20)
    assert any("may rightly differ" in sentence for sentence in told.notes)


def test_only_a_code_of_the_list_is_stated_and_a_code_of_a_reason_is_a_reason_wherever_it_stands() -> None:
    counts = [
        people(3, sde="W1"),
        people(1, sde="O1"),
        people(1, sde="W4"),
        people(2, sde="N1"),
        people(1, sde="N4", reason="N3"),
        people(4, sde="NS"),
        people(5),
        people(6, sde="Purple", ode="white"),
        people(1, sde="Purple", reason="N4"),
    ]
    found = ethnicity_of(STOP, counts)
    whole = found.whole
    assert (whole.stated, whole.with_reason, whole.without_reason, whole.missing) == (5, 3, 4, 5)
    assert (whole.not_understood, whole.officer_only) == (7, 0)
    assert dict(found.reasons) == {
        "Officer was urgently needed elsewhere": 2,
        "Person did not understand what was asked": 1,
    }
    told = tell_ethnicity(STOP, found, 20)
    assert told.headline.endswith("for 5 nothing is recorded, and for 7 it is in words that we do not know.")
    assert told.notes[0] == "An answer, or a reason for none, is recorded for 8 of 24 (33%)."
    assert any(sentence.startswith("For 7 of 24 (29%), what is recorded is in none") for sentence in told.notes)
    assert [bar.count for bar in told.charts[0].bars] == [5, 3, 4, 5, 7]


def test_units_stand_in_their_own_order_and_those_not_recorded_last() -> None:
    counts = [
        people(1, lpu="widnes"),
        people(9, lpu="", sde="W1"),
        people(50, lpu="elsewhere"),
        people(2, lpu="chester", sde="W1"),
    ]
    found = ethnicity_of(STOP, counts)
    assert [unit.label for unit in found.by_lpu] == ["Chester", "Widnes", "elsewhere", "Not recorded"]
    assert found.by_team == (), "no record names a team"


@pytest.mark.parametrize("kind", ["stop_search", "vehicle_stop", "custody", "use_of_force", "hate_incident"])
def test_with_nobody_nothing_is_drawn(kind: str) -> None:
    told = tell_ethnicity(scheme(kind), ethnicity_of(scheme(kind), []), 20)
    assert told.headline.startswith("There are no ")
    assert not (told.charts or told.grids)


CODES = st.sampled_from(["", "NS", "W1", "M1", "A4", "O1", "N1", "N4", "Purple"])
SEEN = st.sampled_from(["", "white", "black", "unknown", "Purple"])


@given(
    st.lists(
        st.builds(
            PeopleCount,
            lpu=st.sampled_from(["", "chester", "crewe"]),
            subject_kind=st.sampled_from(["", "person", "vehicle"]),
            sde=CODES,
            reason=st.sampled_from(["", "N1", "other"]),
            ode=SEEN,
            people=st.integers(1, 99),
        )
    )
)
def test_everyone_is_counted_once(counts: list[PeopleCount]) -> None:
    found = ethnicity_of(SEARCH, counts)
    for each in (found.whole, *found.by_lpu):
        none = each.with_reason + each.without_reason + each.missing
        assert each.people == each.stated + none + each.not_understood
        assert each.officer_only <= each.missing
    assert found.whole.people + found.whole.apart == sum(each.people for each in counts)
    assert sum(number for _, _, number in found.pairs) == found.whole.stated
    assert sum(number for _, number in found.reasons) == found.whole.with_reason
    assert not found.by_lpu or sum(unit.people for unit in found.by_lpu) == found.whole.people
    assert found.differ <= found.compared <= found.whole.stated
