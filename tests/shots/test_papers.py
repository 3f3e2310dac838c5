"""Pictures of every page of a pack, in print size and large print, to be looked at in ``tests/shots/out``.

What a machine can see is checked: no page is blank, and nothing runs into the margins.
"""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from app.export.pack import sample_pack
from tests.export import samples

OUT = Path(__file__).parent / "out" / "papers"
SCALE = 1.5
MARGIN = 50  # points; the text begins at 57


def pictures(data: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [sheet.render(scale=SCALE).to_pil().convert("L") for sheet in pdf]


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not paper, in points."""
    box = ImageChops.invert(picture).getbbox()
    assert box, "a blank page"
    left, top, right, bottom = (round(edge / SCALE) for edge in box)
    return left, top, right, bottom


@pytest.mark.parametrize(
    ("name", "pack", "size"),
    [
        ("pack", samples.pack(3), 11),
        ("pack-real", samples.pack(1, practice=False, answered=0), 11),
        ("pack-long-words", samples.pack(1, narrative="W" * 2000 + "/" * 500), 11),
        ("pack-18", samples.pack(2), 18),
        ("pack-24", samples.pack(1), 24),
    ],
)
def test_no_page_is_blank_and_margins_are_clear(name, pack, size):
    OUT.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(pictures(sample_pack(pack, base_size=size)), 1):
        picture.save(OUT / f"{name}-{number:02}.png")
        left, top, right, bottom = ink(picture)
        assert left >= MARGIN
        assert right <= 595 - MARGIN
        assert top >= 20
        assert bottom <= 842 - 15
        body = picture.crop((0, round(70 * SCALE), picture.width, round(750 * SCALE)))
        assert ImageChops.invert(body).getbbox(), f"{name}: page {number} holds nothing but header and footer"
