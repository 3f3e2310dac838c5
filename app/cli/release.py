"""``release list | show | accept | recall``: reading the texts of drawn cases, covering words, letting cases go."""

import re
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from app.cli.command import Answer, Commands, count, number, workspace_of
from app.cli.cover_files import Decided, decided_in
from app.cli.redact import finding_data
from app.core.errors import AppError
from app.core.redaction.bars import bar
from app.core.redaction.findings import Finding
from app.core.redaction.spans import KINDS, CrookedSpan, Span, default_lift, kind_of
from app.core.shapes.releases import CaseText, Letting, ReleaseCase, ReleaseItem, ReleaseStanding, ReleaseState
from app.core.words import count_of
from app.services.releasing import releases
from app.services.workspace import Workspace

_COVER = re.compile(
    r"(?:(?P<key>[0-9]+\.[a-z0-9_]+):)?(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})"
    r":(?P<kind>[A-Za-z_ -]+)(?::(?P<lift>\w+))?"
).fullmatch
_WORDS = {ReleaseState.TO_READ: "to be read", ReleaseState.RELEASED: "released", ReleaseState.RECALLED: "taken back"}
_SHORT, _LEAST = 16, 8
"""How many digits of a digest are shown, and how many name a text."""


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    group = commands.add_parser("release", help="read the text of drawn cases and let them go to volunteers")
    actions = group.add_subparsers(dest="action", required=True, metavar="list|show|accept|recall")
    listing = actions.add_parser("list", help="a round's cases and how far each is; it is logged")
    listing.add_argument("round", metavar="R1")
    listing.set_defaults(run=_show, case=None)
    show = actions.add_parser(
        "show",
        help="one case's texts, their digests and what was found in them; without a case, the list; it is logged",
    )
    show.add_argument("round", metavar="R1")
    show.add_argument("case", metavar="CASE", nargs="?", help="its number in the round, like 5")
    show.set_defaults(run=_show)
    accept = actions.add_parser("accept", help="let a case go; every text that was read is named by its digest")
    _add_case(accept, _accept)
    accept.add_argument("--read", metavar="DIGEST", nargs="+", default=[], help="the digest of each text, as shown")
    accept.add_argument(
        "--cover",
        metavar="[KEY:]START-END:KIND[:STAGE]",
        nargs="+",
        default=[],
        help=f"cover these characters, as {', '.join(KINDS)}; ETHNICITY and OUTCOME lift at the last stage, at the "
        "one named, or at none where it says never",
    )
    accept.add_argument(
        "--covers",
        metavar="F.json",
        help='covers and what is left as it stands, as {"covers": [{"text", "start", "end", "kind", "lifts_at"}], '
        '"leave": [{"text", "start", "end"}]}',
    )
    rest = accept.add_mutually_exclusive_group()
    rest.add_argument("--all", action="store_true", help="cover everything else that was found")
    rest.add_argument("--leave", action="store_true", help="leave everything else that was found as it stands")
    recall = actions.add_parser("recall", help="take a release back: no volunteer is shown the case any more")
    _add_case(recall, _recall)


def _add_case(parser: Any, run: Any) -> None:
    parser.add_argument("round", metavar="R1")
    parser.add_argument("case", metavar="CASE", help="its number in the round, like 5")
    parser.set_defaults(run=run)


def _show(options: Namespace) -> Answer:
    round_id = number(options.round, "R", "round")
    with workspace_of(options) as ws:
        if options.case is None:
            queue = releases.list_releases(ws, round_id=round_id)
            told = f"{queue.released} of {count_of(len(queue.items), 'case')} released"
            return Answer(
                data={
                    "round": f"R{round_id}",
                    "cases": [_item(item) for item in queue.items],
                    "aside": [_item(item) for item in queue.aside],
                },
                lines=(
                    f"R{round_id} {queue.label}",
                    *map(_item_line, queue.items),
                    *(f"{_item_line(item)}; replaced or withheld since: recall it" for item in queue.aside),
                    told,
                ),
            )
        return _case_answer(_read(ws, round_id, options.case), texts=True)


