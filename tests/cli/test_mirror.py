"""The batch door mirrors the window: whatever a service can change has a command, or a reason why not."""

import ast
import importlib
import inspect
from pathlib import Path

import app.cli
import app.services

SERVICES = Path(app.services.__file__).parent
DOOR = Path(app.cli.__file__).parent

GUI_ONLY = {
    "reissuing.open_paper": "pages are looked at on the screen",
    "reissuing.print_paper": "a printer is chosen on the screen; `papers again` gives the file to print",
    "rounds.open_round": "`round create` opens one over all its draws; the window opens it with the first case",
    "sheets.save_given": "save_answer for a sheet that is on screen",
    "sheets.change_answers": "a changed mind is written where its sheet is seen",
    "sheet_history.sheet_history": "as above",
    "audience.audience_case": "what the window on the projector shows",
    "sheets.set_single_keys": "a habit of the screen's keys",
    "concerns.raise_concern": "it is raised from the sheet that is open",
    "concerns.take_on_concern": "whoever takes a concern on reads it on the screen",
    "concerns.list_concerns": "as above",
    "refusals.refusals_logged": "no step of its own: it is around the steps that may be refused",
    "issuing.handed_out": "no step of its own: it puts together what services that make papers give back",
    "by_hand.add_record": "`record add` calls add_record_file, which ends in it",
    "by_hand.open_typed": "it fills the form on the screen; a file gives the whole record again, with --again",
}


def writing() -> set[str]:
    """The public functions of services that change something: they give back ``Done``, make a workspace or a file."""
    found: set[str] = set()
    for file in sorted(SERVICES.rglob("*.py")):
        module = importlib.import_module(".".join(("app.services", *file.relative_to(SERVICES).with_suffix("").parts)))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            source = inspect.getsource(function)
            gives = str(inspect.signature(function).return_annotation)
            if "Done[" in gives or "ws.write(" in source or "ws.consult(" in source or "NewWorkspace" in gives:
                found.add(f"{file.stem}.{name}")
    return found


def called() -> set[str]:
    """The services that the batch door calls, as ``module.function``; the demo's own calls count for the demo."""
    found: set[str] = set()
    for file in DOOR.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {
            alias.asname or alias.name: f"{(node.module or '').rpartition('.')[2]}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.services")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                found.add(names[node.func.id].lstrip("."))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                if isinstance(owner, ast.Name) and owner.id in names:
                    found.add(f"{names[owner.id].rpartition('.')[2]}.{node.func.attr}")
    return found


def test_everything_that_can_be_done_can_be_done_from_the_command_line() -> None:
    assert writing() - called() - set(GUI_ONLY) == set()


def test_the_lists_of_exceptions_hold_nothing_that_is_gone_or_has_a_command() -> None:
    assert set(GUI_ONLY) <= writing()
    assert set(GUI_ONLY) & called() == set()


def test_the_search_finds_what_is_known_to_write() -> None:
    known = {"imports.import_extract", "frames.seal_frame", "draws.draw_sample", "draw_papers.write_pack",
             "bundles.write_bundle", "workspaces.create_workspace", "workspaces.backup_workspace"}  # fmt: skip
    assert known <= writing()
    assert known | {"bundles.verify_bundle", "audits.verify_audit", "demo.run_demo"} <= called()
