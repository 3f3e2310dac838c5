"""Case codes as a person types them: any beginning that is long enough and fits one case alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from app.core.errors import AppError
from app.services.drawing.tokens import LEAST, case_of_draw, case_of_frame
from tests.builders import Drawn


def test_every_beginning_that_is_long_enough_finds_the_case(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    with drawn.ws.read() as session:
        for case in (*drawn.draw.cases, *drawn.draw.reserves):
            for length in range(LEAST, 65):
                assert case_of_draw(session, 1, 1, case.token[:length]).token.hex() == case.token
            assert case_of_frame(session, 1, case.token.upper()).token.hex() == case.token


def test_a_beginning_of_two_cases_is_refused_until_it_is_longer(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    one, other = (case.token for case in drawn.draw.cases[:2])
    twin = one[:9] + other[9:]
    with drawn.ws._store.write() as session:  # a coincidence that nobody will live to see
        session.execute(text("DROP TRIGGER frame_case_stands"))
        change = text("UPDATE frame_case SET token = :twin WHERE token = :other")
        session.execute(change, {"twin": bytes.fromhex(twin), "other": bytes.fromhex(other)})
    with drawn.ws.read() as session:
        for length in range(LEAST, 10):
            for find in (lambda code: case_of_frame(session, 1, code), lambda code: case_of_draw(session, 1, 1, code)):
                with pytest.raises(AppError, match="More than one case") as refused:
                    find(one[:length])
                assert refused.value.fix == "Give more of the code."
        assert case_of_frame(session, 1, one[:10]).token.hex() == one
        assert case_of_frame(session, 1, twin[:10]).token.hex() == twin


def test_a_case_of_the_list_is_not_one_of_the_draw(practice_workspace_with_draw: Drawn) -> None:
    drawn = practice_workspace_with_draw
    picked = {case.token for case in (*drawn.draw.cases, *drawn.draw.reserves)}
    with drawn.ws.read() as session:
        tokens = session.execute(text("SELECT token FROM frame_case ORDER BY id")).scalars()
        other = next(token.hex() for token in tokens if token.hex() not in picked)
        assert case_of_frame(session, 1, other).token.hex() == other
        with pytest.raises(AppError, match="No case of the draw D1"):
            case_of_draw(session, 1, 1, other)


HEX = "0123456789abcdef"
TOO_SHORT = st.text(alphabet=HEX, max_size=LEAST - 1)
TOO_LONG = st.text(alphabet=HEX, min_size=65, max_size=80)
OTHER = st.builds(
    "{}{}{}".format, TOO_SHORT, st.sampled_from("gz%_'*٣é -"), st.text(alphabet=HEX, min_size=6, max_size=20)
)


@given(code=st.one_of(TOO_SHORT, TOO_LONG, OTHER))
def test_what_is_no_code_never_reaches_the_store(code: str) -> None:
    code = code if code[:1] != " " else f"a{code}"  # spaces around a code are no matter
    with pytest.raises(AppError, match="is no case code"):
        case_of_frame(None, 1, code)  # type: ignore[arg-type]