def _accept(options: Namespace) -> Answer:
    round_id = number(options.round, "R", "round")
    with workspace_of(options) as ws:
        case = _read(ws, round_id, options.case)
        letting = Letting(covers=_decided(case, options), read=_digests(case, options.read))
        if not options.leave:
            _refuse_undecided(case, letting, options)
        done = releases.release(ws, round_id=round_id, case_id=case.case_id, letting=letting).value
    return _case_answer(done, texts=False)


def _recall(options: Namespace) -> Answer:
    round_id = number(options.round, "R", "round")
    with workspace_of(options) as ws:
        case_id = _case_id(ws, round_id, options.case)
        return _case_answer(releases.recall(ws, round_id=round_id, case_id=case_id).value, texts=False)


# ------------------------------------------------------------------ what was given
def _read(ws: Workspace, round_id: int, text: str) -> ReleaseCase:
    return releases.read_for_release(ws, round_id=round_id, case_id=_case_id(ws, round_id, text))


def _case_id(ws: Workspace, round_id: int, text: str) -> int:
    return releases.case_numbered(ws, round_id=round_id, number=count(text, "CASE"))


def _digests(case: ReleaseCase, given: Iterable[str]) -> frozenset[str]:
    starts = tuple(text.strip().lower() for text in given)
    short = next((text for text in starts if len(text) < _LEAST), None)
    if short is not None:
        raise AppError(f"--read: “{short}” is too short for a digest.", "Give it as `release show` shows it.")
    return frozenset(text.digest for text in case.texts if starts and text.digest.startswith(starts))


def _decided(case: ReleaseCase, options: Namespace) -> Mapping[str, tuple[Span, ...]]:
    """The covers of each text, by its key; with ``--all``, what else was found in it is covered too."""
    covers = {key: list(spans) for key, spans in _in_file(case, options).covers.items()}
    for key, spans in _covers(case, options.cover).items():
        covers.setdefault(key, []).extend(spans)
    if options.all:
        for text in case.texts:
            rest = _open(case, text, covers.get(text.key, ()), options)
            covers.setdefault(text.key, []).extend(_span(case, one) for one in rest)
    return {key: tuple(spans) for key, spans in covers.items() if spans}


def _in_file(case: ReleaseCase, options: Namespace) -> Decided:
    return decided_in(case, options.covers) if options.covers else Decided()


def _open(case: ReleaseCase, text: CaseText, covers: Iterable[Span], options: Namespace) -> list[Finding]:
    """What was found in a text that covers leave readable and that the file does not leave on purpose."""
    hidden = {at for span in covers for at in range(max(0, span.start), min(span.end, len(text.text)))}
    left = _in_file(case, options).left
    return [
        one
        for one in text.found
        if not hidden.issuperset(range(one.start, one.end)) and (text.key, one.start, one.end) not in left
    ]


def _refuse_undecided(case: ReleaseCase, letting: Letting, options: Namespace) -> None:
    """AppError where something was found that is neither covered nor left; the service tells of all else."""
    if any(text.digest not in letting.read for text in case.texts):
        return
    undecided = sum(len(_open(case, text, letting.covers.get(text.key, ()), options)) for text in case.texts)
    if undecided:
        told = count_of(undecided, "piece")
        raise AppError(
            f"{told} found in case {case.number} neither covered nor left: nothing goes out undecided.",
            "Cover them, or name them under “leave” in --covers F.json; --all covers the rest, --leave leaves it.",
        )


def _span(case: ReleaseCase, found: Finding) -> Span:
    lift = default_lift(found.kind, (case.lift,))
    return Span(start=found.start, end=found.end, kind=found.kind, lifts_at=lift)


