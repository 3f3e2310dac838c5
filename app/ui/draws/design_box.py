"""How a list is divided: by up to three facets, so many of each officer or team, and cases that are always taken."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.core.shapes.draws import StratumLine
from app.core.shapes.workspaces import KindListing
from app.ui.context import PageContext
from app.ui.draws.filters import Filters
from app.ui.draws.fixed_numbers import FixedNumbers
from app.ui.kit.choices import Choices, Option
from app.ui.kit.fields import Tick, combo, field, number_edit
from app.ui.kit.words import bare, button, clear_layout, column, label, row

ONE, GROUPS, EACH = "one", "groups", "each"
_WAYS = (
    Option(code=ONE, key="", label="One list"),
    Option(code=GROUPS, key="", label="In groups"),
    Option(code=EACH, key="", label="So many of each officer or team"),
)
_SHARES = (
    Option(code="proportional", key="", label="In proportion"),
    Option(code="equal", key="", label="Equal parts"),
    Option(code="fixed", key="", label="Numbers of your own"),
    Option(code="all", key="", label="All of them"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Designed:
    """What is chosen here, as a list's choice takes it."""

    strata: tuple[str, ...] = ()
    per: tuple[str, int] | None = None
    take_all: tuple[tuple[tuple[str, str], ...], ...] = ()
    allocation: str = "proportional"
    fixed: tuple[tuple[str, int], ...] = ()
    join_small: bool = False

    @property
    def asks_size(self) -> bool:
        """Whether a number of cases is still to be given."""
        return self.per is None and self.allocation != "all"


class TakeAll(QWidget):
    """Rules by which cases are always taken: the filters of a rule must all fit; any rule is enough."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._kind: KindListing | None = None
        self.rules: list[Filters] = []
        self.add_button = button("&Always take all of some cases", name="Always take all of some cases: add a rule")
        self.add_button.clicked.connect(self._add)
        self._lines = bare(QVBoxLayout(), 8)
        whole = bare(QVBoxLayout(self), 6)
        whole.addLayout(self._lines)
        whole.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def chosen(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rules that say something."""
        return tuple(rule.chosen for rule in self.rules if rule.chosen)

    def show_kind(self, kind: KindListing | None) -> None:
        """Start afresh for a kind."""
        self._kind = kind
        self.rules.clear()
        clear_layout(self._lines)

    @Slot()
    def _add(self) -> None:
        rule = Filters(self._context, add="And another condition")
        rule.show_kind(self._kind)
        rule.changed.connect(self.changed)
        remove = button("Remove this rule", kind="quiet")
        remove.clicked.connect(lambda: self._remove(rule, holder))
        holder = QWidget()
        holder.setLayout(column(row(label("All cases with", "strong"), remove, stretch=0), rule, spacing=4))
        self.rules.append(rule)
        self._lines.addWidget(holder)
        rule.add_button.click()

    def _remove(self, rule: Filters, holder: QWidget) -> None:
        self.rules.remove(rule)
        self._lines.removeWidget(holder)
        holder.hide()
        holder.deleteLater()
        self.add_button.setFocus()
        self.changed.emit()


class DesignBox(QWidget):
    """Three ways to divide a list, and what is always taken. Untouched, a list is one list."""

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        look = context.look
        self.way = Choices(look, _WAYS, name="How the list is divided", most=3)
        self.facets = tuple(combo(f"{word} group") for word in ("First", "Second", "Third"))
        self.join_small = Tick(look, "Put very small groups (1 to 4 cases) together")
        self.share = Choices(look, _SHARES, name="How the sample is shared among the groups", most=4)
        self.fixed = FixedNumbers()
        self.each, self.each_number = combo("Of each"), number_edit("So many of each", 3)
        self.take_all = TakeAll(context)
        self._groups, self._per = QWidget(), QWidget()
        self._build()
        self._connect()
        self.way.show_value(ONE)
        self.share.show_value("proportional")
        self._show_parts()

    @property
    def designed(self) -> Designed:
        """What is chosen."""
        rules, way = self.take_all.chosen, self.way.value
        if way == EACH and self.each.currentData():
            return Designed(per=(str(self.each.currentData()), self.each_number.value()), take_all=rules)
        if way != GROUPS or not self.strata:
            return Designed(take_all=rules)
        share = self.share.value
        return Designed(
            strata=self.strata,
            take_all=rules,
            allocation=share,
            fixed=self.fixed.chosen if share == "fixed" else (),
            join_small=self.join_small.isChecked(),
        )

    @property
    def strata(self) -> tuple[str, ...]:
        """The facets chosen, each once."""
        return tuple(dict.fromkeys(str(each.currentData()) for each in self.facets if each.currentData()))

    def show_kind(self, kind: KindListing | None) -> None:
        """Start afresh for a kind."""
        for number, each in enumerate(self.facets):
            _fill(each, kind, "Choose ..." if not number else "No more")
        _fill(self.each, kind, "")
        self.take_all.show_kind(kind)
        self.fixed.show_strata(())
        self._show_parts()

    def show_strata(self, strata: tuple[StratumLine, ...]) -> None:
        """The groups that the list has, to give numbers of their own."""
        self.fixed.show_strata(strata)

    def _build(self) -> None:
        hint = label(
            "Each group gets its part of the sample. Up to three: every mix of their values is a group.", "small"
        )
        shares = column(label("How the sample is shared", "strong"), self.share, self.fixed, spacing=4)
        self._groups.setLayout(column(hint, *self.facets, self.join_small, shares, spacing=8))
        each = row(field("So many", self.each_number), field("Of each", self.each), stretch=1)
        self._per.setLayout(each)
        self.setLayout(column(self.way, self._groups, self._per, self.take_all, spacing=10))

    def _connect(self) -> None:
        self.way.chosen.connect(self._changed)
        self.share.chosen.connect(self._changed)
        for each in (*self.facets, self.each):
            each.currentIndexChanged.connect(self._changed)
        self.join_small.toggled.connect(self._changed)
        self.each_number.valueChanged.connect(self._changed)
        self.take_all.changed.connect(self._changed)
        self.fixed.changed.connect(self.changed)

    @Slot()
    def _changed(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        self._groups.setVisible(self.way.value == GROUPS)
        self._per.setVisible(self.way.value == EACH)
        for before, each in zip(self.facets, self.facets[1:], strict=False):
            each.setVisible(bool(before.currentData()))
        self.fixed.setVisible(self.share.value == "fixed")


def _fill(box: QComboBox, kind: KindListing | None, first: str) -> None:
    box.blockSignals(True)
    box.clear()
    if first:
        box.addItem(first, "")
    for facet, name in kind.facets if kind is not None else ():
        box.addItem(name, facet)
    box.blockSignals(False)
