"""Running one step, telling what came of it, and keeping the exit codes: the same for every command.

With ``--json`` exactly one object goes to stdout, whether the step was done, refused or failed; all else is on stderr.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TextIO

from app.cli.command import REFUSED, USAGE, Answer, HelpAsked, UsageError
from app.core.errors import AppError


def wants_json(words: Sequence[str]) -> bool:
    """Whether ``--json`` stands anywhere before ``--``, behind which everything is a plain value."""
    options = words[: words.index("--")] if "--" in words else words
    return "--json" in options


def finish(step: Callable[[], Answer], *, as_json: bool) -> int:
    """Run a step and tell its answer, its refusal or its fault; give the exit code. Nothing gets past this."""
    _take_any_character()
    answer = _answer(step)
    if as_json:
        say(json.dumps(answer.data))  # ASCII: the same bytes whatever the encoding of the pipe
    for line in answer.lines:
        say(line, aside=as_json or answer.code in (REFUSED, USAGE))
    return answer.code


def say(line: str, *, aside: bool = False) -> None:
    """Print a line on stdout, or aside on stderr. Where nobody listens any more, or the disk is full, say no more.

    What was done is done all the same, and keeps its exit code.
    """
    stream = sys.stderr if aside else sys.stdout
    try:
        print(line, file=stream, flush=True)
    except OSError:
        _silence(stream)


def _answer(step: Callable[[], Answer]) -> Answer:
    try:
        return step()
    except HelpAsked as asked:
        return Answer(data={"help": str(asked)}, lines=(str(asked),))
    except UsageError as error:
        return _refusal(USAGE, f"{error}.", "See: python3 -m app --help")
    except AppError as refusal:
        return _refusal(REFUSED, refusal.what, refusal.fix)
    except KeyboardInterrupt:
        return _refusal(REFUSED, "Stopped.", "Nothing of the unfinished step was kept.")
    except Exception as fault:
        return _fault(fault)


def _take_any_character() -> None:
    """A terminal or pipe of another encoding shows what it cannot write as an escape, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _silence(stream: TextIO) -> None:
    """What is still to be written, also by the interpreter when it ends, goes nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _refusal(code: int, what: str, fix: str) -> Answer:
    return Answer(data={"refused": what, "fix": fix}, lines=(f"{what} {fix}".strip(),), code=code)


def _fault(fault: Exception) -> Answer:
    from app.services.crash_sheets import keep_crash_sheet

    sheet = keep_crash_sheet(fault)
    where = f"What is needed to mend it is in {sheet}: it holds no record." if sheet else "Please report it."
    return _refusal(REFUSED, f"Something went wrong that should not have ({type(fault).__name__}).", where)
