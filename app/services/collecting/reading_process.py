"""The process that reads a large extract: told what to read, it tells rows (see ``reading``). It opens no store."""

import gc
import pickle
import sys
from typing import IO

from app.core.errors import AppError
from app.services.collecting.reading import Asked, End, Refused, Rows, Told


def main(told: IO[bytes], out: IO[bytes]) -> None:
    """Read what is asked for, and say every row of it."""
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True  # hardly anything is said twice: to look out for that takes a third of the time

    def say(said: Told) -> None:
        pickler.dump(said)
        out.flush()

    gc.disable()  # rows hold no cycles, and looking for them takes a fifth of the time
    asked: Asked = pickle.load(told)  # noqa: S301 - from the process that began this one
    checker, laying = asked.checker(), asked.laying
    try:
        for batch in checker.check_batches(asked.extract):
            say(Rows.of(batch, laying, laying.numbers.take_new()))
    except AppError as error:
        say(Refused(error.what, error.fix))
    else:
        say(End(checker.tally))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
