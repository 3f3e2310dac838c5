"""Running one step, telling what came of it, and keeping the exit codes: the same for every command.

With ``--json`` exactly one object goes to stdout, whether the step was done, refused or failed; all else is on stderr.
"""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from app.cli.command import DONE, REFUSED, USAGE, Answer, UsageError
from app.core.errors import AppError


def wants_json(words: Sequence[str]) -> bool:
    """Whether ``--json`` stands anywhere before ``--``, behind which everything is a plain value."""
    options = words[: words.index("--")] if "--" in words else words
    return "--json" in options


def finish(step: Callable[[], Answer], *, as_json: bool) -> int:
    """Run a step and tell its answer, its refusal or its fault; give the exit code. Nothing gets past this."""
    _take_any_character()
    try:
        answer = step()
    except UsageError as error:
        return _refuse(as_json, USAGE, f"{error}.", "See: python3 -m app --help")
    except AppError as refusal:
        return _refuse(as_json, REFUSED, refusal.what, refusal.fix)
    except SystemExit as leaving:  # --help
        return DONE if leaving.code in (None, 0) else USAGE
    except KeyboardInterrupt:
        return _refuse(as_json, REFUSED, "Stopped.", "Nothing of the unfinished step was kept.")
    except Exception as fault:
        return _fault(as_json, fault)
    _tell(answer, as_json)
    return answer.code


def _take_any_character() -> None:
    """A terminal or pipe of another encoding shows what it cannot write as an escape, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _tell(answer: Answer, as_json: bool) -> None:
    if as_json:
        _print_object(answer.data)
    for line in answer.lines:
        print(line, file=sys.stderr if as_json else sys.stdout)


def _print_object(data: dict[str, Any]) -> None:
    print(json.dumps(data))  # ASCII: the same bytes whatever the encoding of the pipe


def _refuse(as_json: bool, code: int, what: str, fix: str) -> int:
    if as_json:
        _print_object({"refused": what, "fix": fix})
    print(f"{what} {fix}".strip(), file=sys.stderr)
    return code


def _fault(as_json: bool, fault: Exception) -> int:
    from app.services.crash_sheets import keep_crash_sheet

    sheet = keep_crash_sheet(fault)
    where = f"What is needed to mend it is in {sheet}: it holds no record." if sheet else "Please report it."
    return _refuse(as_json, REFUSED, f"Something went wrong that should not have ({type(fault).__name__}).", where)
