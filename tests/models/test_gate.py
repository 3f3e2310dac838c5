"""The gate in the database: whoever writes past the services, with the key and by raw SQL, is refused as well."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.models.gate_rules import GATE, WITH_PARENT
from app.services.drawing import exclusions, replacing
from app.services.workspace import Workspace
from tests.builders import draw, import_practice, open_new, open_round, seal

AT = "'2025-07-01T09:00:00Z'"
NEXT = "(SELECT max(seq) + 1 FROM audit)"
WRITTEN = f"'u', 1, {NEXT}"
"""The UUID, the actor and the entry of a row that is written now."""
A_PLAN = f"'monthly', 1, 0, 'proportional', '[]', '', '', '[]', {AT}, x'00', 'digest', 1, {NEXT}"


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """F1 waits for its seed; F2 was drawn as D1, and one of its cases replaced. Nothing that a test tries is kept."""
    made = open_new(tmp_path_factory.mktemp("gate") / "workspace")
    import_practice(made)
    exclusions.exclude(made, kind="stop_search", case_id=7, reason="duplicate")
    seal(made, strata=("lpu",), size=20)
    drawn = draw(made, seal(made, size=5, reserves=3).frame_id)
    open_round(made, drawn.draw_id)
    replacing.replace(made, draw_id=1, token=drawn.cases[0].token, reason="duplicate")
    replacing.withhold(made, draw_id=1, token=drawn.cases[1].token, reason="safety")
    yield made
    made.close()


@pytest.fixture
def attempt(ws: Workspace) -> Iterator[Session]:
    """A writing session whose work is never kept."""
    with Session(ws._store.writer) as session:
        yield session
        session.rollback()


def place(number: int, *, reserve: bool = False) -> str:
    """The case of D1 that stands at this place, as it was drawn."""
    return (
        f"(SELECT frame_case_id FROM draw_case WHERE draw_id = 1 AND reserve = {int(reserve)} AND position = {number})"
    )


def refused(session: Session, sql: str) -> str:
    with pytest.raises(DBAPIError) as caught:
        session.execute(text(sql))
    return str(caught.value.orig)


def replacement(gone: str, by: str, number: int = 2) -> str:
    columns = "draw_id, number, frame_case_id, by_id, reason, replaced_at, uuid, actor_id, audit_seq"
    return f"INSERT INTO replacement ({columns}) VALUES (1, {number}, {gone}, {by}, 'duplicate', {AT}, {WRITTEN})"


def withholding(case: str) -> str:
    columns = "draw_id, frame_case_id, reason, withheld_at, uuid, actor_id, audit_seq"
    return f"INSERT INTO withholding ({columns}) VALUES (1, {case}, 'safety', {AT}, {WRITTEN})"


def plan(frame: int, number: int) -> str:
    columns = (
        "frame_id, number, form, size, reserves, allocation, shares, seed_source, seed_name, departures, fixed_at,"
        " body, digest, actor_id, audit_seq"
    )
    return f'INSERT INTO "plan" ({columns}) VALUES ({frame}, {number}, {A_PLAN})'


def a_draw(frame: int, plan_id: int, number: int) -> str:
    columns = "frame_id, plan_id, number, seed, seed_source, drawn_at, uuid, actor_id, audit_seq"
    return f"INSERT INTO draw ({columns}) VALUES ({frame}, {plan_id}, {number}, '{'1' * 20}', 'dice', {AT}, {WRITTEN})"


def a_list(session: Session) -> int:
    """A list that is being sealed in this very change."""
    names = [row.name for row in session.execute(text("PRAGMA table_info(frame)")) if row.name != "id"]
    values = {"seal": "'another seal'", "uuid": "'another'", "audit_seq": NEXT}
    told = ", ".join(values.get(name, f'"{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    session.execute(text(f"INSERT INTO frame ({columns}) SELECT {told} FROM frame WHERE id = 1"))
    return session.execute(text("SELECT max(id) FROM frame")).scalar_one()


CLOSED = {
    "frame_case": "(frame_id, case_id, version_id, token, label, key) SELECT 1, case_id, version_id, x'01', 'S01', 'k'"
    " FROM frame_case WHERE frame_id = 1 LIMIT 1",
    "frame_stratum": "(frame_id, label, name, cases) VALUES (1, 'S99', 'another', 1)",
    "frame_exclusion": "(frame_id, exclusion_id) VALUES (2, 1)",
    "draw_case": "(draw_id, frame_case_id, reserve, position, ticket) SELECT 1, max(id), 0, 9, '0' FROM frame_case",
    "draw_people": "(draw_id, witness) VALUES (1, 'Somebody who was not there')",
    "exclusion_text": "(exclusion_id, note) VALUES (1, 'A reason found later')",
    "lodging_text": "(lodging_id, recipient) VALUES (1, 'Somebody who never had it')",
    "targeted_text": "(targeted_id, why) VALUES (1, 'A reason found later')",
}


def test_every_table_of_a_list_or_a_draw_is_tried():
    parents = {"frame", "draw", "exclusion", "lodging", "targeted_case"}
    assert CLOSED.keys() == {table for table, (parent, _) in WITH_PARENT.items() if parent in parents}


@pytest.mark.parametrize("table", [name for name in CLOSED if not name.startswith(("lodging", "targeted"))])
def test_nothing_is_added_to_what_an_earlier_change_closed(attempt: Session, table: str) -> None:
    said = refused(attempt, f"INSERT INTO {table} {CLOSED[table]}")
    assert said == f"its {WITH_PARENT[table][0]} is closed"


def test_nothing_is_added_to_a_lodging_or_a_targeted_case_of_an_earlier_change(ws: Workspace, attempt: Session) -> None:
    columns = "id, uuid, actor_id, audit_seq"
    attempt.execute(
        text(f"INSERT INTO lodging (plan_id, how, lodged_at, {columns}) VALUES (1, 'qr', {AT}, 1, 'u', 1, 1)")
    )
    attempt.execute(
        text(
            f"INSERT INTO targeted_case (kind, case_id, reason, added_at, {columns})"
            f" VALUES ('stop_search', 1, 'theme', {AT}, 1, 'u', 1, 1)"
        )
    )
    assert refused(attempt, f"INSERT INTO lodging_text {CLOSED['lodging_text']}") == "its lodging is closed"
    assert refused(attempt, f"INSERT INTO targeted_text {CLOSED['targeted_text']}") == "its targeted_case is closed"


def test_no_seed_in_the_change_that_seals(attempt: Session) -> None:
    frame = a_list(attempt)
    attempt.execute(text(plan(frame, 1)))
    made = attempt.execute(text('SELECT max(id) FROM "plan"')).scalar_one()
    assert refused(attempt, a_draw(frame, made, 1)) == GATE["draw_after_its_seal"][1]


@pytest.mark.parametrize(
    ("frame", "plan_id", "number"),
    [(1, 99, 1), (1, 2, 1), (2, 1, 1), (1, 1, 2), (2, 2, 1), (2, 2, 2)],
    ids=[
        "no plan",
        "another list's plan",
        "another list",
        "another number",
        "drawn already",
        "drawn already, renumbered",
    ],
)
def test_a_draw_is_by_a_plan_of_its_own_list_and_once(attempt: Session, frame: int, plan_id: int, number: int) -> None:
    assert refused(attempt, a_draw(frame, plan_id, number)) == GATE["draw_after_its_seal"][1]


def test_the_draw_that_waits_is_let_through(attempt: Session) -> None:
    attempt.execute(text(a_draw(1, 1, 1)))
    assert attempt.execute(text("SELECT count(*) FROM draw WHERE frame_id = 1")).scalar_one() == 1


def test_a_draw_holds_no_case_of_another_list(attempt: Session) -> None:
    attempt.execute(text(a_draw(1, 1, 1)))
    other = "SELECT (SELECT max(id) FROM draw), min(id), 0, 1, '0' FROM frame_case WHERE frame_id = 2"
    said = refused(attempt, f"INSERT INTO draw_case (draw_id, frame_case_id, reserve, position, ticket) {other}")
    assert said == GATE["draw_case_of_its_list"][1]


@pytest.mark.parametrize(
    ("frame", "number"), [(1, 2), (1, 1), (2, 1), (2, 3)], ids=["one waits", "again", "first again", "one left out"]
)
def test_a_plan_is_the_next_and_none_waits(attempt: Session, frame: int, number: int) -> None:
    assert refused(attempt, plan(frame, number)) == GATE["plan_is_the_next"][1]


def test_the_next_plan_of_a_drawn_list_is_let_through_and_makes_the_one_after_it_wait(attempt: Session) -> None:
    attempt.execute(text(plan(2, 2)))
    assert refused(attempt, plan(2, 3)) == GATE["plan_is_the_next"][1]


def test_no_first_plan_comes_later_than_its_seal(attempt: Session) -> None:
    frame = a_list(attempt)
    entry = f"SELECT {NEXT}, x'00', hash, x'00' FROM audit ORDER BY seq DESC LIMIT 1"
    attempt.execute(text(f"INSERT INTO audit (seq, body, prev, hash) {entry}"))
    assert refused(attempt, plan(frame, 1)) == GATE["plan_is_the_next"][1]


def test_seal_and_plan_are_not_lodged_after_the_draw(attempt: Session) -> None:
    columns = "plan_id, how, lodged_at, uuid, actor_id, audit_seq"
    said = refused(attempt, f"INSERT INTO lodging ({columns}) VALUES (2, 'paper', {AT}, {WRITTEN})")
    assert said == GATE["lodging_before_the_draw"][1]
    attempt.execute(text(f"INSERT INTO lodging ({columns}) VALUES (1, 'paper', {AT}, {WRITTEN})"))


def test_a_case_is_left_out_once_until_it_is_lifted(attempt: Session) -> None:
    columns = "kind, case_id, reason, excluded_at, uuid, actor_id, audit_seq"
    again = f"INSERT INTO exclusion ({columns}) VALUES ('stop_search', 7, 'duplicate', {AT}, {WRITTEN})"
    assert refused(attempt, again) == GATE["exclusion_once"][1]
    attempt.execute(text(f"INSERT INTO exclusion_lifted VALUES (1, {AT}, 1, {NEXT})"))
    attempt.execute(text(again))


@pytest.mark.parametrize(
    ("gone", "by", "number"),
    [
        (place(1), place(2, reserve=True), 2),
        (place(2), place(2, reserve=True), 2),
        (place(2, reserve=True), place(3, reserve=True), 2),
        (place(3), place(3, reserve=True), 2),
        (place(3), place(1, reserve=True), 2),
        (place(3), place(4), 2),
        (place(3), "NULL", 2),
        (place(3), place(2, reserve=True), 3),
        ("1", place(2, reserve=True), 2),
    ],
    ids=[
        "replaced already", "withheld", "a reserve that was not called", "a later reserve", "a reserve that was called",
        "a drawn case", "nobody, though one is left", "out of turn", "a case of another list",
    ],
)  # fmt: skip
def test_a_place_goes_to_the_next_reserve_only(attempt: Session, gone: str, by: str, number: int) -> None:
    assert refused(attempt, replacement(gone, by, number)) == GATE["replacement_by_the_next"][1]


def test_the_next_reserve_is_let_through_and_may_be_replaced_in_its_turn(attempt: Session) -> None:
    attempt.execute(text(replacement(place(1, reserve=True), place(2, reserve=True))))
    attempt.execute(text(replacement(place(3), place(3, reserve=True), 3).replace("'u'", "'v'")))
    attempt.execute(text(replacement(place(4), "NULL", 4).replace("'u'", "'w'")))
    assert attempt.execute(text("SELECT count(*) FROM replacement")).scalar_one() == 4


@pytest.mark.parametrize("case", [place(1), place(2), place(2, reserve=True), "1"])
def test_only_a_case_that_stands_is_withheld(attempt: Session, case: str) -> None:
    assert refused(attempt, withholding(case)) == GATE["withholding_of_a_drawn_case"][1]


def test_a_reserve_that_was_called_may_be_withheld(attempt: Session) -> None:
    attempt.execute(text(withholding(place(1, reserve=True))))
    assert attempt.execute(text("SELECT count(*) FROM withholding")).scalar_one() == 2


@pytest.mark.parametrize(
    "case",
    ["f.id = " + place(2, reserve=True), "f.frame_id = 2 AND f.id NOT IN (SELECT frame_case_id FROM draw_case)"],
    ids=["a reserve that was not called", "a case that was not drawn"],
)
def test_no_case_slips_into_a_round_as_if_it_were_drawn(attempt: Session, case: str) -> None:
    columns = "round_id, draw_id, case_id, version_id, scheme_id, form, token, position, uuid"
    chosen = (
        f"SELECT 1, 1, f.case_id, f.version_id, 1, 'monthly', f.token, 99, 'u' FROM frame_case f WHERE {case} LIMIT 1"
    )
    assert refused(attempt, f"INSERT INTO round_case ({columns}) {chosen}") == GATE["round_case_as_drawn"][1]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE frame SET seal = 'x' WHERE id = 1",
        "UPDATE frame SET secret = x'00' WHERE id = 1",
        "UPDATE frame SET design = '{}' WHERE id = 1",
        'UPDATE "plan" SET size = 1 WHERE id = 1',
        'UPDATE "plan" SET body = x\'00\' WHERE id = 1',
        "UPDATE draw SET seed = '1' WHERE id = 1",
        "UPDATE draw_case SET position = 9 WHERE draw_id = 1 AND position = 1",
        "UPDATE frame_case SET label = 'S02' WHERE frame_id = 1",
        "UPDATE record_version SET rest = '{}' WHERE id = (SELECT version_id FROM frame_case LIMIT 1)",
        "UPDATE record_version SET lpu = 1 WHERE id = (SELECT version_id FROM frame_case LIMIT 1)",
        "DELETE FROM draw WHERE id = 1",
        'DELETE FROM "plan" WHERE id = 1',
        "DELETE FROM frame WHERE id = 1",
        "DELETE FROM replacement",
        "DELETE FROM exclusion WHERE id = 1",
        "DELETE FROM \"case\" WHERE id = 7",
        "INSERT OR REPLACE INTO draw SELECT * FROM draw WHERE id = 1",
        "INSERT INTO import_undone SELECT id, imported_at, 1, 1 FROM import",
    ],
)  # fmt: skip
def test_what_was_sealed_fixed_or_drawn_stands(attempt: Session, sql: str) -> None:
    before = attempt.execute(text("SELECT count(*), max(seal), max(cases) FROM frame")).all()
    assert refused(attempt, sql)
    assert attempt.execute(text("SELECT count(*), max(seal), max(cases) FROM frame")).all() == before
