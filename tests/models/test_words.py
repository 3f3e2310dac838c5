"""The index of the words in narratives: found by their beginnings, and gone from its very pages with their text."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.events import Act, Event
from app.models.words import find_words
from app.services.workspace import Workspace
from tests.builders import import_file, write_csv
from tests.journeys.looking import holding

ROWS = [
    {"URN": "A/1", "Grounds for search": "Zanzibarius carried a crowbar.", "Item found": "A crowbar by Café Dŵr."},
    {"URN": "A/2", "Grounds for search": "Smelt of cannabis; “Zanzibarius” told us."},
    *({"URN": f"B/{at}", "Grounds for search": f"Number {at} ran."} for at in range(40)),
]


@pytest.fixture
def stocked(workspace: Workspace, tmp_path: Path) -> Workspace:
    import_file(workspace, write_csv(tmp_path / "a.csv", ROWS))
    return workspace


def erase(ws: Workspace, where: str) -> None:
    """No service erases a narrative yet: this is what one will do."""
    with ws.write(Event(act=Act.ERASE, name="narrative_erased")) as work:
        work.session.execute(text(f"UPDATE narrative SET text = NULL, erased_seq = {work.seq} WHERE {where}"))


def found(ws: Workspace, phrase: str) -> list[int]:
    with ws.read() as session:
        return find_words(session, phrase)


@pytest.mark.parametrize(
    ("phrase", "versions"),
    [
        ("crowbar", [1]), ("CROW", [1]), ("cafe dwr", [1]), ("zanzibarius", [1, 2]), ("zanzibarius cannabis", [2]),
        ("told smelt", [2]), ("bar", []), ("", []), ('" * ( ) :', []), ("crowbar OR cannabis", []), ("-crowbar", [1]),
        ('"crow" "bar"', []),
    ],
)  # fmt: skip
def test_words_are_found_in_any_order_by_their_beginnings(stocked: Workspace, phrase: str, versions: list[int]) -> None:
    assert found(stocked, phrase) == versions


def test_an_erased_text_leaves_no_word_in_any_page(stocked: Workspace) -> None:
    assert "narrative_words_data" in holding(stocked, "anzibarius")
    erase(stocked, "version_id IN (1, 2)")
    assert holding(stocked, "anzibarius") == set()
    assert holding(stocked, "annabis") == set()
    assert (found(stocked, "zanzibarius"), found(stocked, "crowbar"), len(found(stocked, "ran"))) == ([], [], 40)


def test_of_two_texts_the_other_stays_to_be_found(stocked: Workspace) -> None:
    erase(stocked, "version_id = 1 AND field = 'grounds'")
    assert [found(stocked, word) for word in ("crowbar", "dwr", "zanzibarius")] == [[1], [1], [2]]
    erase(stocked, "version_id = 1 AND text IS NOT NULL")
    assert [found(stocked, word) for word in ("crowbar", "dwr", "zanzibarius")] == [[], [], [2]]
    assert holding(stocked, "rowbar") == set()


def test_erasing_everything_at_once_empties_the_index(stocked: Workspace) -> None:
    erase(stocked, "text IS NOT NULL")
    assert found(stocked, "ran") == []
    assert holding(stocked, "anzibarius") == set()
    with stocked._store.write() as session:
        session.execute(text("INSERT INTO narrative_words (narrative_words) VALUES ('integrity-check')"))
