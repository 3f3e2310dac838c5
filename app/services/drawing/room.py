"""What a room may be shown of a draw beside codes and numbers: the groups, where no stage keeps their facet back."""

from collections.abc import Mapping

from app.services.drawing.blinding import told_to_all
from app.services.drawing.frame_views import frame_row, frame_view, scheme_of
from app.services.drawing.frame_words import design_of
from app.services.workspace import Workspace


def room_groups(ws: Workspace, frame_id: int) -> Mapping[str, str]:
    """The names of a list's strata by label, for a projector; none where one facet is shown later, or to nobody.

    Raises:
        AppError: there is no such list.
    """
    with ws.read() as session:
        row = frame_row(session, frame_id)
        scheme = scheme_of(session, row.scheme_id)
        if not design_of(row).facets or not told_to_all(scheme, row):
            return {}
        return {line.label: line.name for line in frame_view(session, row).strata}
