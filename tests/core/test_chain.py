"""The chain by itself: any change, cut, swap or insertion shows from there on."""

from dataclasses import replace
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from app.core.chain import START, Link, check, link_hash

BODIES = st.lists(st.binary(max_size=20), min_size=2, max_size=12)


def chain(bodies: list[bytes]) -> list[Link]:
    links: list[Link] = []
    for seq, body in enumerate(bodies, 1):
        prev = links[-1].hash if links else START
        links.append(Link(seq=seq, body=body, prev=prev, hash=link_hash(prev, body)))
    return links


def test_a_hash_covers_the_one_before_and_the_body():
    assert bytes(32) == START
    assert link_hash(START, b"{}") == sha256(bytes(32) + b"{}").digest()
    assert link_hash(b"\x01" * 32, b"{}") != link_hash(START, b"{}")


@given(BODIES)
def test_a_chain_as_made_holds(bodies: list[bytes]):
    links = chain(bodies)
    result = check(iter(links), links[0].hash)
    assert (result.entries, result.head, result.trouble, result.head_found) == (len(links), links[-1].hash, "", True)
    assert not check(iter(links), bytes(32)).head_found
    assert not check(iter(links)).head_found


@given(BODIES, st.data())
def test_a_changed_body_shows_at_its_place(bodies: list[bytes], data: st.DataObject):
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = replace(links[at], body=links[at].body + b"!")
    result = check(links)
    assert result.entries == at + 1
    assert result.trouble.startswith(f"Entry {at + 1} was changed")


@given(BODIES, st.data())
def test_a_cut_before_the_end_shows(bodies: list[bytes], data: st.DataObject):
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 2))
    assert check(links[:at] + links[at + 1 :]).trouble == f"Entry {at + 1} is missing."


@given(BODIES, st.data())
def test_a_cut_at_the_end_shows_only_in_the_head(bodies: list[bytes], data: st.DataObject):
    links = chain(bodies)
    keep = data.draw(st.integers(0, len(links) - 1))
    result = check(links[:keep], links[-1].hash)
    assert (result.trouble, result.entries) == ("", keep)
    assert not result.head_found


@given(BODIES, st.data())
def test_an_entry_put_in_between_shows(bodies: list[bytes], data: st.DataObject):
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    prev = links[at - 1].hash if at else START
    extra = Link(seq=at + 1, body=b"extra", prev=prev, hash=link_hash(prev, b"extra"))
    moved = [replace(link, seq=link.seq + 1) for link in links[at:]]
    assert check([*links[:at], extra, *moved]).trouble.startswith(f"Entry {at + 2} was changed")


def test_a_chain_of_nothing():
    assert check([]).entries == 0
    assert check([]).head == START
