"""A further draw from the same sealed list: its plan is fixed here, before its own numbers."""

from PySide6.QtCore import Signal, Slot

from app.core.shapes.designs import PlanChoice
from app.core.shapes.draws import FrameView
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.draws.source_box import SourceBox
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import field, number_edit
from app.ui.kit.words import button, column, label, row

_SHARES = (
    Option(code="proportional", key="", label="In proportion"),
    Option(code="equal", key="", label="Equal parts"),
    Option(code="fixed", key="", label="So many of each group"),
    Option(code="all", key="", label="All of them"),
)


class LaterPlanCard(Acting):
    """How many, shared how, by which numbers. The papers of both draws name each other."""

    fixed = Signal(int)
    """The plan of a further draw of this list was fixed."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._frame_id = 0
        self.sample_size, self.reserves = number_edit("Cases to draw", 8), number_edit("Reserves", 2, least=0)
        self.share = Choices(context.look, _SHARES, name="How the sample is shared among the groups", most=4)
        self.source = SourceBox(context.look)
        self.fix_button = button("Fix this plan", name="Fix the plan of a further draw")
        words = "The same list and groups, new numbers. Its papers will name every other draw from this list."
        sizes = row(field("Cases to draw", self.sample_size), field("Reserves", self.reserves))
        sizes.setStretch(0, 1)
        sizes.setStretch(1, 1)
        parts = (label(words, "small"), sizes, self.share, self.source, row(self.fix_button, None), self.trouble)
        self.setLayout(column(*parts, spacing=10))
        self.share.show_value("proportional")
        self.fix_button.clicked.connect(self._fix)

    def show_frame(self, frame: FrameView) -> None:
        """Of which list."""
        if frame.frame_id != self._frame_id:
            self._frame_id = frame.frame_id
            self.trouble.clear()
        self.share.setVisible(len(frame.strata) > 1)

    @Slot()
    def _fix(self) -> None:
        services, ws, frame_id = self.context.services, self.context.desk.workspace, self._frame_id
        choice = PlanChoice(
            size=self.sample_size.value() if self.share.value != "all" else 0,
            reserves=self.reserves.value(),
            allocation=self.share.value,
            seed_source=self.source.value,
            seed_name=self.source.name,
        )
        self.act(lambda: services.fix_plan(ws, frame_id=frame_id, choice=choice), lambda _: self.fixed.emit(frame_id))
