"""Passphrases: given, changed, lost, asked for again."""

import pytest

from app.core.errors import AppError, WrongPassphrase
from app.core.workflow.rights import Right, Role
from app.services import passphrases, people
from app.services.rights import may
from app.services.workspace import Workspace
from tests.builders import PASSPHRASE, entries, make_workspace, reopen
from tests.people import OTHER, WORDS, add, facts, signed_in_as


def test_one_changes_one_s_own_passphrase(workspace: Workspace):
    add(workspace)
    for wrong in ("", "no idea at all", WORDS):
        with pytest.raises(WrongPassphrase, match="not the passphrase you signed in with"):
            passphrases.change_passphrase(workspace, wrong, OTHER)
    for new, said in ((WORDS, "in use"), (PASSPHRASE, "in use"), ("short", "at least 8")):
        with pytest.raises(AppError, match=said):
            passphrases.change_passphrase(workspace, PASSPHRASE, new)
    passphrases.change_passphrase(workspace, PASSPHRASE, OTHER)
    assert [entry["event"] for entry in entries(workspace)[-4:]] == [*["passphrase_asked"] * 3, "passphrase_changed"]
    assert OTHER not in str(entries(workspace))
    ws = signed_in_as(workspace, OTHER)
    assert ws.actor.id == 1
    ws.close()
    with pytest.raises(WrongPassphrase):
        reopen(workspace.folder)


def test_leaving_the_seats_takes_a_passphrase_of_someone_who_may(tmp_path):
    ws, made = make_workspace(tmp_path / "panel")
    add(ws, role="coordinator")
    ws = signed_in_as(ws, WORDS)
    add(ws, "A Chair", "chair", OTHER)
    passphrases.verify_passphrase(ws, WORDS)
    passphrases.verify_passphrase(ws, made.recovery_key)
    for words in (PASSPHRASE, OTHER, "nobody's words"):
        with pytest.raises(WrongPassphrase, match="not yours, or that of a coordinator"):
            passphrases.verify_passphrase(ws, words, Role.COORDINATOR)
    assert [entry["details"]["right"] for entry in entries(ws)[-5:]] == [True, True, False, False, False]
    ws = signed_in_as(ws, OTHER)
    passphrases.verify_passphrase(ws, WORDS, Role.COORDINATOR)
    with pytest.raises(WrongPassphrase, match="is not yours"):
        passphrases.verify_passphrase(ws, WORDS)
    ws.close()


def test_a_person_may_wait_for_their_passphrase(workspace: Workspace):
    made = people.add_person(workspace, facts(role="chair")).value
    assert made.standing == "none"
    passphrases.give_passphrase(workspace, made.person_id, WORDS)
    assert people.list_people(workspace)[1].standing == "passphrase"
    passphrases.give_passphrase(workspace, made.person_id, OTHER)
    assert [entry["event"] for entry in entries(workspace)[-2:]] == ["passphrase_given"] * 2
    ws = signed_in_as(workspace, OTHER)
    assert people.signed_in(ws).role == "chair"
    ws.close()
    with pytest.raises(WrongPassphrase):
        reopen(workspace.folder, passphrase=WORDS)


def test_the_recovery_key_gives_lost_passphrases_again(tmp_path):
    ws, made = make_workspace(tmp_path / "panel")
    number = add(ws)
    ws = signed_in_as(ws, made.recovery_key)
    assert may(ws, Right.MANAGE_PEOPLE), "although there is a coordinator, whose passphrase may be the one that is lost"
    passphrases.give_passphrase(ws, number, OTHER)
    passphrases.change_passphrase(ws, made.recovery_key, "the sergeant's new words")
    ws.close()
    for words, person in ((OTHER, 2), ("the sergeant's new words", 1)):
        again = reopen(ws.folder, passphrase=words)
        assert again.actor.id == person
        again.close()


def test_the_recovery_key_outlives_the_first_person(tmp_path):
    ws, made = make_workspace(tmp_path / "panel")
    add(ws)
    ws = signed_in_as(ws, WORDS)
    people.withdraw_person(ws, 1)
    ws = signed_in_as(ws, made.recovery_key)
    assert (ws.actor.id, people.signed_in(ws).by_recovery_key) == (2, True)
    assert entries(ws)[-1]["event"] == "opened_with_recovery_key"
    ws.close()
