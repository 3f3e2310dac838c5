"""Reading a PDF without a word on stderr: what the reader stumbles over is told by whoever asked for the file."""

import logging
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_remarks() -> Generator[None]:
    """Keep the reader's remarks from every log while this lasts.

    They come from loggers below the library's own, so that switching that one off would not do.
    """
    log, nobody = logging.getLogger("pypdf"), logging.NullHandler()
    before, log.propagate = log.propagate, False
    log.addHandler(nobody)
    try:
        yield
    finally:
        log.removeHandler(nobody)
        log.propagate = before
