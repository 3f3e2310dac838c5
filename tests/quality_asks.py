"""Asking for the quality of records, and reading an extract to count by hand what it should be."""

import csv
from pathlib import Path
from typing import Any

from app.core.shapes.quality import Blanks, Part, QualityScope, Section
from app.services.collecting.quality import read_quality
from app.services.workspace import Workspace


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of an extract, by its own headings."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def section(ws: Workspace, part: Part, kind: str = "stop_search", **scope: Any) -> Section:
    """A part of the quality page."""
    return read_quality(ws, QualityScope(kind=kind, **scope), part)


def facts(ws: Workspace, part: Part, kind: str = "stop_search", **scope: Any) -> Any:
    """The numbers of a part."""
    return section(ws, part, kind, **scope).facts


def blank_counts(found: Blanks) -> dict[str, int]:
    """How many records leave each field blank."""
    return {each.field: each.blank for each in found.fields}
