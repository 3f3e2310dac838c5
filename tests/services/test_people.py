"""People: added, changed, renamed, withdrawn, erased; what each may do."""

import shutil
from pathlib import Path

import pytest

from app.core.errors import AppError, WrongPassphrase
from app.core.workflow.rights import Right, Role
from app.models.keys import KEY_FILE, read_key_file
from app.services import passphrases, people, workspaces
from app.services.audits import verify_audit
from app.services.grading import rounds
from app.services.rights import may, require, rights_now
from app.services.workspace import Workspace
from tests.builders import (
    CHEAP,
    PASSPHRASE,
    Drawn,
    FixedClock,
    case_ids,
    entries,
    grade,
    open_case,
    reopen,
)
from tests.journeys.looking import files_holding, holding, tables
from tests.people import NAME, OTHER, WORDS, add, facts, signed_in_as


def last(ws: Workspace) -> dict:
    return entries(ws)[-1]


# ------------------------------------------------------------------ the list
def test_a_new_workspace_has_one_person_who_looks_after_it(workspace: Workspace):
    (only,) = people.list_people(workspace)
    assert (only.person_id, only.name, only.role, only.affiliation, only.scope) == (1, "", "line_manager", "police", "")
    assert (only.standing, only.looks_after, only.you, only.left_at) == ("passphrase", True, True, "")
    me = people.signed_in(workspace)
    assert (me.role, me.name, me.by_recovery_key) == ("line_manager", "", False)
    assert {"manage_people", "grade_own", "import"} < me.rights


def test_a_workspace_may_be_begun_by_a_coordinator(tmp_path):
    ws, _ = workspaces.create_workspace(
        tmp_path / "panel", passphrase=WORDS, practice=True, role="coordinator", clock=FixedClock(), cost=CHEAP
    )
    assert people.signed_in(ws).role == "coordinator"
    assert may(ws, Right.MANAGE_PEOPLE) and may(ws, Right.RELEASE) and not may(ws, Right.GRADE_OWN)
    ws.close()


@pytest.mark.parametrize("role", ["chair", "volunteer", "auditor", "", "king"])
def test_no_one_else_begins_one(tmp_path, role: str):
    with pytest.raises(AppError, match="begun by a line manager or a coordinator"):
        workspaces.create_workspace(tmp_path / "panel", passphrase=WORDS, practice=True, role=role, cost=CHEAP)
    assert not (tmp_path / "panel").exists()


def test_whoever_is_added_opens_it_and_the_log_says_so(workspace: Workspace):
    done = people.add_person(workspace, facts(scope="  CCG   Chester "), passphrase=WORDS)
    made = done.value
    assert (made.person_id, made.name, made.role, made.standing) == (2, NAME, "coordinator", "passphrase")
    assert (made.scope, made.looks_after, made.you) == ("CCG Chester", True, False)
    told = last(workspace)
    assert (told["event"], told["act"]) == ("person_added", "collect")
    assert NAME not in str(told) and told["details"]["role"] == "coordinator"
    ws = signed_in_as(workspace, WORDS)
    assert (people.signed_in(ws).name, people.signed_in(ws).role) == (NAME, "coordinator")
    assert (workspaces.workspace_info(ws).name, workspaces.workspace_info(ws).actor) == (NAME, "coordinator")
    people.add_person(ws, facts("Another", "volunteer"))
    assert last(ws)["actor"] == ws.actor.uuid == told["details"]["person"]
    assert verify_audit(ws).problems == ()
    ws.close()


