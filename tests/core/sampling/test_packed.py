"""Long lists in little memory: what went in comes out."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.sampling.packed import Texts, Tokens

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=20)


@given(TEXTS)
def test_texts_come_out_as_they_went_in(texts: list[str]) -> None:
    packed = Texts()
    for text in texts:
        packed.append(text)
    assert list(packed) == texts
    assert packed[1:] == texts[1:]
    assert [packed[at] for at in reversed(range(len(texts)))] == texts[::-1]
    assert packed.repeats() == (len(set(texts)) < len(texts))


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=30))
def test_tokens_come_in_their_order_with_their_cases(tokens: list[bytes]) -> None:
    packed = Tokens()
    for token in tokens:
        packed.append(token)
    assert list(packed) == sorted((token.hex(), place) for place, token in enumerate(tokens))
