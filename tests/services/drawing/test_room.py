"""What a room may be shown of a draw: groups that every stage shows, and no others."""

import pytest

from app.core.errors import AppError
from app.services.drawing.change_reasons import read_changes
from app.services.drawing.room import room_groups
from app.services.workspace import Workspace
from tests.builders import Drawn, import_practice, seal


@pytest.fixture
def practice(workspace: Workspace) -> Workspace:
    import_practice(workspace)
    return workspace


def test_groups_that_everyone_sees_from_the_start_are_named(practice: Workspace) -> None:
    frame = seal(practice, strata=("power",), join_small=True, size=12)
    groups = room_groups(practice, frame.frame_id)
    assert groups == {line.label: line.name for line in frame.strata}
    assert len(groups) > 1


@pytest.mark.parametrize("facet", ["sde_code", "outcome", "officer_id", "team"])
def test_groups_that_a_stage_keeps_back_are_not(practice: Workspace, facet: str) -> None:
    frame = seal(practice, strata=("power", facet), join_small=True, size=60)
    assert len(frame.strata) > 1
    assert room_groups(practice, frame.frame_id) == {}


def test_a_list_that_is_not_divided_has_none(practice: Workspace) -> None:
    assert room_groups(practice, seal(practice).frame_id) == {}
    with pytest.raises(AppError):
        room_groups(practice, 9)


def test_the_reasons_are_those_of_the_plan_in_words(practice_workspace_with_draw: Drawn) -> None:
    changes = read_changes(practice_workspace_with_draw.ws, 1)
    replace, withhold = changes.replace_reasons, changes.withhold_reasons
    assert "duplicate" in {reason.code for reason in replace}
    assert "live_investigation" in {reason.code for reason in (*replace, *withhold)}
    assert all(reason.label != reason.code for reason in (*replace, *withhold))
