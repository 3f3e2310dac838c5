"""Filling in forms as people do, with programs that are not ours."""

import logging
from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf.form import CheckboxField, DefaultAppearanceStreamGenerator, RadioButtonGroup
from pikepdf.form import Form as PikeForm
from pypdf import PdfReader, PdfWriter

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of letters that its own drawings lack


def fill(file: Path, values: Mapping[str, str], out: Path | None = None) -> Path:
    """Fill in fields by their names, as a viewer does that rewrites the file; gives the filled one."""
    out = out or file.with_name(f"{file.stem}-filled.pdf")
    with pikepdf.open(file) as pdf:
        form = PikeForm(pdf, DefaultAppearanceStreamGenerator)
        for name, value in values.items():
            field = form[name]
            if isinstance(field, RadioButtonGroup):
                next(one for one in field.options if str(one.on_value) == f"/{value.removeprefix('/')}").select()
            elif isinstance(field, CheckboxField):
                field.checked = value.removeprefix("/") == "Yes"
            else:
                field.value = value
        pdf.save(out)
    return out


def fill_otherwise(file: Path, values: Mapping[str, str], out: Path | None = None) -> Path:
    """The same with another program."""
    writer = PdfWriter(clone_from=PdfReader(file))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    out = out or file.with_name(f"{file.stem}-filled.pdf")
    writer.write(out)
    return out
