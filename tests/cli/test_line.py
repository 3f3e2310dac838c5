"""The command line as a contract: these commands, these options, these exit codes."""

from pathlib import Path

import pytest

from app.cli import demo as demo_door
from tests.builders import OPEN_DATA, PASSPHRASE, SEED
from tests.cli.door import Door, environment, run

MONTH = ("--from", "2025-06-01", "--to", "2025-06-30")
SEAL = ("frame", "seal", "--kind", "stop_search", *MONTH, "--size", "5")


def sealing(**changed: str) -> list[str]:
    """The line that seals a list, with other values: ``sealing(size="3")``."""
    values = {"kind": "stop_search", "from": "2025-06-01", "to": "2025-06-30", "size": "5"} | changed
    return ["frame", "seal", *(f"--{option}={value}" for option, value in values.items())]


# ------------------------------------------------------------------ 2: unknown, or missing
@pytest.mark.parametrize(
    "line",
    [
        "", "nothing", "Import x --kind stop_search", "--version",
        "workspace", "workspace mend", "workspace create", "workspace backup", "workspace info more",
        "workspace create a b", "workspace info --practice",
        "import", "import a.csv", "import --kind stop_search", "import a.csv b.csv --kind stop_search",
        "import a.csv --kind", "import a.csv --kind stop_search --tab 1",
        "import a.csv --kin stop_search", "import a.csv --kind stop_search --ag",
        "frame", "frame open", "frame seal", "frame plan", "frame lodge F1", "frame exclude --kind stop_search",
        "frame seal --kind stop_search --from 2025-06-01 --size 5", "frame seal --kind stop_search --to 2025-06-30",
        "frame seal --from 2025-06-01 --to 2025-06-30 --size 5",
        "frame seal --kind stop_search --from 2025-06-01 --to 2025-06-30 --siz 5",
        "draw", "draw F1", "draw --app-seed", f"draw F1 --seed {SEED} --app-seed", "draw F1 --seed",
        "draw F1 --app", "draw F1 F2 --app-seed",
        "bundle D1", "bundle --out a.zip", "bundle D1 --out", "verify", "verify a.zip b.zip", "verify --file a.zip",
        "pack D1", "pack --out a.pdf", "pack D1 --out a.pdf --large",
        "audit", "audit show", "audit verify --head", "audit verify abc", "audit verify --hea abc",
        "workspace info --workspace", "wor info", "audit ver",
    ],
)  # fmt: skip
def test_unknown_or_missing_is_2_with_a_sentence(door: Door, line: str) -> None:
    said = door(*line.split())
    assert said.code == 2, said
    assert set(said.data) == {"refused", "fix"}
    assert said.data["refused"]
    assert "--help" in said.data["fix"]
    assert said.data["refused"] in said.err


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (f"{' '.join(SEAL)} --size 4", "--size"), (f"{' '.join(SEAL)} --kind s60_search", "--kind"),
        (f"{' '.join(SEAL)} --from 2025-06-02", "--from"), (f"{' '.join(SEAL)} --to=2025-06-02", "--to"),
        (f"{' '.join(SEAL)} --strata lpu --strata=team", "--strata"),
        (f"{' '.join(SEAL)} --reserves 1 --reserves 1", "--reserves"),
        (f"draw F1 --seed {SEED} --seed {SEED}", "--seed"), ("pack D1 --out a.pdf --out b.pdf", "--out"),
        ("import a.csv --kind stop_search --times utc --times local", "--times"),
        ("audit verify --head a --head b", "--head"),
        ("workspace info --workspace a --workspace=a", "--workspace"),
    ],
)  # fmt: skip
def test_an_option_of_one_value_is_given_once(drawn: Door, line: str, option: str) -> None:
    said = drawn(*line.split())
    assert (said.code, said.data["refused"]) == (2, f"{option} is given twice.")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nothing", "There is no command “nothing” here, but: workspace, people, import, record, imports, mapping, "
                    "quality, plan, frame, draw, bundle, verify, pack, replace, withhold, targeted, month, redact, "
                    "release, round, meeting, sheet, forms, consensus, action, feedback, agreement, rate, "
                    "compare, disagreement, report, summary, certificate, papers, audit, demo, test."),
        ("month tell", "There is no command “tell” here, but: draw, count, list, show, paper, close."),
        ("frame seal --kind stop_search --from 2025-06-01", "Missing: --to."),
        ("draw F1", "Missing, one of: --seed --app-seed."),
        ("draw F1 --seed", "--seed needs a value."),
        ("draw F1 --app-seed=1", "--app-seed takes no value."),
        (f"draw F1 --app-seed --seed {SEED}", "--seed and --app-seed do not go together."),
        ("audit verify --hea abc", "Not known here: --hea abc."),
        ("--json demo", "“demo” must be the first word of the line."),
    ],
)  # fmt: skip
def test_what_is_missing_or_unknown_is_said_in_our_words(door: Door, line: str, sentence: str) -> None:
    said = door(*line.split())
    assert (said.code, said.data["refused"]) == (2, sentence)


