"""Every table of the store, gathered in one metadata."""

from app.models import actions, frames, gate, meetings, papers, records, rounds, sheets, workspaces
from app.models.base import Base

METADATA = Base.metadata
MODULES = (workspaces, records, frames, gate, rounds, sheets, actions, meetings, papers)
