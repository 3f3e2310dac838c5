"""The sample pack of a line manager: cover, contents, how the sample was drawn, question guide, a sheet a case.

Not redacted and not blind: it prints the whole record with its form. The papers of volunteers are other ones.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.core.shapes.packs import SamplePack
from app.export.carried import carried_actions
from app.export.cover import contents, cover
from app.export.drawn import how_drawn
from app.export.guide import question_guide
from app.export.parts import Parts
from app.export.running import Running, about_paper, make
from app.export.sheets import case_sheet
from app.export.style import look_for
from app.export.wording import Wording


def sample_pack(pack: SamplePack, *, base_size: float = 11) -> bytes:
    """The pack as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        pack: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size, continued=True), Wording("pack"))
    about = about_paper(pack.title, pack.force, pack.subtitle, pack.issue)
    return make(_story(pack, parts), about, Running(pack.issue, pack.warning, parts))


def _story(pack: SamplePack, parts: Parts) -> Iterator[Flowable]:
    yield from cover(pack, parts)
    yield from contents(pack, parts)
    yield from carried_actions(pack.carried, parts)
    yield from how_drawn(pack, parts)
    yield from question_guide([case.stages for case in pack.cases], parts)
    for case in pack.cases:
        yield from case_sheet(case, pack, parts)