def test_names_stand_in_one_table_and_nowhere_in_the_folder(workspace: Workspace):
    add(workspace)
    assert holding(workspace, NAME) == {"person"}
    workspace.close()
    assert files_holding(workspace.folder, NAME) == []
    assert files_holding(workspace.folder, WORDS) == []


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "\n\t"}, "needs a name"),
        ({"name": "x" * 201}, "name is too long"),
        ({"role": "king"}, "no role “king”"),
        ({"role": ""}, "no role"),
        ({"affiliation": "navy"}, "no affiliation “navy”"),
        ({"scope": "x" * 41}, "team or panel is too long"),
    ],
    ids=str,
)
def test_a_bad_fact_is_told_and_nothing_is_kept(workspace: Workspace, bad: dict[str, str], said: str):
    before, keys = entries(workspace), (workspace.folder / KEY_FILE).read_bytes()
    with pytest.raises(AppError, match=said):
        people.add_person(workspace, facts(**bad), passphrase=WORDS)
    assert (entries(workspace), (workspace.folder / KEY_FILE).read_bytes()) == (before, keys)
    assert len(people.list_people(workspace)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [("short", "at least 8 characters"), ("        x        ", "at least 8"), (PASSPHRASE, "in use in this workspace")],
)
def test_a_passphrase_that_will_not_do(workspace: Workspace, words: str, said: str):
    with pytest.raises(AppError, match=said):
        people.add_person(workspace, facts(), passphrase=words)
    assert len(people.list_people(workspace)) == 1


def test_a_name_is_one_line_and_the_same_name_is_refused_while_both_are_here(workspace: Workspace):
    first = people.add_person(workspace, facts(" Zoë\u0308  \u0007Quill\nFeather ", "volunteer")).value
    assert first.name == "Zoë̈ Quill Feather".replace("ë̈", "ë\u0308")
    with pytest.raises(AppError, match="has that name"):
        people.add_person(workspace, facts(first.name.upper(), "volunteer"))
    people.withdraw_person(workspace, first.person_id)
    assert people.add_person(workspace, facts(first.name, "volunteer")).value.person_id == 3


def test_a_volunteer_sits_at_a_seat_and_has_no_passphrase(workspace: Workspace):
    with pytest.raises(AppError, match="A volunteer has no passphrase"):
        people.add_person(workspace, facts(role="volunteer"), passphrase=WORDS)
    made = people.add_person(workspace, facts(role="volunteer", affiliation="community")).value
    assert (made.standing, made.affiliation, made.looks_after) == ("seat", "community", False)
    with pytest.raises(AppError, match="no passphrase"):
        passphrases.give_passphrase(workspace, made.person_id, WORDS)


def test_a_key_file_that_cannot_be_written_leaves_the_person_without_a_passphrase(workspace, monkeypatch):
    def full(folder: Path, keys: object) -> None:
        raise AppError("The key file cannot be written.")

    monkeypatch.setattr(people, "replace_key_file", full)
    with pytest.raises(AppError, match="on the list, without a passphrase"):
        people.add_person(workspace, facts(), passphrase=WORDS)
    assert [one.standing for one in people.list_people(workspace)] == ["passphrase", "none"]


# ------------------------------------------------------------------ changing
def test_a_role_is_changed_and_logged_and_holds_at_once(workspace: Workspace):
    number = add(workspace, role="auditor")
    people.change_person(workspace, number, role="chair", affiliation="community", scope="IAG")
    told = last(workspace)["details"]
    assert (told["was"], told["role"], told["affiliation"]) == ("auditor", "chair", "community")
    assert "IAG" not in str(entries(workspace))
    changed = people.list_people(workspace)[1]
    assert (changed.role, changed.affiliation, changed.scope) == ("chair", "community", "IAG")
    ws = signed_in_as(workspace, WORDS)
    assert may(ws, Right.CONSENSUS) and not may(ws, Right.IMPORT)
    ws.close()


def test_a_coordinator_takes_over_from_the_line_manager(workspace: Workspace):
    assert Right.MANAGE_PEOPLE in rights_now(workspace)
    add(workspace)
    assert Right.MANAGE_PEOPLE not in rights_now(workspace)
    with pytest.raises(AppError, match="who may not add people") as told:
        add(workspace, "Somebody Else", words=OTHER)
    assert told.value.fix == "Ask a coordinator to do it."
    assert [one.you for one in people.list_people(workspace)] == [True], "and sees only their own line"
    ws = signed_in_as(workspace, WORDS)
    assert len(people.list_people(ws)) == 2
    ws.close()