def test_no_workspace_named_is_2(tmp_path: Path) -> None:
    said = run("workspace", "info", "--json")
    assert said.code == 2
    assert "SCRUTINY_WORKSPACE" in said.data["refused"]


@pytest.mark.parametrize("line", ["--nothing", "more", "--ou x", "--out", "--out a --out b"])
def test_the_demo_keeps_the_same_rule(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo_door.run([*line.split(), "--no-window"]).exit_code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--help" in said.err


# ------------------------------------------------------------------ 1: any bad value
DAYS = ("2025-06-31", "2025-6-1", "01/06/2025", "20250601", "2025-W23-1", "yesterday", "", "9999-12-31", "0001-01-01",
        "２０２５-06-01")  # fmt: skip


@pytest.mark.parametrize("option", ["--from", "--to"])
@pytest.mark.parametrize("text", DAYS)
def test_a_bad_day_is_1(door: Door, option: str, text: str) -> None:
    said = door(*sealing(**{option.strip("-"): text}))
    assert (said.code, set(said.data)) == (1, {"refused", "fix"})
    assert option in said.data["refused"]
    assert "2025-06-01" in said.data["fix"]


@pytest.mark.parametrize("option", ["--size", "--reserves"])
@pytest.mark.parametrize("text", ["five", "-5", "1.5", "", "٥", "５", "1e3", " 5"])
def test_a_bad_number_is_1(door: Door, option: str, text: str) -> None:
    said = door(*sealing(**{option.strip("-"): text}))
    assert said.code == 1
    assert f"{option}: “{text}” is no whole number" in said.data["refused"]


@pytest.mark.parametrize("text", ["9999999999", "99999999999999"])
def test_a_number_too_large_is_called_that(door: Door, text: str) -> None:
    assert door(*sealing(size=text)).data["refused"] == f"--size: “{text}” is too large."


@pytest.mark.parametrize("text", ["1899-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_too_far_away_is_told_the_range(door: Door, text: str) -> None:
    said = door(*sealing(**{"from": text}))
    assert (said.code, said.data["refused"]) == (1, f"--from: {text} is too far away.")
    assert "1900-01-01 to 2099-12-31" in said.data["fix"]


def test_a_negative_number_after_a_space_is_a_bad_value_and_no_option(door: Door) -> None:
    assert door(*(word for word in SEAL if word not in ("--size", "5")), "--size", "-5").code == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"kind": "parking"}, "no kind of record called “parking”"),
        ({"where": "lpu"}, "“lpu” is no filter"),
        ({"where": "=warrington"}, "is no filter"),
        ({"where": "urn=1"}, "no facet called “urn”"),
        ({"where": "lpu=atlantis"}, "No record has “atlantis” as its lpu"),
        ({"strata": "shoe_size"}, "no facet called “shoe_size”"),
        ({"from": "2025-07-01"}, "The period ends before it begins"),
        ({"size": "0"}, "at least one case"),
        ({"size": "305"}, "The list holds 304 cases; 305 cannot be drawn"),
        ({"size": "300", "reserves": "5"}, "too few for 5 in reserve"),
        ({"from": "2024-06-01", "to": "2024-06-30"}, "no case in this list"),
    ],
)
def test_a_bad_choice_of_list_is_1_and_seals_nothing(drawn: Door, changed: dict[str, str], sentence: str) -> None:
    said = drawn(*sealing(**changed))
    assert said.code == 1
    assert sentence in said.data["refused"]
    assert said.data["fix"]
    assert drawn("workspace", "info").data["frames"] == 1


