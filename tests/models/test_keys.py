"""The key file: a slot a person, one data key; a damaged one is told plainly and never opens with the wrong key."""

import json
import os
from pathlib import Path

import pytest

from app.core.errors import AppError, Damaged, WrongPassphrase
from app.models.keys import (
    KEY_FILE,
    KdfCost,
    KeyFile,
    new_recovery_key,
    read_key_file,
    replace_key_file,
    unlock,
    write_key_file,
)
from tests.builders import CHEAP, PASSPHRASE

ACTOR = "7e57ac70-0000-4000-8000-000000000001"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, bytes, str]:
    """A folder with a key file, its data key and its recovery key."""
    recovery = new_recovery_key()
    key = write_key_file(
        tmp_path, passphrase=PASSPHRASE, recovery_key=recovery, actor=ACTOR, random_bytes=counting(), cost=CHEAP
    )
    return tmp_path, key, recovery


def counting():
    """Bytes that differ at every call and are the same in every run."""
    calls = iter(range(1, 200))
    return lambda size: bytes([next(calls)]) * size


def rewrite(folder: Path, **changes: object) -> None:
    """Change the passphrase slot of a key file."""
    tree = json.loads((folder / KEY_FILE).read_text("utf-8"))
    tree["slots"][0].update(changes)
    (folder / KEY_FILE).write_text(json.dumps(tree), "utf-8")


def test_passphrase_and_recovery_key_open_the_same_data_key(made):
    folder, key, recovery = made
    by_passphrase, by_recovery = unlock(folder, PASSPHRASE), unlock(folder, recovery)
    assert (by_passphrase.data_key, by_passphrase.slot, by_passphrase.actor) == (key, "passphrase", ACTOR)
    assert (by_recovery.data_key, by_recovery.slot, by_recovery.actor) == (key, "recovery", ACTOR)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        str.upper,
        lambda key: key.replace("-", ""),
        lambda key: key.replace("-", " "),
        lambda key: f"  {key}\n",
    ],
    ids=["lower case", "upper case", "no hyphens", "spaces", "white space around"],
)
def test_a_recovery_key_opens_however_it_is_typed(made, typed):
    folder, key, recovery = made
    assert unlock(folder, typed(recovery)).data_key == key


def test_a_recovery_key_has_160_bits_and_is_easy_to_read():
    first, second = new_recovery_key(), new_recovery_key()
    assert first != second
    assert len(first.replace("-", "")) == 32
    assert all(len(group) == 4 for group in first.split("-"))
    assert not set(first) & set("0189")


def test_the_same_passphrase_typed_on_another_keyboard_opens(tmp_path):
    write_key_file(tmp_path, passphrase="caf\u00e9", recovery_key="X", actor=ACTOR, random_bytes=counting(), cost=CHEAP)
    assert unlock(tmp_path, "cafe\u0301").slot == "passphrase"


def test_a_passphrase_of_broken_characters_opens_what_it_made(tmp_path):
    odd = "key\udcff\ud800"
    write_key_file(tmp_path, passphrase=odd, recovery_key="X", actor=ACTOR, random_bytes=counting(), cost=CHEAP)
    assert unlock(tmp_path, odd).slot == "passphrase"
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, "key")


@pytest.mark.parametrize("tried", ["", " ", "Seven quiet herons", PASSPHRASE + " ", "AAAA-BBBB", "\udcff"])
def test_a_wrong_passphrase_is_one_plain_sentence(made, tried):
    with pytest.raises(WrongPassphrase) as refused:
        unlock(made[0], tried)
    assert str(refused.value).count(".") == 2
    assert not tried.strip() or tried not in str(refused.value)


def test_the_file_holds_neither_key_nor_passphrase(made):
    folder, key, recovery = made
    held = (folder / KEY_FILE).read_bytes()
    for secret in (key, key.hex().encode(), PASSPHRASE.encode(), recovery.encode(), recovery.replace("-", "").encode()):
        assert secret not in held