def test_one_s_own_role_holds_at_once(workspace: Workspace):
    people.change_person(workspace, 1, role="coordinator", affiliation="police", scope="")
    assert may(workspace, Right.RELEASE) and may(workspace, Right.MANAGE_PEOPLE)
    with pytest.raises(AppError, match="may not grade"):
        require(workspace, Right.GRADE_OWN)
    people.change_person(workspace, 1, role="line_manager", affiliation="police", scope="")
    require(workspace, Right.GRADE_OWN)


@pytest.mark.parametrize("role", ["chair", "auditor"])
def test_somebody_who_looks_after_the_people_always_stays(workspace: Workspace, role: str):
    with pytest.raises(AppError, match="Nobody would be left"):
        people.change_person(workspace, 1, role=role, affiliation="police", scope="")
    people.add_person(workspace, facts("Without a passphrase"))
    with pytest.raises(AppError, match="Nobody would be left"):
        people.change_person(workspace, 1, role=role, affiliation="police", scope="")
    assert people.list_people(workspace)[0].role == "line_manager"
    passphrases.give_passphrase(workspace, 2, WORDS)
    ws = signed_in_as(workspace, WORDS)
    people.change_person(ws, 1, role=role, affiliation="police", scope="")
    with pytest.raises(AppError, match="Nobody would be left"):
        people.change_person(ws, 2, role="chair", affiliation="police", scope="")
    ws.close()


def test_who_becomes_a_volunteer_signs_in_no_more(workspace: Workspace):
    number = add(workspace, role="chair")
    with pytest.raises(AppError, match="cannot make yourself a volunteer"):
        people.change_person(workspace, 1, role="volunteer", affiliation="police", scope="")
    people.change_person(workspace, number, role="volunteer", affiliation="community", scope="")
    assert people.list_people(workspace)[1].standing == "seat"
    workspace.close()
    with pytest.raises(WrongPassphrase):
        reopen(workspace.folder, passphrase=WORDS)


def test_a_new_name_takes_the_place_of_the_old_one_which_is_erased(workspace: Workspace):
    number = add(workspace)
    ws = signed_in_as(workspace, WORDS)
    assert people.rename_person(ws, number, "Philippa Rowan").value.name == "Philippa Rowan"
    assert holding(ws, NAME) == set()
    people.rename_person(ws, number, "Philippa Rowan")
    assert [row[2] for row in tables(ws)["person"]] == [None, None, "Philippa Rowan"]
    with pytest.raises(AppError, match="has that name"):
        people.rename_person(ws, 1, "philippa rowan")
    assert verify_audit(ws).problems == ()
    ws.close()


def test_everyone_names_themselves_and_nobody_else(workspace: Workspace):
    add(workspace)
    assert people.rename_person(workspace, 1, "Sergeant Dunmore").value.name == "Sergeant Dunmore"
    with pytest.raises(AppError, match="may not add people, change"):
        people.rename_person(workspace, 2, "Somebody")


def test_a_name_is_erased_for_good_and_the_log_still_verifies(workspace: Workspace):
    number = add(workspace, role="volunteer", words="")
    erased = people.erase_name(workspace, number).value
    assert (erased.name, erased.name_erased) == ("", True)
    assert not people.list_people(workspace)[0].name_erased
    assert holding(workspace, NAME) == set()
    assert last(workspace)["act"] == "erase"
    assert verify_audit(workspace).problems == ()