@pytest.mark.parametrize(
    ("seed", "sentence"),
    [
        ("1234567890123456789", "19 digits; it needs at least 20"),
        ("", "0 digits"),
        ("1234567890123456789x", "“x” at place 20"),
        ("１" * 20, "fullwidth digit one"),
        ("-" + "1" * 20, "“-” at place 1"),
        ("1" * 201, "201 digits; at most 200"),
        ("1234 5678", "8 digits"),
    ],
)
def test_a_bad_seed_is_1_and_the_try_is_logged(drawn: Door, seed: str, sentence: str) -> None:
    drawn(*SEAL)
    entries = drawn("workspace", "info").data["audit_entries"]
    said = drawn("draw", "F2", f"--seed={seed}")
    assert said.code == 1
    assert sentence in said.data["refused"]
    info = drawn("workspace", "info").data
    assert (info["draws"], info["audit_entries"]) == (1, entries + 1)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("draw 1 --app-seed", "“1” names no sealed list"),
        ("draw D1 --app-seed", "“D1” names no sealed list"),
        ("draw F --app-seed", "names no sealed list"),
        ("draw F９ --app-seed", "names no sealed list"),
        ("draw F9999999999 --app-seed", "names no sealed list"),
        ("draw F7 --app-seed", "There is no sealed list F7. "),
        ("bundle F1 --out a.zip", "“F1” names no draw"),
        ("bundle D7 --out a.zip", "There is no draw D7"),
        ("pack 1 --out a.pdf", "“1” names no draw"),
        ("pack D7 --out a.pdf", "There is no draw D7"),
        ("audit verify --head abc", "no head hash"),
        ("import none.csv --kind stop_search", "cannot be read"),
        ("import none.csv --kind parking", "no kind of record"),
        ("verify none.zip", "no file of that name"),
        ("verify .", "cannot be read: Is a directory"),
    ],
)
def test_what_is_not_there_is_1(drawn: Door, line: str, sentence: str) -> None:
    said = drawn(*line.split())
    assert said.code == 1
    assert sentence in f"{said.data['refused']} {said.data['fix']}"


def test_a_seed_before_the_seal_is_refused_and_says_so(door: Door) -> None:
    said = door("draw", "F1", "--seed", SEED)
    assert said.code == 1
    assert "a seed comes after the seal" in said.data["fix"]


def test_times_of_another_kind_are_1(door: Door) -> None:
    said = door("import", OPEN_DATA, "--kind", "stop_search", "--times", "gmt")
    assert said.code == 1
    assert "Say utc or local" in said.data["fix"]


def test_a_drawn_list_is_never_drawn_again(drawn: Door) -> None:
    for words in (["--seed", SEED], ["--seed", SEED[::-1]], ["--app-seed"]):
        said = drawn("draw", "F1", *words)
        assert said.code == 1
        assert "drawn already, as D1" in said.data["refused"]


@pytest.mark.parametrize("name", ["workspace.db", "workspace.keys", "WORKSPACE.lock", "workspace.db-wal"])
@pytest.mark.parametrize("command", ["bundle D1 --out", "pack D1 --out", "workspace backup"])
def test_no_paper_is_written_over_the_workspace(drawn: Door, command: str, name: str) -> None:
    said = drawn(*command.split(), drawn.workspace / ".." / drawn.workspace.name / name)
    assert said.code == 1
    assert "is the workspace itself" in said.data["refused"]
    assert drawn("audit", "verify").code == 0


