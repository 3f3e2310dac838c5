"""The table of rights: what each role may, who looks after the people, and how a refusal reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.workflow.rights import (
    AFFILIATION_WORDS,
    RIGHT_WORDS,
    RIGHTS,
    ROLE_SENTENCES,
    ROLE_WORDS,
    SIGN_IN,
    Affiliation,
    Right,
    Role,
    leader,
    looked_after,
    refusal,
    rights_of,
)

PEOPLE = st.lists(
    st.tuples(st.integers(1, 30), st.sampled_from(sorted(SIGN_IN, key=lambda role: role.value))), max_size=6
)


def test_everything_has_its_words():
    assert set(ROLE_WORDS) == set(ROLE_SENTENCES) == set(RIGHTS) == set(Role)
    assert set(AFFILIATION_WORDS) == set(Affiliation)
    assert set(RIGHT_WORDS) == set(Right)
    assert len(set(RIGHT_WORDS.values())) == len(Right)
    assert not any(" and " in words for words in RIGHT_WORDS.values()), "“may not” is said of each, not of all at once"


def test_a_lone_line_manager_may_do_the_whole_month():
    month = {Right.IMPORT, Right.SEAL, Right.DRAW, Right.GRADE_OWN, Right.EXPORT, Right.PUBLISH, Right.AUDIT,
             Right.BACK_UP, Right.SEE_IDENTITY, Right.ACTIONS}  # fmt: skip
    assert month <= rights_of(Role.LINE_MANAGER)
    assert Right.MANAGE_PEOPLE in rights_of(Role.LINE_MANAGER, leads=True)


@pytest.mark.parametrize(
    ("right", "holders"),
    [
        (Right.MANAGE_PEOPLE, {Role.COORDINATOR}),
        (Right.RELEASE, {Role.COORDINATOR}),
        (Right.SET_UP_PANEL, {Role.COORDINATOR}),
        (Right.SET_UP_ROUND, {Role.LINE_MANAGER, Role.COORDINATOR}),
        (Right.ENTER_SHEETS, {Role.COORDINATOR}),
        (Right.CONSENSUS, {Role.COORDINATOR, Role.CHAIR}),
        (Right.OPEN_MEETING, {Role.COORDINATOR, Role.CHAIR}),
        (Right.CONCERNS, {Role.COORDINATOR}),
        (Right.SEE_IDENTITY, {Role.LINE_MANAGER, Role.COORDINATOR}),
        (Right.SEE_SPREAD, {Role.COORDINATOR, Role.CHAIR, Role.AUDITOR}),
        (Right.GRADE_OWN, {Role.LINE_MANAGER, Role.CHAIR, Role.VOLUNTEER}),
    ],
    ids=lambda value: value.value if isinstance(value, Right) else "",
)
def test_who_may(right: Right, holders: set[Role]):
    assert {role for role in Role if right in RIGHTS[role]} == holders


def test_line_managers_read_concerns_only_where_no_coordinator_does():
    having = {role for role in Role if Right.CONCERNS in rights_of(role, coordinated=False)}
    assert having == {Role.LINE_MANAGER, Role.COORDINATOR}
    assert Right.CONCERNS not in rights_of(Role.LINE_MANAGER, leads=True)
    assert refusal(Role.LINE_MANAGER, Right.CONCERNS) == (
        "You are signed in as a line manager, who may not read concerns that were raised, or take them on.",
        "Ask a coordinator to do it.",
    )
    alone = {Role.LINE_MANAGER, Role.CHAIR}
    assert refusal(Role.CHAIR, Right.CONCERNS, alone)[1] == "Ask a line manager or a coordinator to do it."


def test_a_volunteer_may_grade_and_an_auditor_changes_nothing():
    assert rights_of(Role.VOLUNTEER) == {Right.GRADE_OWN}
    assert rights_of(Role.AUDITOR) == {Right.AUDIT, Right.PUBLISH, Right.SEE_SPREAD}


@pytest.mark.parametrize(
    ("people", "who"),
    [
        ([], None),
        ([(1, Role.LINE_MANAGER)], 1),
        ([(3, Role.LINE_MANAGER), (2, Role.LINE_MANAGER)], 2),
        ([(1, Role.LINE_MANAGER), (2, Role.COORDINATOR)], None),
        ([(1, Role.CHAIR), (2, Role.AUDITOR)], None),
        ([(1, Role.CHAIR), (4, Role.LINE_MANAGER)], 4),
    ],
    ids=str,
)
def test_the_line_manager_who_was_here_first_leads_until_there_is_a_coordinator(people, who):
    assert leader(people) == who


@given(PEOPLE)
def test_people_are_looked_after_by_coordinators_or_by_one_line_manager(people):
    roles = {role for _, role in people}
    assert looked_after(people) == bool(roles & {Role.COORDINATOR, Role.LINE_MANAGER})
    assert (leader(people) is None) == (Role.COORDINATOR in roles or Role.LINE_MANAGER not in roles)


def test_a_refusal_says_who_you_are_what_it_was_and_who_could():
    assert refusal(Role.AUDITOR, Right.SEAL) == (
        "You are signed in as an auditor, who may not seal lists, or leave cases out of them.",
        "Ask a line manager or a coordinator to do it.",
    )
    assert refusal(Role.LINE_MANAGER, Right.SET_UP_PANEL, {Role.LINE_MANAGER, Role.AUDITOR}) == (
        "You are signed in as a line manager, who may not set up panels, replace or withhold what they grade.",
        "Nobody here may. Add a coordinator under People first.",
    )
    for role in Role:
        for right in set(Right) - RIGHTS[role]:
            what, fix = refusal(role, right)
            assert what.endswith(".") and fix.startswith("Ask a") and "volunteer to" not in fix
