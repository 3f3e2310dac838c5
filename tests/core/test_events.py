"""Events: the six acts of section 62, frozen, with details that have a canonical form."""

from dataclasses import FrozenInstanceError

import pytest

from app.core.canonical import canonical_json
from app.core.changes import Done, Topic
from app.core.errors import AppError, Damaged, WrongPassphrase
from app.core.events import Act, Event


def test_the_acts_are_those_of_the_law():
    assert [act.value for act in Act] == ["collect", "alter", "consult", "disclose", "combine", "erase"]


def test_an_event_does_not_change():
    event = Event(act=Act.COLLECT, name="made")
    with pytest.raises(FrozenInstanceError):
        event.name = "other"  # type: ignore[misc]
    assert event.details == {}
    assert Event(act=Act.COLLECT, name="made") == event


def test_every_sort_of_detail_has_a_canonical_form():
    details = {"text": "a", "number": 1, "yes": True, "none": None, "texts": ["b"], "numbers": [2], "counts": {"c": 3}}
    event = Event(act=Act.ALTER, name="told", details=details)
    expected = b'{"counts":{"c":3},"none":null,"number":1,"numbers":[2],"text":"a","texts":["b"],"yes":true}'
    assert canonical_json(dict(event.details)) == expected


def test_what_a_service_gives_back_does_not_change():
    done = Done(value=1, changed=frozenset({Topic.AUDIT}))
    with pytest.raises(FrozenInstanceError):
        done.value = 2  # type: ignore[misc]


@pytest.mark.parametrize("kind", [AppError, WrongPassphrase, Damaged])
def test_an_error_is_what_happened_and_what_to_do(kind: type[AppError]):
    error = kind("It is full.", "Empty it.")
    assert (error.what, error.fix, str(error)) == ("It is full.", "Empty it.", "It is full. Empty it.")
    assert str(kind("It is full.")) == "It is full."
    assert isinstance(error, AppError)
