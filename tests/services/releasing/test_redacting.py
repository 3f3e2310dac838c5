"""Places in a file are those of its own letters, in whichever form it spells them."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.releasing.redacting import find_details, find_in_file

PHONE = "07700 900123"
JAMO = st.sampled_from("\u1112\u1161\u11ab\u1100\u1173\u11af\uac00\ud55c")
VOWELS = st.sampled_from(
    "\u09c7\u09be\u09d7\u0b47\u0b3e\u0b56\u0bc6\u0bbe\u0f71\u0f73\u0f72\u0334\u0323\u0301\u0344eaC"
)
ANY = st.text(st.characters(exclude_categories=("Cs",)) | JAMO | VOWELS, max_size=30)


def pieces(file: Path, text: str) -> list[tuple[str, str]]:
    """What is found of a text in a file, with the words that stand at its places."""
    file.write_bytes(text.encode())
    return [(one.kind, text[one.start : one.end]) for one in find_in_file(file)]


@pytest.mark.parametrize("before", ["한글", "কো", "ୋ", "e\u0301\u0301", "\u0f73", "a\u0f73\u0323"])
def test_letters_that_are_several_move_nothing(before: str, tmp_path: Path) -> None:
    text = f"{normalize('NFD', before)} call {PHONE}"
    assert ("PHONE", PHONE) in pieces(tmp_path / "account.txt", text)


def test_a_mark_behind_the_last_figure_goes_with_it(tmp_path: Path) -> None:
    assert ("PHONE", f"{PHONE}\u0302") in pieces(tmp_path / "account.txt", f"e\u0301 call {PHONE}\u0302 now")


@given(before=ANY, behind=ANY)
def test_whatever_stands_around_it_the_number_is_where_it_is_said_to_be(
    tmp_path_factory: pytest.TempPathFactory, before: str, behind: str
) -> None:
    text = f"{before} call {PHONE}, {behind}"
    found = pieces(tmp_path_factory.mktemp("any") / "account.txt", text.removeprefix("\ufeff"))
    assert any(kind == "PHONE" and normalize("NFC", piece) == PHONE for kind, piece in found)
    whole = normalize("NFC", text.removeprefix("\ufeff"))
    for (_, piece), one in zip(found, find_details(whole), strict=True):
        assert whole[one.start : one.end] in normalize("NFC", piece)