@pytest.mark.parametrize("command", ["bundle D1 --out", "pack D1 --out", "workspace backup"])
def test_a_mistyped_folder_is_not_made(drawn: Door, tmp_path: Path, command: str) -> None:
    said = drawn(*command.split(), tmp_path / "nodir" / "x")
    assert (said.code, said.data["refused"]) == (1, f"There is no folder {tmp_path / 'nodir'}.")
    assert not (tmp_path / "nodir").exists()
    assert drawn(*command.split(), tmp_path).data["refused"] == f"{tmp_path} is a folder."


PATHS = ("bundle D1 --out", "pack D1 --out", "workspace backup", "workspace create", "verify",
         "import --kind stop_search", "workspace info --workspace")  # fmt: skip


@pytest.mark.parametrize("command", PATHS)
@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "is empty."), (" ", "is empty."), ("~nosuchuser/x", "begins with a person who is not known here."),
     ("x" * 300, "no name that a file or folder can have here"), ("a\0b", "no name that a file or folder can have")],
)  # fmt: skip
def test_what_is_no_name_is_refused(drawn: Door, command: str, text: str, sentence: str) -> None:
    said = drawn(*command.split(), text)
    assert said.code == 1
    assert sentence in said.data["refused"]


# ------------------------------------------------------------------ where options may stand
@pytest.mark.parametrize(
    "line",
    [
        "workspace info --workspace {} --json", "workspace --json info --workspace={}",
        "workspace --workspace {} --json info",
        "--json --workspace {} workspace info", "--workspace={} workspace info --json --json",
    ],
)  # fmt: skip
def test_workspace_and_json_stand_anywhere(door: Door, line: str) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        said = run(*line.format(door.workspace).split())
    assert (said.code, said.data["folder"]) == (0, str(door.workspace))


def test_the_line_beats_the_environment(door: Door, tmp_path: Path) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE, SCRUTINY_WORKSPACE=str(tmp_path / "elsewhere")):
        assert run("workspace", "info").code == 1
        assert run("workspace", "info", "--workspace", door.workspace).code == 0


def test_what_stands_behind_two_dashes_is_a_plain_value(door: Door) -> None:
    with environment(SCRUTINY_PASSPHRASE=PASSPHRASE):
        said = run("verify", "--", "--json")
    assert (said.code, said.out) == (1, "")
    assert "no file of that name" in said.err


def test_an_option_may_be_joined_with_an_equals_sign(drawn: Door) -> None:
    said = drawn(
        "frame", "seal", "--kind=stop_search", "--from=2025-06-01", "--to=2025-06-30", "--size=3", "--reserves=1"
    )
    assert said.code == 0
    assert sum(line["size"] for line in said.data["strata"]) == 3


# ------------------------------------------------------------------ help
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--help", "workspace import frame draw bundle verify pack audit demo test"),
        ("-h", "COMMAND"),
        ("workspace --help", "create info backup"),
        ("workspace create --help", "DIR --practice"),
        ("workspace backup --help", "FILE"),
        ("import --help", "FILE --kind --mapping --sheet --header-row --times utc|local --again"),
        ("frame --help", "seal"),
        ("frame seal --help", "--kind --from --to --where FACET=VALUE --strata --size --reserves"),
        ("draw --help", "FRAME --seed DIGITS --app-seed"),
        ("bundle --help", "DRAW --out FILE.zip"),
        ("verify --help", "FILE.zip"),
        ("pack --help", "MEETING-or-DRAW --out FILE.pdf --stage --large-print --copies --to"),
        ("audit --help", "verify"),
        ("audit verify --help", "--head HASH"),
    ],
)
def test_help_of_every_command(line: str, words: str) -> None:
    said = run(*line.split())
    assert (said.code, said.err) == (0, "")
    assert [word for word in words.split() if word not in said.out] == []


def test_help_of_the_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo_door.run(["--help"]).exit_code == 0
    assert "--out DIR" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["--help --json", "frame seal --json -h", "--json workspace --help"])
def test_help_as_an_object(line: str) -> None:
    said = run(*line.split())
    assert said.code == 0
    assert said.data["help"].startswith("usage: python3 -m app")
