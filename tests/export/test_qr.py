"""The QR code of a seal: it reads as what it was made from, and stands on paper as a figure with words."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from app.export.notice import seal_notice
from app.export.qr import squares
from tests.export import sealed_samples
from tests.export.papers import structure
from tests.export.qr_reader import read


@pytest.mark.parametrize("text", [sealed_samples.SCAN, "x" * 150, "Llŷr Ŵyn " * 12, "PRACTICE\n" * 14])
def test_it_reads_as_what_it_was_made_from(text):
    assert read(squares(text)) == text


def test_what_no_camera_could_read_is_refused():
    with pytest.raises(ValueError, match="too long"):
        squares("ŵ" * 1001)


def test_the_printed_code_is_the_code():
    data = seal_notice(sealed_samples.notice())
    wanted, dots = squares(sealed_samples.SCAN), 4
    picture = pypdfium2.PdfDocument(BytesIO(data))[0].render(scale=dots).to_pil().convert("L")
    left, bottom, right, top = (dots * edge for edge in box_of_the_figure(data))
    inked = picture.crop((int(left), int(picture.height - top), int(right), int(picture.height - bottom)))
    inked = inked.point(lambda light: 255 * (light < 128))
    step = inked.width / (len(wanted) + 8)
    places = [int((at + 4.5) * step) for at in range(len(wanted))]
    assert read([[bool(inked.getpixel((across, down))) for across in places] for down in places]) == sealed_samples.SCAN
    assert inked.getbbox()[0] >= 3.5 * step, "paper around it"


def box_of_the_figure(data: bytes) -> list[float]:
    with pikepdf.open(BytesIO(data)) as pdf:
        figures = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
        assert len(figures) == 1
        return [float(edge) for edge in figures[0].A[0].BBox]


def test_those_who_cannot_see_it_are_told_what_it_says():
    figures = structure(seal_notice(sealed_samples.notice())).all("Figure")
    assert [" ".join(figure.alternative.split()) for figure in figures] == [
        "QR code of the seal and the plan. It reads: " + " ".join(sealed_samples.SCAN.split())
    ]
