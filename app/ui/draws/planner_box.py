"""How many cases are enough: what a sample of some size shows, and how many a wished margin takes."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from app.core.errors import AppError
from app.core.shapes.planner import SamplePlan
from app.core.words import count_of
from app.ui.context import PageContext
from app.ui.kit.fields import field
from app.ui.kit.message_bar import note
from app.ui.kit.words import button, clear_layout, column, label, row


class PlannerBox(QWidget):
    """Both ways round, in a sentence that a panel would say. It follows the length of the list."""

    size_wanted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._population = self._asked = 0
        self.shows = label("")
        self.margin = QDoubleSpinBox()
        self.margin.setRange(0.5, 50)
        self.margin.setDecimals(1)
        self.margin.setValue(10)
        self.margin.setAccessibleName("Margin in percentage points")
        self.margin.setSuffix(" points either way")
        self.needs = label("")
        self.use_button = button("Use this number")
        self._warning = column()
        self._size = 0
        wish = field("Margin you want", self.margin, "“Between 40 and 60 of 100” is ten points either way.")
        self.setLayout(column(self.shows, self._warning, wish, row(self.needs, self.use_button, stretch=0), spacing=8))
        self.margin.valueChanged.connect(self._ask_margin)
        self.use_button.clicked.connect(lambda: self.size_wanted.emit(self._size))
        self.show_list(0, 0)

    def show_list(self, population: int, size: int) -> None:
        """Plan for a list of that length, of which so many are to be drawn."""
        self._population = population
        for part in (self.margin, self.use_button):
            part.setEnabled(population > 0)
        clear_layout(self._warning)
        if population < 1 or not 1 <= size <= population:
            self.shows.setText("There is nothing to plan for yet: the list has no case, or fewer than are to be drawn.")
            return
        self._run(lambda services: services.plan_for_size(population=population, size=size), self._show_size)
        self._ask_margin()

    @Slot()
    def _ask_margin(self) -> None:
        population, margin = self._population, f"{self.margin.value():g}"
        if population > 0:
            self._run(
                lambda services: services.plan_for_margin(population=population, margin=margin), self._show_margin
            )

    def _run(self, act: object, then: object) -> None:
        services = self._context.services

        def refused(error: AppError) -> None:
            self.needs.setText(str(error))

        self._context.tasks.run(lambda: act(services), then=then, refused=refused)  # type: ignore[operator, arg-type]

    def _show_size(self, plan: SamplePlan) -> None:
        if plan.population != self._population:
            return
        self.shows.setText(plan.sentence)
        clear_layout(self._warning)
        if plan.warning:
            self._warning.addWidget(note(self._context.look, "info", plan.warning))

    def _show_margin(self, plan: SamplePlan) -> None:
        if plan.population != self._population:
            return
        self._size = plan.size
        self.needs.setText(f"That takes {count_of(plan.size, 'case')} of {plan.population:,}.")
        self.use_button.setAccessibleName(f"Draw {count_of(plan.size, 'case')}")
