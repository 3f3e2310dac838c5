"""How much of what must be covered is found, how much of what is found must be covered, and how fast.

On labelled texts: the practice extracts, two sets of narratives written by hand by somebody who did not know the
rules, a third by somebody who did, a fourth by somebody who did not, and published cases of identifiers. The first two
have been seen since: the rules were widened by what they missed, so their figures now are no longer those of texts that
nobody has seen; ``UNSEEN`` says what they were when they were. The fourth is unseen: whoever changes a rule for it
writes a fifth. What the practice extracts say to be covered and their maker does not mark is
labelled in ``labelled.py``. No set labels times of day and ages, so what we find of these is not counted.

Beside it, on the same texts in the same run, Microsoft Presidio with its defaults. Addresses that end in ``.example``
are none to it, which tells on its recall of e-mail. It and its model are too large for our locks, so it is taken from
an environment that has it: name that environment's interpreter in ``SCRUTINY_PRESIDIO``.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from app.core.redaction.find import find
from app.core.redaction.findings import Certainty
from app.core.redaction.rules import Rules
from app.services.releasing.redacting import load_rules
from tests.bench.labelled import DATA, PRACTICE, Text, identifier_cases, narratives, practice
from tests.bench.measuring import Found, Share, covering, precision, recall, together

ROOT = Path(__file__).resolve().parents[2]
PEER = "SCRUTINY_PRESIDIO"
_PEER_KINDS = {
    "PERSON": "NAME", "LOCATION": "ADDRESS", "NRP": "ETHNICITY", "DATE_TIME": "DATE", "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL", "URL": "WEB", "IP_ADDRESS": "WEB", "UK_VEHICLE_REGISTRATION": "VEHICLE",
    "UK_POSTCODE": "ADDRESS",
}  # fmt: skip
_UNLABELLED = {"TIME", "AGE"}
UNSEEN = (
    "Before any rule was changed for them: 0.80 of names and identifiers in the first narratives, 0.871 (464/533) in "
    "the second, with 0.905 (513/567) of what was found right. For the third none was changed, but its writer knew them"
)
_WITHOUT = (
    f"Presidio: not installed here. `pip install presidio-analyzer` with a spaCy model of English into an environment "
    f"of its own, and name its interpreter in {PEER}; figures beside it are left out."
)


class Answer(NamedTuple):
    """What a finder found of each text, and the seconds of the processor that it took."""

    found: list[list[Found]]
    seconds: float


class Peer(NamedTuple):
    """What Presidio found, and with which model."""

    model: str
    answer: Answer


def compare(folder: Path, rows: int, runs: int) -> Iterator[str]:
    """A line for each kind of detail in each set, and what a second holds.

    Args:
        folder: not used.
        rows: not used: the sets are what they are.
        runs: for speed; what is found is the same in each.
    """
    rules = load_rules()
    known = practice(PRACTICE)
    sets = {
        "practice extracts, with the record's names": (known, True),
        "practice extracts, without names": (known, False),
        "narratives written by hand, the first": (narratives(DATA / "narratives.txt"), False),
        "narratives written by hand, the second": (narratives(DATA / "narratives-2.txt"), False),
        "narratives written by hand, the third": (narratives(DATA / "narratives-3.txt"), False),
        "narratives written by hand, the fourth": (narratives(DATA / "narratives-4.txt"), False),
        "published cases of identifiers": (identifier_cases(DATA / "uk_identifier_cases.csv"), False),
    }
    asked = _ask_peer([text.text for texts, named in sets.values() if not named for text in texts])
    yield _WITHOUT if asked is None else f"Presidio with its defaults and the model {asked.model}"
    yield UNSEEN
    taken = 0
    for what, (texts, named) in sets.items():
        ours = _ours(texts, rules, named=named, runs=runs)
        yield f"-- {what}: {_speed(texts, ours.seconds)}"
        other = None
        if asked is not None and not named:
            other = asked.answer.found[taken : taken + len(texts)]
            taken += len(texts)
        yield from _lines(texts, ours.found, other)
    if asked is not None:
        yield f"Presidio: {taken / asked.answer.seconds:,.0f} texts a second"


def _ours(texts: Sequence[Text], rules: Rules, *, named: bool, runs: int) -> Answer:
    times: list[float] = []
    told: list[list[Found]] = []
    for _ in range(runs):
        begin = time.process_time()
        all_found = [find(text.text, rules, text.names if named else ()) for text in texts]
        times.append(time.process_time() - begin)
        told = [
            [
                Found(start=one.start, end=one.end, kind=one.kind, certainty=one.certainty)
                for one in found
                if one.kind not in _UNLABELLED
            ]
            for found in all_found
        ]
    return Answer(told, median(times))


def _ask_peer(texts: Sequence[str]) -> Peer | None:
    """Presidio's findings; None where it is not installed."""
    command = [os.environ.get(PEER, sys.executable), str(ROOT / "tests" / "bench" / "presidio_peer.py")]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    if done.returncode == 3:
        return None
    done.check_returncode()
    told = json.loads(done.stdout)
    found = [
        [Found(start=start, end=end, kind=_PEER_KINDS.get(entity, "REFERENCE")) for start, end, entity in each]
        for each in told["found"]
    ]
    return Peer(told["model"], Answer(found, told["seconds"]))


def _speed(texts: Sequence[Text], seconds: float) -> str:
    letters = sum(len(text.text) for text in texts)
    return (
        f"{len(texts):,} texts of {letters / len(texts):.0f} characters, {len(texts) / seconds:,.0f} a second "
        f"({letters / seconds / 1000:,.0f} thousand characters)"
    )


def _lines(
    texts: Sequence[Text], ours: Sequence[Sequence[Found]], other: Sequence[Sequence[Found]] | None
) -> list[str]:
    def recalled(found: Sequence[Sequence[Found]]) -> dict[str, Share]:
        shares = recall(texts, found)
        named = {kind: share for kind, share in shares.items() if kind != "place"}
        return {
            **shares,
            "names and identifiers": covering(shares),
            "names and identifiers, without places by name": covering(named),
            "all": together(shares),
        }

    def precise(found: Sequence[Sequence[Found]]) -> dict[str, Share]:
        shares = precision(texts, found)
        sure = together(precision(texts, found, Certainty.LIKELY))
        kept = {"names and identifiers": covering(shares)}
        return {**shares, **kept, "all": together(shares), "all that are likely or sure": sure}

    return [*_table("recall", recalled, ours, other), *_table("precision", precise, ours, other)]


def _table(
    what: str,
    measured: Callable[[Sequence[Sequence[Found]]], dict[str, Share]],
    ours: Sequence[Sequence[Found]],
    other: Sequence[Sequence[Found]] | None,
) -> Iterator[str]:
    peers = measured(other) if other is not None else {}
    for kind, share in measured(ours).items():
        beside = f"; Presidio {peers.get(kind, Share(0, 0))}" if other is not None else ""
        yield f"{what} {kind}: {share}{beside}"