def _covers(case: ReleaseCase, given: Iterable[str]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {}
    for text in given:
        key, span = _cover(case, text)
        found.setdefault(key, []).append(span)
    return {key: tuple(spans) for key, spans in found.items()}


def _cover(case: ReleaseCase, text: str) -> tuple[str, Span]:
    parts = _COVER(text)
    if parts is None:
        raise AppError(f"--cover: “{text}” is no cover.", "Write it like 26-30:NAME, or 2.rationale:26-30:NAME.")
    if not parts["key"] and len(case.texts) != 1:
        keys = ", ".join(each.key for each in case.texts) or "none"
        raise AppError(f"--cover: “{text}” does not say of which text.", f"Put its key first: {keys}.")
    try:
        kind = kind_of(parts["kind"])
    except CrookedSpan as error:
        raise AppError(f"--cover: {error}", "Write it like 26-30:NAME.") from error
    lift = parts["lift"] or default_lift(kind, (case.lift,))
    lifts_at = "" if lift == "never" else lift
    span = Span(start=int(parts["start"]), end=int(parts["end"]), kind=kind, lifts_at=lifts_at)
    return parts["key"] or case.texts[0].key, span


# ------------------------------------------------------------------ what is told
def _case_answer(case: ReleaseCase, *, texts: bool) -> Answer:
    data = {
        "round": f"R{case.round_id}",
        "case": case.number,
        "reference": case.reference,
        **_standing(case.standing),
        "still_out": list(case.still_out),
        "unprinted": list(case.unprinted),
        "stages": [stage.id for stage in case.stages],
        "texts": [
            {
                "key": text.key,
                "label": text.label,
                "opens_at": text.opens_at,
                "digest": text.digest[:_SHORT],
                "covers": [asdict(span) for span in text.spans],
                **({"found": [finding_data(one) for one in text.found]} if texts else {}),
                "shown": {stage.id: _shown(case, text.text, text.spans, at) for at, stage in enumerate(case.stages)},
                **({"text": text.text} if texts else {}),
            }
            for text in case.texts
        ],
    }
    return Answer(data=data, lines=tuple(_case_lines(case, texts=texts)))


def _shown(case: ReleaseCase, text: str, spans: tuple[Span, ...], at: int) -> str:
    """The text as a volunteer sees it from a stage on."""
    return bar(text, spans, {stage.id for stage in case.stages[: at + 1]})


def _case_lines(case: ReleaseCase, *, texts: bool) -> Iterator[str]:
    yield f"R{case.round_id} case {case.number}, {case.kind_label} {case.reference}: {_standing_words(case.standing)}"
    if case.still_out:
        yield f"Papers with words that do not stand any more are still out: {', '.join(case.still_out)}"
    yield from case.unprinted
    for text in case.texts:
        covers = count_of(len(text.spans), "cover")
        yield f"{text.key}  {text.label}, shown from the stage {text.opens_at}; {covers}; digest {text.digest[:_SHORT]}"
        yield f"  {text.text if texts else _shown(case, text.text, text.spans, 0)}"
        if texts and text.found:
            found = (f"{one.start}-{one.end} {one.kind} ({one.certainty.word})" for one in text.found)
            yield f"  found: {', '.join(found)}"
    if not case.texts:
        yield "It has no text that volunteers would read."


def _item(item: ReleaseItem) -> dict[str, object]:
    return {
        "case": item.number, "kind": item.kind_label, "reference": item.reference, **_standing(item.standing)
    }  # fmt: skip


def _item_line(item: ReleaseItem) -> str:
    return f"{item.number:>4}  {item.kind_label} {item.reference}: {_standing_words(item.standing)}"


def _standing(standing: ReleaseStanding) -> dict[str, object]:
    return {"state": standing.state.value, "by": standing.by, "at": standing.at}


def _standing_words(standing: ReleaseStanding) -> str:
    by = f" by {standing.by}, {standing.at}" if standing.by else ""
    return f"{_WORDS[standing.state]}{by}"