def test_what_a_try_costs_stands_in_the_slot(tmp_path):
    dear = KdfCost(passes=2, memory=16384)
    write_key_file(tmp_path, passphrase="a", recovery_key="b", actor=ACTOR, random_bytes=counting(), cost=dear)
    slot = json.loads((tmp_path / KEY_FILE).read_text("utf-8"))["slots"][0]
    assert (slot["passes"], slot["memory"]) == (2, 16384)
    assert (KdfCost().passes, KdfCost().memory) == (3, 64 * 1024 * 1024)
    assert unlock(tmp_path, "a").slot == "passphrase"


def test_every_flipped_bit_opens_with_the_true_key_or_is_refused(made):
    folder, key, _ = made
    whole = (folder / KEY_FILE).read_bytes()
    for at in range(0, len(whole) * 8, 3):  # each bit of a byte, in turn: every byte is met
        flipped = bytearray(whole)
        flipped[at // 8] ^= 1 << at % 8
        (folder / KEY_FILE).write_bytes(flipped)
        try:
            found = unlock(folder, PASSPHRASE)
        except AppError as told:
            assert type(told) in (Damaged, WrongPassphrase), at
        else:
            assert found.data_key == key, at


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00" * 300, b"not json", b"[]", b"{}", b'{"format": 1}', b'{"format": 1, "slots": [1]}',
        b'{"format": 2, "slots": []}',
        b'{"format": 1, "slots": []}', b'{"format": 1, "slots": [{"slot": "passphrase"}]}', b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_a_key_file_that_is_none_is_told_plainly(tmp_path, content: bytes):
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(Damaged, match="key file is damaged"):
        unlock(tmp_path, PASSPHRASE)
    assert (tmp_path / KEY_FILE).read_bytes() == content


def test_no_key_file_at_all(tmp_path):
    with pytest.raises(Damaged, match="key file is missing"):
        unlock(tmp_path, PASSPHRASE)


def test_a_key_file_that_cannot_be_read(tmp_path):
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(Damaged, match="cannot be read"):
        unlock(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"box": 7},
        {"box": "xyz"},
        {"box": ""},
        {"salt": "00"},
        {"salt": None},
        {"passes": 0},
        {"memory": 1},
        {"memory": "a"},
    ],
    ids=str,
)
def test_a_damaged_slot_leaves_the_other_open(made, change):
    folder, key, recovery = made
    rewrite(folder, **change)
    assert unlock(folder, recovery).data_key == key
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)


def test_the_key_file_is_for_its_owner_alone(made):
    folder, _, _ = made
    if os.name != "nt":
        assert (folder / KEY_FILE).stat().st_mode & 0o777 == 0o600


# ------------------------------------------------------------------ several people
OTHER = "7e57ac70-0000-4000-8000-000000000002"
WORDS = "nine loud geese"


def give(folder: Path, key: bytes, passphrase: str = WORDS, actor: str = OTHER) -> None:
    changed = read_key_file(folder).with_passphrase(passphrase, actor=actor, data_key=key, random_bytes=os.urandom)
    replace_key_file(folder, changed)


def test_each_opens_with_their_own_passphrase(made):
    folder, key, recovery = made
    give(folder, key)
    assert read_key_file(folder).holders == {ACTOR, OTHER}
    for words, actor, slot in (
        (PASSPHRASE, ACTOR, "passphrase"),
        (WORDS, OTHER, "passphrase"),
        (recovery, ACTOR, "recovery"),
    ):
        found = unlock(folder, words)
        assert (found.data_key, found.actor, found.slot) == (key, actor, slot)


