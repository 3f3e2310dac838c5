"""A panel's pack: what members hold at a meeting, one document a stage. It holds what was released, and bars.

The first document has the cover, last time's actions, how the cases were drawn and a guide to the questions; those of
later stages only what is new about each case.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.core.shapes.panel_packs import PanelPack
from app.core.words import count_of
from app.export.carried import actions_part
from app.export.guide import question_guide
from app.export.panel_cases import panel_case, panel_views
from app.export.panel_drawn import panel_draws
from app.export.panel_front import bars, front, panel_contents, panel_words
from app.export.parts import Parts
from app.export.running import Running, about_paper, make
from app.export.style import look_for
from app.export.wording import Wording


def panel_pack(pack: PanelPack, *, base_size: float = 11) -> bytes:
    """The pack as a PDF: tagged (PDF/UA-1, PDF/A-2a), and the same bytes whenever it is made from the same shape.

    Args:
        pack: what it says.
        base_size: the size of the running text in points; 18 and 24 are large print.
    """
    parts = Parts(look_for(base_size, continued=True), Wording("pack"), bars())
    say = panel_words(parts).say
    subject = say("says.subject", panel=pack.panel, day=pack.held_on, stage=pack.stage.label)
    about = about_paper(say("says.title", panel=pack.panel), pack.force, subject, pack.issue)
    warning = say("says.hand_out", after=pack.after) if pack.after else say("says.warning")
    return make(_story(pack, parts), about, Running(pack.issue, warning, parts))


def _story(pack: PanelPack, parts: Parts) -> Iterator[Flowable]:
    say = panel_words(parts).say
    yield from front(pack, parts)
    yield from panel_contents(pack, parts)
    if pack.carried:
        means = say("carried.means", actions=count_of(len(pack.carried), "action"))
        yield from actions_part(say("carried.title"), means, pack.carried, parts)
    yield from panel_draws(pack, parts)
    yield from question_guide([[case.form] for case in pack.cases], parts)
    for case in pack.cases:
        yield from panel_case(case, pack, parts)
    yield from panel_views(pack.cases, parts)
