"""How long the records page waits for its list: ids in an order, with filters and words, and the lines of one block."""

import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from app.core.shapes.records import BY_REFERENCE, RecordAsk
from app.services.collecting import records
from app.services.drawing.frames import list_values
from app.services.workspace import Workspace

RUNS = 3


class Timing(NamedTuple):
    """The median seconds of one question, and how many records it found."""

    what: str
    seconds: float
    found: int


def time_lists(ws: Workspace, *, kind: str = "stop_search", words: str = "cannabis", runs: int = RUNS) -> list[Timing]:
    """Ask what the page asks of an imported workspace: of a million records, if it holds so many."""
    facet = next(column.id for column in records.list_columns(ws, kind) if column.id in ("power", "object", "lpu"))
    value = list_values(ws, kind=kind, facet=facet)[1][0]
    asks = {
        "newest first": RecordAsk(kind=kind),
        f"only one {facet}": RecordAsk(kind=kind, where=((facet, value),)),
        f"the words “{words}”": RecordAsk(kind=kind, words=words),
        f"by {facet}": RecordAsk(kind=kind, order_by=facet, descending=False),
        "by reference": RecordAsk(kind=kind, order_by=BY_REFERENCE, descending=False),
    }
    told = [
        _timed(what, lambda ask=ask: len(records.list_records(ws, ask).value.ids), runs) for what, ask in asks.items()
    ]
    ids, columns = records.list_records(ws, RecordAsk(kind=kind)).value.ids, records.list_columns(ws, kind)
    block = ids[len(ids) // 2 : len(ids) // 2 + 200]
    read = _timed("a block of lines", lambda: len(records.read_block(ws, kind=kind, columns=columns, ids=block)), runs)
    return [*told, read]


def _timed(what: str, ask: Callable[[], int], runs: int) -> Timing:
    taken: list[float] = []
    found = 0
    for _ in range(runs):
        begin = time.perf_counter()
        found = ask()
        taken.append(time.perf_counter() - begin)
    return Timing(what, median(taken), found)
