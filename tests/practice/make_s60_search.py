"""Makes the practice section 60 search extract and its labels: the same bytes on every machine, nobody real in it.

Run ``python -m tests.practice.make_s60_search`` from the checkout to write them again into ``resources/practice``. Most
searches name an authority of the practice register; some name none, one that is not there, or one not in force then.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tests.practice.dice import Dice
from tests.practice.make_s60_authority import Authority, every_authority
from tests.practice.make_stop_search import Search, fill
from tests.practice.prose import Block, read_blocks, read_pools
from tests.practice.written import HERE, as_csv, as_labels, header, one_of, save

SEED = "practice section 60 searches, June 2025"
NAME = "practice-s60-search-2025-06"
COLUMNS = header("force_s60_search", "Log number")
MADE = 292
NOWHERE = ("S60/P/2506/88", "S60/P/2506/97", "S60 CREWE 7/6")
STRENGTHS = {"strong": "s", "fair": "f", "weak": "w", "none": "n"}
THINGS = ("threaten_harm",) * 6 + ("weapons",) * 4


def make() -> dict[str, bytes]:
    """The extract and its labels, by file name."""
    dice = Dice(SEED)
    june = [item for item in every_authority() if item.start.month == 6 and item.cells["Authority reference"]]
    searches = [_search(dice, block, june) for block in _plan(dice)]
    searches.sort(key=lambda search: search.at)
    for number, search in enumerate(searches):
        search.cells["URN"] = f"PS6/25/{2500 + number * 3 + number % 2:05d}"
    rows = _without_reference(searches)
    labels = as_labels({search.cells["URN"]: search.spans for search in searches})
    return {f"{NAME}.csv": as_csv(rows, COLUMNS), f"{NAME}.labels.json": labels}


def _plan(dice: Dice) -> list[Block]:
    """Every written situation once, those put together from sentences, and some without a word."""
    pools = read_pools(HERE / "s60_search.txt")
    written = [block for block in read_blocks(HERE / "grounds.txt") if block.power == "s60_cjpoa"]
    made = [_block(dice, pools) for _ in range(MADE)]
    return [
        *written,
        *made,
        *(Block("s60_cjpoa", "threaten_harm", "person", "jog", "n", text) for text in ("", "", ".")),
    ]


def _block(dice: Dice, pools: Mapping[str, list[str]]) -> Block:
    pool = dice.pick(("strong", "strong", "fair", "fair", "fair", "weak", "weak", "none"))
    parts = dice.some(pools["open"], 1) if dice.chance(82) else []
    parts += dice.some(pools[pool], 2 if pool in ("strong", "fair", "weak") and dice.chance(45) else 1)
    parts += dice.some(pools["tail"], dice.pick((0, 0, 1, 1, 2)))
    level = "mts" if dice.chance(4) else "eip" if dice.chance(1) else "jog"
    subject = dice.pick(("person",) * 9 + ("both",))
    thing = "drugs" if dice.chance(3) else dice.pick(THINGS)
    child = dice.chance(22)
    text = ("¶" if dice.chance(7) else " ").join(parts)
    return Block("s60_cjpoa", thing, subject, level, STRENGTHS[pool], text, child=child)


def _search(dice: Dice, block: Block, june: Sequence[Authority]) -> Search:
    """A search under one of June's authorities: most in its place and time, a few outside."""
    authority = dice.pick(june)
    minutes = int((authority.last - authority.start).total_seconds()) // 60
    at = authority.start + timedelta(minutes=dice.below(minutes))
    rolled = dice.below(100)
    if rolled < 5:
        at = authority.last + timedelta(minutes=5 + dice.below(170))
    search = Search(block, at, authority.place, one_of(dice, authority.place))
    search.words["auth"] = authority.ref
    fill(dice, search)
    cells = search.cells
    cells["Section 60 authority"] = authority.ref
    if 5 <= rolled < 15:
        cells["Section 60 authority"] = ""
    elif 15 <= rolled < 19:
        cells["Section 60 authority"] = dice.pick(NOWHERE)
    cells["Why this person"] = cells.pop("Grounds for search")
    cells["Officer in uniform"] = dice.pick(("Yes",) * 12 + ("No", ""))
    cells["Told of the authority"] = dice.pick(("Yes",) * 6 + ("No", "", ""))
    search.cells = {name: text for name, text in cells.items() if name in COLUMNS}
    return search


def _without_reference(searches: Sequence[Search]) -> list[dict[str, str]]:
    """The rows: four have no reference, and one of those stands there twice."""
    rows = [search.cells for search in searches]
    plain = [search.cells for search in searches if not search.spans and len(search.cells["Why this person"]) > 50]
    for row in plain[2:14:3]:
        row["URN"] = ""
    at = rows.index(plain[5])
    return [*rows[: at + 1], dict(plain[5]), *rows[at + 1 :]]


if __name__ == "__main__":
    save(make())