# ------------------------------------------------------------------ withdrawing
def test_who_is_withdrawn_opens_it_no_more_and_stands_in_the_list(workspace: Workspace):
    number = add(workspace, role="chair")
    gone = people.withdraw_person(workspace, number).value
    assert (gone.standing, gone.name, gone.looks_after) == ("left", NAME, False)
    assert gone.left_at == "2025-07-01T09:00:00Z"
    assert last(workspace)["event"] == "person_withdrawn"
    for act in (people.withdraw_person, people.erase_name):
        if act is people.withdraw_person:
            with pytest.raises(AppError, match="has been withdrawn"):
                act(workspace, number)
        else:
            assert act(workspace, number).value.name_erased
    with pytest.raises(AppError, match="Nobody of that number"):
        passphrases.give_passphrase(workspace, number, OTHER)
    workspace.close()
    with pytest.raises(WrongPassphrase):
        reopen(workspace.folder, passphrase=WORDS)


def test_an_old_key_file_does_not_let_them_in_again(workspace: Workspace):
    """Put back by hand, or kept by a crash: the store knows who has left."""
    number = add(workspace, role="chair")
    shutil.copy(workspace.folder / KEY_FILE, workspace.folder / "kept")
    people.withdraw_person(workspace, number)
    workspace.close()
    shutil.copy(workspace.folder / "kept", workspace.folder / KEY_FILE)
    with pytest.raises(AppError, match="signs in here no more"):
        reopen(workspace.folder, passphrase=WORDS)
    ws = reopen(workspace.folder)
    assert people.list_people(ws)[1].standing == "left"
    people.add_person(ws, facts("Somebody New", "chair"), passphrase=OTHER)
    assert len(read_key_file(ws.folder).holders) == 2, "and the slot that nobody holds is gone"
    ws.close()


def test_nobody_withdraws_themselves_or_somebody_who_is_not_here(workspace: Workspace):
    with pytest.raises(AppError, match="cannot withdraw yourself"):
        people.withdraw_person(workspace, 1)
    for act in (people.withdraw_person, people.erase_name):
        with pytest.raises(AppError, match="Nobody of that number"):
            act(workspace, 77)
    assert [one.standing for one in people.list_people(workspace)] == ["passphrase"]


def test_who_left_keeps_their_grades(practice_workspace_with_draw: Drawn):
    drawn = practice_workspace_with_draw
    assert grade(drawn.ws, open_case(drawn, 1)).current is None
    add(drawn.ws)
    verdicts = {name: rows for name, rows in tables(drawn.ws).items() if name.startswith(("sheet", "answer", "seat"))}
    ws = signed_in_as(drawn.ws, WORDS)
    people.withdraw_person(ws, 1)
    people.erase_name(ws, 1)
    assert {name: rows for name, rows in tables(ws).items() if name in verdicts} == verdicts
    assert len(verdicts["sheet"]) == 1
    assert rounds.list_rounds(ws)[0].done == 1
    assert case_ids(ws)
    assert verify_audit(ws).problems == ()
    ws.close()


# ------------------------------------------------------------------ rights
def test_a_refusal_is_in_the_log(workspace: Workspace):
    add(workspace, role="auditor")
    ws = signed_in_as(workspace, WORDS)
    require(ws, Right.AUDIT)
    before = len(entries(ws))
    with pytest.raises(AppError, match="signed in as an auditor, who may not bring in records"):
        require(ws, Right.IMPORT)
    told = entries(ws)[before:]
    assert [(one["event"], one["details"]) for one in told] == [
        ("right_refused", {"right": "import", "role": "auditor"})
    ]
    assert told[0]["actor"] == ws.actor.uuid
    ws.close()


def test_what_each_role_may_is_told_in_plain_words():
    told = {one.role: one for one in people.explain_roles()}
    assert set(told) == {role.value for role in Role}
    assert told["volunteer"].may == ("grade cases at their own seat",)
    assert [one.role for one in told.values() if not one.signs_in] == ["volunteer"]
    assert all(one.words and one.may for one in told.values())
