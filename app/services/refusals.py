"""One way for all: what is refused at the gate is in the log, as what is done there is."""

from collections.abc import Generator
from contextlib import contextmanager

from app.core.errors import AppError
from app.core.events import Act, Detail, Event
from app.services.workspace import Workspace


@contextmanager
def refusals_logged(ws: Workspace, name: str, **details: Detail) -> Generator[None]:
    """Log that what is done inside was refused, under a name such as ``draw_refused``, and refuse it all the same.

    Raises:
        AppError: the refusal itself.
    """
    try:
        yield
    except AppError:
        with ws.write(Event(act=Act.COMBINE, name=name, details=details)):
            pass
        raise
