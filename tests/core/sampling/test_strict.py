"""Our own files, read strictly: whatever is wrong is said in our words, never in Python's."""

import pytest

from app.core.sampling.strict import Unreadable, load


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"a":' + b"1" * 5_000 + b"}\n", "a number of 5,000 digits is more than anything here can have"),
        (b'{"a":9007199254740993}\n', "a character or a number never written here"),
        (b'{"a":"\\ud800"}\n', "a character or a number never written here"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "stand too deep in one another"),
        (b'\xef\xbb\xbf{"a":1}\n', "begins with a mark of another encoding"),
        (b"", "is not JSON, or was cut off"),
        (b'{"a":1', "cannot be read on from line 1, character 7."),
        (b'{"a":1.' + b"0" * 5_000 + b"}\n", "is not a whole one"),
        (b'{"a":NaN}\n', "the number NaN is not a whole one"),
        (b'{"a":1,"a":1}\n', "the key “a” stands twice"),
        (b'{"a":"caf\xe9"}\n', "not UTF-8 text"),
    ],
)
def test_it_is_said_plainly(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load("draw.json", data)
    told = str(caught.value)
    assert told.startswith("draw.json: ")
    assert words in told
    assert len(told) < 160
    for foreign in ("sys.", "recursion", "codec", "2**53", "utf-8-sig", "Expecting"):
        assert foreign not in told