def test_another_passphrase_takes_the_place_of_the_first(made):
    folder, key, recovery = made
    give(folder, key, actor=ACTOR)
    assert read_key_file(folder).holders == {ACTOR}
    assert len(read_key_file(folder).slots) == 2
    assert unlock(folder, WORDS).actor == ACTOR
    assert unlock(folder, recovery).data_key == key
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("which", ["another's", "one's own", "the recovery key"])
def test_one_passphrase_never_opens_two_slots(made, which: str):
    folder, key, recovery = made
    give(folder, key)
    words = {"another's": PASSPHRASE, "one's own": WORDS, "the recovery key": recovery.lower()}[which]
    before = (folder / KEY_FILE).read_bytes()
    with pytest.raises(AppError, match="in use in this workspace already"):
        give(folder, key, words)
    assert (folder / KEY_FILE).read_bytes() == before


def test_who_is_withdrawn_opens_no_more_and_the_recovery_key_stays(made):
    folder, key, recovery = made
    give(folder, key)
    replace_key_file(folder, read_key_file(folder).without(ACTOR, heir=OTHER))
    assert read_key_file(folder).holders == {OTHER}
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)
    found = unlock(folder, recovery)
    assert (found.data_key, found.actor) == (key, OTHER)
    assert unlock(folder, WORDS).data_key == key


def test_slots_of_nobody_are_left_out_and_those_of_another_sort_stay(made):
    folder, key, _ = made
    give(folder, key)
    later = {"slot": "public_key", "actor": "a later version's", "box": "00"}
    keys = KeyFile(slots=(*read_key_file(folder).slots, later))
    assert [slot["slot"] for slot in keys.only({OTHER}).slots] == ["recovery", "passphrase", "public_key"]
    replace_key_file(folder, keys.only({OTHER}))
    assert unlock(folder, WORDS).actor == OTHER


def test_a_new_slot_costs_what_the_dearest_costs(tmp_path):
    dear = KdfCost(passes=2, memory=16384)
    key = write_key_file(tmp_path, passphrase="a", recovery_key="b", actor=ACTOR, random_bytes=counting(), cost=dear)
    give(tmp_path, key)
    assert {(slot.get("passes"), slot.get("memory")) for slot in read_key_file(tmp_path).slots} == {
        (2, 16384),
        (None, None),
    }


def test_a_key_file_that_cannot_be_written_leaves_the_old_one(made, monkeypatch):
    folder, key, _ = made
    before = (folder / KEY_FILE).read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError, match="No space left on device"):
        give(folder, key)
    assert [file.name for file in folder.iterdir()] == [KEY_FILE]
    assert (folder / KEY_FILE).read_bytes() == before


def test_what_a_crash_left_beside_it_does_not_matter(made):
    folder, key, _ = made
    (folder / f"{KEY_FILE}.new").write_bytes(b"half of a key file" * 400)
    give(folder, key)
    assert [file.name for file in folder.iterdir()] == [KEY_FILE]
    assert unlock(folder, WORDS).data_key == key
    if os.name != "nt":
        assert (folder / KEY_FILE).stat().st_mode & 0o777 == 0o600


class Died(BaseException):
    """The machine stops here: nothing after it is done."""


@pytest.mark.parametrize("moment", ["open", "fsync", "replace"])
@pytest.mark.parametrize("late", [False, True], ids=["before it", "after it"])
def test_whenever_the_machine_stops_there_is_a_whole_key_file(made, monkeypatch, moment: str, late: bool):
    folder, key, recovery = made
    place = Path if moment == "replace" else os
    real = getattr(place, moment)

    def dies(*args: object, **options: object) -> None:
        if late:
            real(*args, **options)
        raise Died

    with monkeypatch.context() as patch, pytest.raises(Died):
        patch.setattr(place, moment, dies)
        give(folder, key)
    arrived = moment == "replace" and late
    assert unlock(folder, PASSPHRASE).data_key == unlock(folder, recovery).data_key == key
    assert read_key_file(folder).holders == ({ACTOR, OTHER} if arrived else {ACTOR})
    if not arrived:
        give(folder, key)
    assert unlock(folder, WORDS).actor == OTHER
