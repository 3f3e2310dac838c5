"""Drawing: once, after the seal, from the seed alone; and the same again from the store's secret, by other code."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.core.errors import AppError, Damaged
from app.core.shapes.draws import DrawView
from app.models.frames import FrameCaseRow, FrameRow
from app.models.record_store import read_values
from app.services.drawing import draws
from app.services.schemes import load_library
from app.services.workspace import Workspace
from tests.builders import OPEN_DATA, SEED, draw, entries, import_practice, open_new, seal
from tests.intake.extracts import open_data


@pytest.fixture
def stocked(workspace: Workspace) -> Workspace:
    import_practice(workspace)
    return workspace


# ------------------------------------------------------------------ DESIGN section 3, once more and by itself
def sha(data: str) -> str:
    return hashlib.sha256(data.encode()).hexdigest()


def content(shown: dict[str, str]) -> str:
    return sha(json.dumps([shown], sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def token(secret: bytes, key: str, shown: dict[str, str]) -> str:
    salt = hmac.new(secret, key.encode(), hashlib.sha256).hexdigest()
    return sha(f"{salt}:{sha(key)}:{content(shown)}")


def labels(secret: bytes, names: set[str]) -> dict[str, str]:
    order = sorted(names, key=lambda name: hmac.new(secret, f"stratum\x1f{name}".encode(), hashlib.sha256).digest())
    return {name: f"S{at:02}" for at, name in enumerate(order, 1)}


def sealed(cases: dict[str, str]) -> str:
    """The seal of token -> stratum."""
    return sha("token,stratum\n" + "".join(f"{code},{cases[code]}\n" for code in sorted(cases)))


def order(cases: dict[str, str], label: str, seal: str, seed: str) -> list[str]:
    tickets = {sha(f"{seal}:1:{seed}:{code}"): code for code, stratum in cases.items() if stratum == label}
    return [tickets[ticket] for ticket in sorted(tickets)]


def kept(ws: Workspace, frame_id: int) -> tuple[bytes, list[tuple[str, dict[str, str]]]]:
    """The secret of a frame, and the key and the shown fields of each of its cases, from the store."""
    scheme = load_library("cheshire").schemes["stop_search"]
    seen = {item.id for item in scheme.fields if item.seen_by}
    with ws.read() as session:
        secret = session.get_one(FrameRow, frame_id).secret
        rows = session.execute(
            select(FrameCaseRow.key, FrameCaseRow.version_id).where(FrameCaseRow.frame_id == frame_id)
        ).all()
        values = read_values(session, scheme, [row[1] for row in rows])
    return secret, [(key, {name: values[at][name] for name in values[at] if name in seen}) for key, at in rows]


@pytest.mark.parametrize("facet", ["", "lpu", "is_child", "vulnerable"])
def test_tokens_seal_labels_and_draw_come_out_the_same_by_other_code(stocked: Workspace, facet: str) -> None:
    frame = seal(stocked, strata=(facet,) if facet else (), size=12, reserves=6)
    view = draw(stocked, frame.frame_id)
    secret, cases = kept(stocked, frame.frame_id)
    names = {key: (shown.get(facet) or "not recorded") if facet else "all cases" for key, shown in cases}
    label = labels(secret, set(names.values()))
    whole = {token(secret, key, shown): label[names[key]] for key, shown in cases}
    assert len(whole) == frame.cases == 304
    assert sealed(whole) == frame.seal == view.seal
    shares = {line.label: line for line in frame.strata}
    picked = {name: order(whole, name, frame.seal, SEED) for name in sorted(shares)}
    assert [case.token for case in view.cases] == [
        code for name, share in sorted(shares.items()) for code in picked[name][: share.size]
    ]
    assert [case.token for case in view.reserves] == [
        code
        for name, share in sorted(shares.items())
        for code in picked[name][share.size : share.size + share.reserves]
    ]
    assert (len(view.cases), len(view.reserves)) == (12, 6)


def test_rows_without_a_reference_come_out_the_same_too(workspace: Workspace) -> None:
    import_practice(workspace, file=OPEN_DATA)
    frame = seal(workspace, size=20, reserves=0)
    secret, cases = kept(workspace, frame.frame_id)
    whole = {token(secret, key, shown): "S01" for key, shown in cases}
    assert len(whole) == 1_155, "equal rows are cases of their own, with codes of their own"
    assert sealed(whole) == frame.seal
    view = draw(workspace, frame.frame_id)
    assert [case.token for case in view.cases] == order(whole, "S01", frame.seal, SEED)[:20]


# ------------------------------------------------------------------ what a draw does not depend on
def drawn_from(folder: Path, rows: list[dict[str, str]], name: str) -> tuple[list[str], list[str]]:
    ws = open_new(folder / name)
    file = folder / f"{name}.csv"
    file.write_text(open_data(rows), encoding="utf-8", newline="")
    import_practice(ws, file=file)
    ws.random_bytes = lambda count: b"\x07" * count  # one secret for all of them
    frame = seal(ws, strata=("gender",), size=7, reserves=3)
    view = draw(ws, frame.frame_id)
    ws.close()
    return [frame.seal, *(case.token for case in view.cases)], [case.token for case in view.reserves]


def test_a_draw_depends_on_neither_file_names_nor_the_order_of_rows(tmp_path: Path) -> None:
    rows = [{"Latitude": f"53.{at % 9}", "Gender": ("Male", "Female", "")[at % 3]} for at in range(40)]
    first = drawn_from(tmp_path, rows, "first")
    assert drawn_from(tmp_path, rows[::-1], "second") == first
    assert drawn_from(tmp_path, sorted(rows, key=str), "third") == first
    assert drawn_from(tmp_path, [*rows[:-1], {"Latitude": "54.1"}], "fourth") != first, "but on what the rows say"


def test_two_seals_of_one_list_have_nothing_in_common(stocked: Workspace) -> None:
    first, second = (draw(stocked, seal(stocked).frame_id) for _ in range(2))
    assert {case.token for case in first.cases} & {case.token for case in second.cases} == set()
    assert first.seal != second.seal


# ------------------------------------------------------------------ once, after the seal, and logged
def events(ws: Workspace) -> list[str]:
    return [entry["event"] for entry in entries(ws)]


def test_a_seed_is_saved_once_and_every_later_try_is_logged(stocked: Workspace) -> None:
    frame = seal(stocked)
    view = draw(stocked, frame.frame_id)
    for seed in (SEED, SEED[::-1], None):
        with pytest.raises(AppError, match="F1 was drawn already, as D1"):
            draws.draw_sample(stocked, frame_id=frame.frame_id, seed=seed)
    assert events(stocked)[-4:] == ["sample_drawn", "draw_refused", "draw_refused", "draw_refused"]
    assert draws.read_draw(stocked, view.draw_id) == view
    assert draws.list_draws(stocked) == (view,)


@pytest.mark.parametrize(
    ("seed", "words"),
    [
        ("1" * 19, "needs at least 20"),
        ("1" * 19 + "O", "“O” at place 20"),
        ("１" * 20, "fullwidth"),
        ("1" * 201, "at most"),
    ],
)
def test_a_seed_that_is_none_is_logged_and_leaves_the_list_open(stocked: Workspace, seed: str, words: str) -> None:
    frame = seal(stocked)
    with pytest.raises(AppError, match=words):
        draws.draw_sample(stocked, frame_id=frame.frame_id, seed=seed)
    last = entries(stocked)[-1]
    assert (last["event"], last["details"]) == ("draw_refused", {"frame_id": 1, "source": "typed"})
    assert draws.list_draws(stocked) == ()
    assert draw(stocked, frame.frame_id).seed == SEED


def test_before_the_seal_there_is_nothing_to_draw_from(stocked: Workspace) -> None:
    with pytest.raises(AppError, match="There is no sealed list F1"):
        draws.draw_sample(stocked, frame_id=1, seed=SEED)
    assert events(stocked)[-1] == "draw_refused"


@pytest.mark.parametrize(
    ("fixed", "seed", "ok"),
    [("dice", SEED, True), ("dice", None, False), ("app", SEED, False), ("app", None, True), ("", SEED, True)],
)
def test_a_plan_that_names_the_source_of_the_seed_is_kept_to(
    stocked: Workspace, fixed: str, seed: str | None, ok: bool
) -> None:
    frame = seal(stocked, seed_source=fixed)
    if ok:
        assert draws.draw_sample(stocked, frame_id=frame.frame_id, seed=seed).value.seed_source == (
            "app" if seed is None else "dice"
        )
    else:
        with pytest.raises(AppError, match="fixed that its seed comes from"):
            draws.draw_sample(stocked, frame_id=frame.frame_id, seed=seed)


def test_spaces_in_a_seed_do_not_count_and_zeros_do(stocked: Workspace) -> None:
    seal(stocked)
    view = draws.draw_sample(stocked, frame_id=1, seed=" 00000 00000\t00000 00001 ").value
    assert view.seed == "00000000000000000001"


def test_the_app_makes_forty_digits_anew_each_time(stocked: Workspace) -> None:
    views: list[DrawView] = [draw(stocked, seal(stocked).frame_id, seed=None) for _ in range(3)]
    assert len({view.seed for view in views}) == 3
    assert all(len(view.seed) == 40 and view.seed.isdecimal() for view in views)


def test_a_list_drawn_whole_is_all_of_it(stocked: Workspace) -> None:
    frame = seal(stocked, where=(("lpu", "warrington"),), size=1)
    whole = seal(stocked, where=(("lpu", "warrington"),), size=frame.cases, reserves=0)
    assert (whole.whole, frame.whole, whole.seed_source) == (True, False, "")
    view = draw(stocked, whole.frame_id, seed=None)
    assert view.whole
    assert len({case.case_key for case in view.cases}) == frame.cases
    assert view.reserves == ()


def test_a_list_that_was_changed_in_the_store_is_damaged_and_not_drawn(stocked: Workspace) -> None:
    frame = seal(stocked)
    with stocked._store.write() as session:  # as somebody with the key and without the app would
        for (name,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            if "frame" in name:
                session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(text("UPDATE frame_case SET token = zeroblob(32) WHERE id = 1"))
    with pytest.raises(Damaged, match="not the one that was sealed"):
        draws.draw_sample(stocked, frame_id=frame.frame_id, seed=SEED)
    assert draws.list_draws(stocked) == ()


def test_there_is_no_draw_of_another_number(stocked: Workspace) -> None:
    with pytest.raises(AppError, match="There is no draw D3"):
        draws.read_draw(stocked, 3)
