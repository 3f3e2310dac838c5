"""The chain: every edit and cut in the middle shows; a cut at the end shows only against a head that left before."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from sqlalchemy import text

from app.core.chain import link_hash
from app.core.errors import AppError
from app.models import audit
from app.services.audits import verify_audit
from app.services.workspace import Workspace
from tests.builders import Drawn, entries, head

CHANGED = "was changed, or one before it was taken out"
NOT_THERE = "does not stand in this chain"


@pytest.fixture
def chained(practice_workspace_with_draw: Drawn) -> Workspace:
    """A chain of a few entries whose safeguards someone with file and key has taken away."""
    ws = practice_workspace_with_draw.ws
    with ws._store.write() as session:
        for name in ("audit_stays", "audit_stands", "audit_grows_at_its_end"):
            session.execute(text(f"DROP TRIGGER {name}"))
    return ws


def tamper(ws: Workspace, sql: str, **values: object) -> None:
    with ws._store.migrate() as connection:  # foreign keys are off here: an attacker's would be
        connection.execute(text(sql), values)


def rehash(ws: Workspace) -> None:
    """Make all hashes fit again, as someone with file and key can."""
    with ws.read() as session:
        links = list(audit.links(session))
    prev = bytes(32)
    for seq, link in enumerate(links, 1):
        own = link_hash(prev, link.body)
        sql = "UPDATE audit SET seq = :seq, prev = :prev, hash = :own WHERE seq = :was"
        tamper(ws, sql, seq=seq, prev=prev, own=own, was=link.seq)
        prev = own


def test_a_chain_holds_and_each_link_covers_the_one_before(practice_workspace_with_draw: Drawn):
    ws = practice_workspace_with_draw.ws
    with ws.read() as session:
        links = list(audit.links(session))
    prev = bytes(32)
    for seq, link in enumerate(links, 1):
        assert (link.seq, link.prev, link.hash) == (seq, prev, sha256(prev + link.body).digest())
        prev = link.hash
    result = verify_audit(ws)
    assert (result.entries, result.head, result.head_found, result.problems) == (len(links), prev.hex(), None, ())


def test_a_head_from_a_paper_is_found_however_it_is_typed(practice_workspace_with_draw: Drawn):
    ws = practice_workspace_with_draw.ws
    with ws.read() as session:
        hashes = [link.hash.hex() for link in audit.links(session)]
    for known in hashes:
        assert verify_audit(ws, head=known).head_found is True
    spaced = " ".join(hashes[1][at : at + 8] for at in range(0, 64, 8)).upper()
    assert verify_audit(ws, head=f" {spaced}\n").problems == ()


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "a" * 63, "a" * 66, "é" * 64])
def test_what_is_no_head_is_refused(workspace: Workspace, typed: str):
    with pytest.raises(AppError, match="no head hash"):
        verify_audit(workspace, head=typed)


def test_a_head_of_another_chain_is_not_found(workspace: Workspace):
    result = verify_audit(workspace, head="ab" * 32)
    assert result.head_found is False
    assert [NOT_THERE in problem for problem in result.problems] == [True]


@pytest.mark.parametrize("seq", [1, 3])
def test_an_edit_is_found_at_its_place(chained: Workspace, seq: int):
    tamper(chained, "UPDATE audit SET body = replace(body, '2025', '2024') WHERE seq = :seq", seq=seq)
    assert verify_audit(chained).problems == (f"Entry {seq} {CHANGED}.",)


def test_an_edit_with_its_own_hash_made_to_fit_is_found_at_the_next(chained: Workspace):
    with chained.read() as session:
        link = next(item for item in audit.links(session) if item.seq == 3)
    body = json.dumps({**json.loads(link.body), "act": "consult"}).encode()
    tamper(chained, "UPDATE audit SET body = :b, hash = :h WHERE seq = 3", b=body, h=link_hash(link.prev, body))
    assert verify_audit(chained).problems == (f"Entry 4 {CHANGED}.",)


def test_a_cut_in_the_middle_is_found(chained: Workspace):
    tamper(chained, "DELETE FROM audit WHERE seq = 3")
    assert verify_audit(chained).problems == ("Entry 3 is missing.",)


def test_a_cut_with_the_rest_moved_up_is_found(chained: Workspace):
    tamper(chained, "DELETE FROM audit WHERE seq = 3")
    for seq in range(4, head(chained)[0] + 1):
        tamper(chained, "UPDATE audit SET seq = seq - 1 WHERE seq = :seq", seq=seq)
    assert verify_audit(chained).problems == (f"Entry 3 {CHANGED}.",)


def test_two_entries_swapped_are_found(chained: Workspace):
    for was, now in ((3, 99), (4, 3), (99, 4)):
        tamper(chained, "UPDATE audit SET seq = :now WHERE seq = :was", was=was, now=now)
    assert verify_audit(chained).problems == (f"Entry 3 {CHANGED}.",)


def test_a_link_bent_round_its_neighbour_is_found(chained: Workspace):
    with chained.read() as session:
        links = list(audit.links(session))
    bent = replace(links[3], prev=links[1].hash)
    own = link_hash(bent.prev, bent.body)
    tamper(chained, "UPDATE audit SET prev = :p, hash = :h WHERE seq = 4", p=bent.prev, h=own)
    assert verify_audit(chained).problems == (f"Entry 4 {CHANGED}.",)


def test_a_cut_at_the_end_is_found_only_against_a_head(chained: Workspace):
    last, known = head(chained)
    tamper(chained, "DELETE FROM audit WHERE seq > :keep", keep=last - 2)
    assert verify_audit(chained).problems == ()
    result = verify_audit(chained, head=known.hex())
    assert (result.entries, result.head_found) == (last - 2, False)
    assert NOT_THERE in result.problems[0]


def test_a_chain_rewritten_whole_is_found_only_against_a_head(chained: Workspace):
    _, known = head(chained)
    tamper(chained, "UPDATE audit SET body = replace(body, '2025', '2024') WHERE seq = 2")
    rehash(chained)
    assert verify_audit(chained).problems == ()
    assert NOT_THERE in verify_audit(chained, head=known.hex()).problems[0]


def test_a_log_without_any_entry_is_found(chained: Workspace):
    tamper(chained, "DELETE FROM audit")
    result = verify_audit(chained)
    assert (result.entries, result.problems) == (0, ("Entry 1 is missing.",))


def test_checking_changes_nothing(practice_workspace_with_draw: Drawn):
    ws = practice_workspace_with_draw.ws
    before = entries(ws)
    verify_audit(ws)
    verify_audit(ws, head="ab" * 32)
    assert entries(ws) == before
