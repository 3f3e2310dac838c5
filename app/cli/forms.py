"""``forms MEETING`` and ``forms import FILE...``: grading forms to fill in, and filled ones on their way back."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from app.cli.command import REFUSED, Answer, Commands, UsageError, count, number, path_of, workspace_of
from app.cli.paper_options import add_paper_options, how_of, papers_written
from app.core.shapes.filled_forms import FilledForm, FormChange, FormsPreview
from app.core.words import count_of
from app.services.papers import filled_forms, form_papers

_IMPORT = "import"
_OF_IMPORT = {"dry_run": "--dry-run", "replace": "--replace", "lock": "--lock"}
_OF_MAKING = {
    "out": "--out", "stage": "--stage", "seat": "--seat", "large_print": "--large-print", "copies": "--copies",
    "to": "--to",
}  # fmt: skip
_MARKS = {FormChange.NEW: "new", FormChange.SAME: "stands already", FormChange.DIFFERENT: "something else stands"}


def add_commands(commands: Commands) -> None:
    """Add this group to the line."""
    forms = commands.add_parser("forms", help="grading forms of a meeting to fill in; `forms import`: filled ones")
    forms.add_argument("what", metavar="MEETING|import", help="like R3; or import, and the filled files after it")
    forms.add_argument("files", nargs="*", metavar="FILE.pdf")
    forms.add_argument("--out", metavar="FILE.pdf", help="of several seats each has a file: FILE-seat-1.pdf ...")
    forms.add_argument("--stage", metavar="S", help="the stage's id; else the one that is open")
    forms.add_argument("--seat", action="append", metavar="N", help="by its number; else every seat that is expected")
    add_paper_options(forms)
    forms.add_argument("--dry-run", action="store_true", help="import: only show what would be saved")
    forms.add_argument("--replace", action="store_true", help="import: put what forms say in place of what stands")
    forms.add_argument("--lock", action="store_true", help="import: lock the forms that are complete then")
    forms.set_defaults(run=_forms)


def _forms(options: Namespace) -> Answer:
    if options.what == _IMPORT:
        _refuse(options, _OF_MAKING, "making forms")
        return _import(options)
    _refuse(options, _OF_IMPORT, "import")
    if options.files:
        raise UsageError(f"Not known here: {' '.join(options.files)}")
    if options.out is None:
        raise UsageError("Missing: --out")
    return _make(options)


def _refuse(options: Namespace, others: dict[str, str], of: str) -> None:
    """Options that are not for what is done are refused, not passed over."""
    if given := [option for name, option in others.items() if getattr(options, name)]:
        raise UsageError(f"{given[0]} is for {of}")


def _make(options: Namespace) -> Answer:
    order = form_papers.FormsOrder(
        round_id=number(options.what, "R", "meeting"),
        stage=options.stage or "",
        seats=tuple(count(seat, "--seat") for seat in options.seat or ()),
        how=how_of(options),
    )
    out = path_of(options.out, "--out")
    with workspace_of(options) as ws:
        done = form_papers.write_forms(ws, order, out)
    return papers_written("forms", "grading forms", done)


def _import(options: Namespace) -> Answer:
    if not options.files:
        raise UsageError("Missing: FILE.pdf")
    files = [path_of(file, "FILE.pdf") for file in options.files]
    with workspace_of(options) as ws:
        preview = filled_forms.look_at_forms(ws, files)
        told = tuple(_told(preview))
        data: dict[str, Any] = {"forms": [_data(form) for form in preview.forms], "new": preview.new}
        if preview.problems:
            return _refused(data, preview.problems)
        if options.dry_run:
            return Answer(data={**data, "saved": False}, lines=(*told, "Nothing was saved."))
        done = filled_forms.import_forms(ws, preview, replacing=options.replace, locking=options.lock).value
    kept = f" What stood otherwise was kept: {count_of(done.kept, 'answer')}; --replace puts the form’s in its place."
    line = f"{count_of(done.answers, 'answer')} saved from {count_of(done.forms, 'file')}; {done.locked:,} locked."
    return Answer(
        data={**data, "saved": True, **asdict(done), "forms": data["forms"]},
        lines=(*done.told, line + (kept if done.kept else "")),
    )


def _refused(data: dict[str, Any], problems: Sequence[str]) -> Answer:
    what = f"Nothing was saved: {count_of(len(problems), 'file')} cannot be taken."
    fix = "Bring the others without them."
    return Answer(data={**data, "refused": what, "fix": fix}, lines=(what, *problems, fix), code=REFUSED)


def _data(form: FilledForm) -> dict[str, Any]:
    told = {name: value for name, value in asdict(form).items() if name not in ("values", "round_id")}
    cases = [
        {
            "case": case.number,
            "told": case.told,
            "answers": [{**asdict(line), "change": line.change.value} for line in case.lines],
        }
        for case in form.cases
    ]
    return {**told, "meeting": f"R{form.round_id}" if form.round_id else "", "meeting_label": form.meeting,
            "cases": cases}  # fmt: skip


def _told(preview: FormsPreview) -> Iterator[str]:
    for form in preview.forms:
        yield f"{form.file}: {form.paper}. Seat {form.seat}, {form.stage_label}, {form.meeting}"
        yield from (f"  {what}" for what in form.told)
        for case in form.cases:
            yield f"  Case {case.number}{'' if case.lines or case.told else ': nothing filled in'}"
            yield from (f"    {what}" for what in case.told)
            for line in case.lines:
                stands = f", not “{line.stands}”" if line.change is FormChange.DIFFERENT else ""
                yield f"    {line.question or line.label}: {line.says} ({_MARKS[line.change]}{stands})"
