"""Work on very many small things at once."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Generator[None]:
    """Python's search for cycles is off meanwhile: rows by the million make it look at everything again and again.

    They hold no cycles, so nothing piles up: a fifth of an import's time is saved.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
