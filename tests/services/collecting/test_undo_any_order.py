"""Whatever was imported and undone, the store says the same as if only what is left had been imported."""

import csv
import itertools
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import AppError
from app.core.resources import root
from app.models.words import find_words
from app.services.collecting.undo import undo_import
from app.services.workspace import Workspace
from tests.builders import import_file, open_new, write_csv
from tests.journeys.looking import whole
from tests.standing import standing

FORCE = root() / "practice" / "practice-use-of-force-2025-06.csv"
FORMS = list(csv.reader(FORCE.read_text(encoding="utf-8-sig").splitlines()))[:25]
"""The forms of some incidents, several to most of them, below their header."""
REFERENCES = ("A/1", "A/2", "A/3", "")
"""Few, so that extracts overlap; a row without one is known by what it says."""

search_rows = st.lists(
    st.fixed_dictionaries(
        {
            "URN": st.sampled_from(REFERENCES),
            "Team": st.sampled_from(["", "Red", "Blue"]),
            "Grounds for search": st.sampled_from(["", "A knife was seen.", "A crowbar."]),
            "Use of force form": st.sampled_from(["", "UOF/1", "UOF/1; UOF/2"]),
        }
    ),
    min_size=1,
    max_size=5,
)
form_rows = st.lists(st.integers(1, len(FORMS) - 1), min_size=1, max_size=8)
undoings = st.integers(1, 6)
steps = st.lists(st.one_of(search_rows, form_rows, undoings), min_size=2, max_size=7)
Step = list[dict[str, str]] | list[int] | int


def bring_in(ws: Workspace, folder: Path, step: list[dict[str, str]] | list[int]) -> int:
    """Import the rows of a step as a file; the number of the import."""
    file = folder / "extract.csv"
    if isinstance(step[0], dict):
        return import_file(ws, write_csv(file, step), again=True, doubled="all").import_id  # type: ignore[arg-type]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([FORMS[0], *(FORMS[int(at)] for at in step)])  # type: ignore[arg-type]
    return import_file(ws, file, kind="use_of_force", again=True, doubled="all").import_id


@settings(max_examples=25)
@given(steps=steps)
def test_any_order_of_importing_and_undoing(steps: list[Step]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        ws, left = open_new(folder / "one"), dict[int, list[dict[str, str]] | list[int]]()
        for step in steps:
            if not isinstance(step, int):
                left[bring_in(ws, folder, step)] = step
                continue
            before = standing(ws)
            try:
                undo_import(ws, step)
            except AppError:
                assert standing(ws) == before
            else:
                del left[step]
        other = open_new(folder / "other")
        for step in left.values():
            bring_in(other, folder, step)
        assert standing(ws) == standing(other)
        with ws.read() as one, other.read() as two:
            assert [len(find_words(one, word)) for word in ("knife", "crowbar")] == [
                len(find_words(two, word)) for word in ("knife", "crowbar")
            ]
        whole(ws)
        ws.close()
        other.close()


def test_all_undone_in_the_order_that_is_asked_for_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    for at in range(6):
        bring_in(workspace, tmp_path, [{"URN": f"A/{at % 3}", "Team": "Red"}] if at % 2 else [1, 2, 3 + at])
    waiting = set(range(1, 7))
    for _ in itertools.takewhile(lambda _: waiting, range(6)):
        for number in sorted(waiting):
            try:
                undo_import(workspace, number)
            except AppError as told:
                assert int(told.fix.split()[2]) in waiting, "the one that is named is there to be undone"
            else:
                waiting.remove(number)
    assert not waiting
    assert standing(workspace) == {}
