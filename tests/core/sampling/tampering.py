"""Bundles that were tampered with in a way a person might try, and a word of the sentence that must find it."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.core.canonical import sha256_hex
from app.core.resources import root
from app.core.sampling.members import HELP
from app.core.sampling.strict import written
from tests.core.sampling.bundles import a_bundle, a_designed_bundle, a_frame, rewritten
from tests.core.sampling.designs import DESIGNS, left_out

KNOWN = Path(__file__).parents[2] / "known" / "draw" / "bundle-of-november-2026.zip"

Bundle = dict[str, bytes]


def swapped(record: Any) -> None:
    record["cases"][0], record["reserves"][0] = record["reserves"][0], record["cases"][0]


def another_case(record: Any) -> None:
    used = {case["token"] for case in (*record["cases"], *record["reserves"])}
    other = next(case.token for case in a_frame().cases if case.token not in used)
    case = record["cases"][0]
    case["token"] = other
    case["ticket"] = sha256_hex(f"{record['seal']}:1:{record['seed']}:{other}".encode())


def changed(name: str, *path: Any, to: Any) -> Callable[[Bundle], Bundle]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return lambda members: rewritten(members, name, change)


def by(name: str, change: Callable[[Any], None]) -> Callable[[Bundle], Bundle]:
    return lambda members: rewritten(members, name, change)


def replaced_bytes(name: str, old: bytes, new: bytes) -> Callable[[Bundle], Bundle]:
    def change(members: Bundle) -> Bundle:
        assert old in members[name]
        return {**members, name: members[name].replace(old, new, 1)}

    return change


def without(name: str) -> Callable[[Bundle], Bundle]:
    return lambda members: {key: data for key, data in members.items() if key != name}


def line_ends(name: str) -> Callable[[Bundle], Bundle]:
    return lambda members: {**members, name: members[name].replace(b"\n", b"\r\n")}


def last_case_left_out(members: Bundle) -> Bundle:
    return {**members, "frame.csv": members["frame.csv"][:-69]}


def reversed_list(members: Bundle) -> Bundle:
    header, *lines = members["frame.csv"].splitlines(keepends=True)
    return {**members, "frame.csv": b"".join([header, *reversed(lines)])}


def indented(name: str) -> Callable[[Bundle], Bundle]:
    return lambda members: {**members, name: json.dumps(json.loads(members[name]), indent=1).encode() + b"\n"}


def resealed(members: Bundle) -> Bundle:
    """A shorter list with its new seal everywhere but in the tickets."""
    shorter = last_case_left_out(members)
    seal = sha256_hex(shorter["frame.csv"])
    plan = json.loads(shorter["plan.json"])
    label = members["frame.csv"].splitlines()[-1].split(b",")[1].decode()
    plan["seal"] = seal
    plan["funnel"][-1]["count"] -= 1
    for share in plan["strata"]:
        share["cases"] -= share["label"] == label
    record = json.loads(shorter["draw.json"])
    data = written(plan)
    record |= {"seal": seal, "plan": sha256_hex(data)}
    return {**shorter, "plan.json": data, "draw.json": written(record)}


def other_size(members: Bundle) -> Bundle:
    def change(plan: Any) -> None:
        plan["strata"][0]["size"] += 1
        plan["strata"][1]["size"] -= 1

    return rewritten(members, "plan.json", change)


OTHER_SEAL = {
    "seal": "a" * 64,
    "from": "2024-01-01",
    "to": "2024-01-31",
    "sealed_at": "2024-02-01T09:00:00Z",
    "draws": 1,
}
GHOST = {"token": "a" * 64, "stratum": "S01", "ticket": "b" * 64}

CASES: dict[str, tuple[Callable[[Bundle], Bundle], str]] = {
    "no list": (without("frame.csv"), "frame.csv is missing"),
    "no plan": (without("plan.json"), "plan.json is missing"),
    "no draw": (without("draw.json"), "draw.json is missing"),
    "a stranger": (lambda members: {**members, "notes.txt": b""}, "does not belong"),
    "list with other line ends": (line_ends("frame.csv"), "line ends"),
    "plan with other line ends": (line_ends("plan.json"), "line ends"),
    "draw with other line ends": (line_ends("draw.json"), "line ends"),
    "a case left out": (last_case_left_out, "seal does not match"),
    "a case left out and sealed again": (resealed, "ticket is not"),
    "list reversed": (reversed_list, "out of order"),
    "list with a mark at its beginning": (
        lambda members: {**members, "frame.csv": b"\xef\xbb\xbf" + members["frame.csv"]},
        "mark of another encoding",
    ),
    "list saved as UTF-16": (
        lambda members: {**members, "frame.csv": members["frame.csv"].decode().encode("utf-16")},
        "mark of another encoding",
    ),
    "draw saved as UTF-16": (
        lambda members: {**members, "draw.json": members["draw.json"].decode().encode("utf-16")},
        "mark of another encoding",
    ),
    "a page of one's own": (lambda members: {**members, "check.html": b"<p>It holds."}, "check.html: it is none"),
    "a text of one's own": (lambda members: {**members, "CHECK.txt": b"It holds."}, "CHECK.txt: it is none"),
    "list with another header": (replaced_bytes("frame.csv", b"token", b"Token"), "first line"),
    "list empty": (lambda members: {**members, "frame.csv": b"token,stratum\n"}, "holds no case"),
    "list cut off": (lambda members: {**members, "frame.csv": members["frame.csv"][:-1]}, "does not end"),
    "list in capitals": (
        lambda members: {**members, "frame.csv": members["frame.csv"].replace(b"a", b"A")},
        "frame.csv",
    ),
    "list with a gap in its labels": (
        lambda members: {**members, "frame.csv": members["frame.csv"].replace(b"S02", b"S05")},
        "without a gap",
    ),
    "draw indented": (indented("draw.json"), "not written as this product"),
    "plan with a mark at its beginning": (
        lambda members: {**members, "plan.json": b"\xef\xbb\xbf" + members["plan.json"]},
        "mark of another encoding",
    ),
    "plan not UTF-8": (replaced_bytes("plan.json", "Zoë".encode(), b"Zo\xeb"), "not UTF-8"),
    "plan not NFC": (replaced_bytes("plan.json", "Zoë".encode(), "Zoe\u0308".encode()), "not NFC"),
    "plan with half a character": (replaced_bytes("plan.json", "Zoë".encode(), b"Zo\\ud800"), "plan.json"),
    "a key twice": (replaced_bytes("draw.json", b'"format":1', b'"format":1,"format":1'), "twice"),
    "a number written otherwise": (replaced_bytes("draw.json", b'"format":1', b'"format":1.0'), "not a whole one"),
    "a number that is none": (replaced_bytes("draw.json", b'"format":1', b'"format":NaN'), "not a whole one"),
    "a huge number": (replaced_bytes("draw.json", b'"number":1', b'"number":' + b"9" * 5000), "draw.json"),
    "brackets without end": (lambda members: {**members, "draw.json": b"[" * 100_000}, "draw.json"),
    "draw is a list": (lambda members: {**members, "draw.json": b"[]\n"}, "object was expected"),
    "a key missing": (by("draw.json", lambda record: record.pop("withheld")), "is missing"),
    "a key too many": (changed("draw.json", "note", to="trust us"), "does not belong"),
    "another format": (changed("draw.json", "format", to=2), "draw.json"),
    "another format of plan": (changed("plan.json", "format", to=2), "plan.json"),
    "a seed that is a number": (changed("draw.json", "seed", to=31415926535897), "“seed” "),
    "another seed": (changed("draw.json", "seed", to="1" * 20), "ticket is not"),
    "a seed of 19 digits": (changed("draw.json", "seed", to="1" * 19), "seed"),
    "a seed with a letter": (changed("draw.json", "seed", to="1" * 20 + "l"), "seed"),
    "a seed with full-width digits": (changed("draw.json", "seed", to="1" * 20 + "\uff15"), "seed"),
    "a seed with a space": (changed("draw.json", "seed", to="1" * 20 + " "), "seed"),
    "a seed from elsewhere": (changed("draw.json", "seed_source", to="named"), "does not allow"),
    "an app's seed that is too short": (changed("draw.json", "seed_source", to="app"), "40 digits"),
    "an unknown source": (changed("draw.json", "seed_source", to="my_cat"), "seed_source"),
    "number as text": (changed("draw.json", "number", to="1"), "“number” "),
    "number as truth": (changed("draw.json", "number", to=True), "“number” "),
    "another number": (changed("draw.json", "number", to=2), "draw 2"),
    "seal in capitals": (by("draw.json", lambda record: record.update(seal=record["seal"].upper())), "“seal” "),
    "another seal": (changed("draw.json", "seal", to="a" * 64), "seal does not match"),
    "another plan": (changed("draw.json", "plan", to="a" * 64), "plan does not match"),
    "plan of another list": (changed("plan.json", "seal", to="a" * 64), "another list"),
    "cases swapped with reserves": (by("draw.json", swapped), "swapped"),
    "a case put in by hand": (by("draw.json", another_case), "next lowest ticket"),
    "a case that is not on the list": (changed("draw.json", "cases", 0, to=GHOST), "not in the sealed list"),
    "a case of another stratum": (changed("draw.json", "cases", 0, "stratum", to="S02"), "is said to be of S02"),
    "another ticket": (changed("draw.json", "cases", 0, "ticket", to="0" * 64), "ticket is not"),
    "a case left undrawn": (by("draw.json", lambda record: record["cases"].pop()), "plan asks for"),
    "a reserve left out": (by("draw.json", lambda record: record["reserves"].pop()), "plan asks for"),
    "cases in another order": (by("draw.json", lambda record: record["cases"].reverse()), "next lowest"),
    "a case twice": (
        by("draw.json", lambda record: record["cases"].__setitem__(1, record["cases"][0])),
        "next lowest ticket",
    ),
    "sizes against the rule": (other_size, "should have"),
    "plan with other counts": (changed("plan.json", "strata", 0, "cases", to=11), "funnel"),
    "funnel that grows": (changed("plan.json", "funnel", 0, "count", to=3), "funnel"),
    "no import": (changed("plan.json", "imports", to=[]), "no imported file"),
    "rule unknown": (changed("plan.json", "strata", 0, "rule", to="as_we_like"), "rule"),
    "rule untrue": (changed("plan.json", "strata", 0, "rule", to="simple"), "a rule that the plan does not have"),
    "strata out of order": (by("plan.json", lambda plan: plan["strata"].reverse()), "out of order"),
    "period turned round": (changed("plan.json", "from", to="2025-07-01"), "period ends"),
    "a day that is none": (changed("plan.json", "from", to="2025-06-31"), "“from” "),
    "audience untrue": (changed("plan.json", "audience", to="auditor"), "auditor"),
    "facet left out": (changed("plan.json", "strata_by", to=[]), "names no facet"),
    "public number unnamed": (changed("plan.json", "seed_sources", to=["named"]), "named in advance"),
    "source unknown to the plan": (changed("plan.json", "seed_sources", to=["my_cat"]), "plan.json"),
    "practice as text": (changed("plan.json", "practice", to="no"), "“practice” "),
    "plan fixed later than the seal": (changed("plan.json", "fixed_at", to="2026-11-21T10:05:00Z"), "with the seal"),
    "sealed at another time": (changed("draw.json", "sealed_at", to="2026-11-21T10:03:00Z"), "another time"),
    "drawn before the seal": (changed("draw.json", "drawn_at", to="2026-11-21T10:03:59Z"), "before the list was"),
    "a local time": (changed("draw.json", "drawn_at", to="2026-11-21T10:44:00+00:00"), "“drawn_at” "),
    "a time that is none": (changed("draw.json", "drawn_at", to="2026-11-31T10:44:00Z"), "“drawn_at” "),
    "a reason of one's own": (
        changed("draw.json", "replaced", 0, "reason", to="no_video"),
        "does not allow the reason",
    ),
    "a reserve out of turn": (
        by("draw.json", lambda record: record["replaced"][0].update(by=record["reserves"][-1]["token"])),
        "the next reserve",
    ),
    "replaced by nobody": (changed("draw.json", "replaced", 0, "by", to=None), "the next reserve"),
    "replaced, though not drawn": (changed("draw.json", "replaced", 0, "token", to="a" * 64), "not in the draw"),
    "replaced twice": (
        by("draw.json", lambda record: record["replaced"].append(record["replaced"][0])),
        "replaced twice",
    ),
    "withheld for a reason of one's own": (
        changed("draw.json", "withheld", 0, "reason", to="embarrassing"),
        "does not allow the reason",
    ),
    "withheld, though not drawn": (changed("draw.json", "withheld", 0, "token", to="a" * 64), "is not in the draw"),
    "withheld and replaced": (
        by("draw.json", lambda record: record["withheld"][0].update(token=record["replaced"][0]["token"])),
        "is not in the draw",
    ),
    "an earlier draw hidden": (
        changed("draw.json", "other_draws", to=[{"number": 3, "plan": "a" * 64, "drawn_at": None}]),
        "left out",
    ),
    "another draw with the same number": (
        changed("draw.json", "other_draws", to=[{"number": 1, "plan": "a" * 64, "drawn_at": None}]),
        "stands twice",
    ),
    "another draw before the seal": (
        changed("draw.json", "other_draws", to=[{"number": 2, "plan": "a" * 64, "drawn_at": "2026-11-21T10:00:00Z"}]),
        "before the list was sealed",
    ),
    "the seal among the others": (
        by("draw.json", lambda record: record["other_seals"][0].update(seal=record["seal"])),
        "among the other seals",
    ),
    "a seal of another time": (changed("draw.json", "other_seals", to=[OTHER_SEAL]), "does not overlap"),
}


def good_bundles() -> Iterator[tuple[str, Bundle]]:
    yield "strata", a_bundle()
    yield "simple", a_bundle(stratified=False)
    yield "one case", a_bundle(1, size=1, reserves=0)
    yield "drawn whole", a_bundle(12, size=12, reserves=0)
    yield "small strata", a_bundle(9, size=5, reserves=2)
    yield "third draw", a_bundle(number=3)
    yield "named number", a_bundle(seed_sources=("dice", "named"), seed_name="The lottery of 28 November 2026")
    yield "practice", a_bundle(practice=True)
    folder = root() / "check"
    yield "with page and text", {**a_bundle(), **{name: (folder / name).read_bytes() for name in HELP}}
    for name, design in DESIGNS.items():
        yield name, a_designed_bundle(design)
    yield "left out and departing", left_out()
    yield "as the first version wrote it", known_bundle()
    yield "no reserve left", rewritten(a_bundle(stratified=False, reserves=0), "draw.json", replace_first)


def other_design(design: str, *path: Any, to: Any) -> Callable[[Bundle], Bundle]:
    """A change of the plan of one of the designs, whatever bundle is given."""
    change = changed("plan.json", *path, to=to)
    return lambda _: change(a_designed_bundle(DESIGNS[design]))


def of_left_out(*path: Any, to: Any) -> Callable[[Bundle], Bundle]:
    change = changed("plan.json", *path, to=to)
    return lambda _: change(left_out())


def one_more(design: str) -> Callable[[Bundle], Bundle]:
    """A stratum that gives one more than its rule allows, and another one fewer where that is needed."""

    def change(plan: Any) -> None:
        chance = [share for share in plan["strata"] if share["rule"] != "all" and share["size"] < share["cases"]]
        chance[0]["size"] += 1
        chance[0]["reserves"] = 0
        if plan.get("allocation") == "equal":
            chance[-1]["size"] -= 1

    return lambda _: rewritten(a_designed_bundle(DESIGNS[design]), "plan.json", change)


def take_all_halved(plan: Any) -> None:
    whole = next(share for share in plan["strata"] if share["rule"] == "all" and share["cases"] > 1)
    whole["size"] -= 1


DESIGN_CASES: dict[str, tuple[Callable[[Bundle], Bundle], str]] = {
    "way of sharing unknown": (other_design("equal", "allocation", to="by_mood"), "“allocation” "),
    "way of sharing said although it is the usual one": (
        other_design("three facets", "allocation", to="proportional"),
        "“allocation” ",
    ),
    "way of sharing blank": (other_design("three facets", "allocation", to=""), "“allocation” "),
    "equal said to be fixed": (other_design("equal", "allocation", to="fixed"), "a rule that the plan does not have"),
    "equal parts that are not": (one_more("equal"), "by the rule “equal”"),
    "one officer gives one more": (one_more("so many of each officer"), "by the rule “per”"),
    "two ways to divide": (other_design("so many of each officer", "strata_by", to=["lpu"]), "in two ways"),
    "two ways to share": (other_design("so many of each officer", "allocation", to="equal"), "in two ways"),
    "officer as text for people": (other_design("so many of each officer", "per", to="PC 1"), "“per” "),
    "four facets": (other_design("three facets", "strata_by", to=["a", "b", "c", "d"]), "more than 3 facets"),
    "take-all not whole": (
        lambda _: rewritten(a_designed_bundle(DESIGNS["a child's and then any"]), "plan.json", take_all_halved),
        "by the rule “all”",
    ),
    "take-all rules cut down": (
        other_design("a child's and then any", "take_all", to=[{"where": [{"facet": "a", "value": "b"}]}]),
        "names no facet that makes them",
    ),
    "take-all without a rule": (other_design("a child's and then any", "take_all", to=[]), "left out where there is"),
    "a rule without a value": (
        other_design("a child's and then any", "take_all", 0, "where", to=[]),
        "left out where there is",
    ),
    "a rule with a key too many": (
        other_design("a child's and then any", "take_all", 0, "why", to="because"),
        "does not belong there",
    ),
    "a rule without its list": (other_design("a child's and then any", "take_all", 0, to={}), "is missing"),
    "every case, but one has a rule": (
        other_design("every case", "strata", 0, "rule", to="proportional"),
        "a rule that the plan does not have",
    ),
    "more left out than the funnel shows": (of_left_out("exclusions", 0, "count", to=2), "last steps of its funnel"),
    "left out without saying so": (of_left_out("exclusions", to=[]), "left out where there is"),
    "left out for another reason": (of_left_out("exclusions", 0, "reason", to="other"), "last steps of its funnel"),
    "left out none": (of_left_out("exclusions", 0, "count", to=0), "“count” "),
    "left out, then narrowed": (of_left_out("funnel", 1, "step", to="excluded:other"), "last steps of its funnel"),
    "a departure that says nothing": (of_left_out("departures", 0, to=" "), "departures 1"),
}
CASES |= DESIGN_CASES


def known_bundle() -> Bundle:
    """The bundle that the first version wrote, with its page and text: it must hold for ever."""
    with zipfile.ZipFile(KNOWN) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replace_first(record: Any) -> None:
    record["replaced"] = [{"token": record["cases"][0]["token"], "by": None, "reason": "duplicate"}]
