"""Canonical JSON: RFC 8785's bytes for all that it lets in, as the reference says; the rest is refused."""

import hashlib
import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.core.canonical import canonical_json, clean_text, digest, sha256_hex

LIMIT = 2**53 - 1
TEXT = st.text().map(lambda text: unicodedata.normalize("NFC", text))
KEYS = st.text(st.characters(max_codepoint=127))
LEAVES = st.none() | st.booleans() | st.integers(-LIMIT, LIMIT) | TEXT
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20)


@given(VALUES)
def test_the_bytes_are_those_of_the_reference(value: object):
    assert canonical_json(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(VALUES)
def test_a_digest_is_sha_256_of_those_bytes(value: object):
    assert digest(value) == hashlib.sha256(rfc8785.dumps(value)).hexdigest()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": 2, "B": 3, "": 4}, b'{"":4,"B":3,"a":2,"b":1}'),
        (["\u20ac", "\U0001f600", "\u2028", "/", '"', "\\"], '["€","😀","\u2028","/","\\"","\\\\"]'.encode()),
        ("\x00\x08\t\n\x0b\x0c\r\x1f\x7f", b'"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\x7f"'),
        ((1, [2, (3,)]), b"[1,[2,[3]]]"),
        ({"a": {}, "b": []}, b'{"a":{},"b":[]}'),
        ([True, False, None, 0, -1, LIMIT, -LIMIT], b"[true,false,null,0,-1,9007199254740991,-9007199254740991]"),
        ("Ŵyn", '"Ŵyn"'.encode()),
    ],
)
def test_known_bytes(value: object, expected: bytes):
    assert canonical_json(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        1.0, -0.0, float("nan"), float("inf"), [1, [2.5]], {"a": {"b": 1.5}}, 2**53, -(2**53), [10**30], b"bytes",
        {1, 2}, object(), {1: "a"}, {None: "a"}, {"é": 1}, {"a": {"ŵ": 1}}, "e\u0301", ["W\u0302yn"],
        {"a": "e\u0301"}, "\ud800",
    ],
)  # fmt: skip
def test_what_has_no_one_form_is_refused(value: object):
    with pytest.raises(ValueError, match=r"."):
        canonical_json(value)


@given(TEXT, TEXT)
def test_different_texts_have_different_bytes(one: str, other: str):
    assert (canonical_json(one) == canonical_json(other)) is (one == other)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  a b \n", "a b"),
        ("e\u0301", "é"),
        (" W\u0302yn\u00a0", "Ŵyn"),
        ("", ""),
        ("\u212b", "\u00c5"),
        ("a  b", "a  b"),
    ],
)
def test_text_is_kept_in_one_form(text: str, clean: str):
    assert clean_text(text) == clean
    assert clean_text(clean) == clean


@given(st.text())
def test_clean_text_has_a_canonical_form_or_no_bytes_at_all(text: str):
    assert unicodedata.is_normalized("NFC", clean_text(text))
    assert clean_text(clean_text(text)) == clean_text(text)


def test_known_digest():
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
