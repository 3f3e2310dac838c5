"""Cases that are left out of the lists to come: each with its reason, who was counted out, and a way back."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from app.core.shapes.gate import ExclusionLine, ReasonChoice
from app.ui.context import PageContext
from app.ui.draws.acting import Acting
from app.ui.kit.fields import combo, field, line_edit
from app.ui.kit.moments import moment
from app.ui.kit.words import bare, button, clear_layout, column, label, row

_SHOWN = 12


class ExclusionsBox(Acting):
    """Add by reference, list, lift. Lists that are sealed stay as they are."""

    changed = Signal(int)
    """How many cases are left out now."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._kind = ""
        self.reference = line_edit()
        self.reason = combo("Reason")
        self.note = line_edit(placeholder="If there is more to say")
        self.add_button = button("Leave it out", name="Leave this case out")
        self._lines = bare(QVBoxLayout(), 6)
        words = "A case left out is in no list that is sealed from now on. How many, and why, stands on every paper."
        first = row(field("Reference", self.reference), field("Reason", self.reason))
        first.setStretch(0, 1)
        first.setStretch(1, 1)
        parts = (label(words, "small"), first, field("Note", self.note), row(self.add_button, None))
        self.setLayout(column(*parts, self.trouble, self._lines, spacing=8))
        self.add_button.clicked.connect(self._add)
        self.reference.returnPressed.connect(self._add)

    def show_kind(self, kind: str) -> None:
        """Read what is left out of a kind, and the reasons there are."""
        self._kind = kind
        services, ws = self.context.services, self.context.desk.workspace
        self.trouble.clear()

        def then(read: tuple[tuple[ExclusionLine, ...], tuple[ReasonChoice, ...]]) -> None:
            self._show(*read)

        self.context.tasks.run(
            lambda: (services.list_exclusions(ws, kind=kind, lifted=False), services.exclude_reasons(ws)), then=then
        )

    def _show(self, lines: tuple[ExclusionLine, ...], reasons: tuple[ReasonChoice, ...]) -> None:
        if self.reason.count() != len(reasons):
            self.reason.clear()
            for reason in reasons:
                self.reason.addItem(reason.label, reason.code)
        clear_layout(self._lines)
        for line in lines[:_SHOWN]:
            words = column(
                label(f"{line.reference}: {line.reason_label}"),
                label(f"Left out since {moment(line.excluded_at)}. {line.note}".strip(), "small"),
                spacing=0,
            )
            lift = button("Lift", kind="quiet", name=f"Let {line.reference} back in")
            lift.clicked.connect(self._lifter(line.exclusion_id))
            self._lines.addLayout(row(words, lift, stretch=0))
        if len(lines) > _SHOWN:
            self._lines.addWidget(label(f"And {len(lines) - _SHOWN:,} more.", "small"))
        self.changed.emit(len(lines))

    @Slot()
    def _add(self) -> None:
        services, ws, kind = self.context.services, self.context.desk.workspace, self._kind
        reference, note, reason = self.reference.text(), self.note.text(), str(self.reason.currentData() or "")

        def then(line: ExclusionLine) -> None:
            self.reference.clear()
            self.note.clear()
            self.show_kind(kind)
            self.told(f"{line.reference} is left out of the lists to come.")
            self.reference.setFocus()

        self.act(lambda: services.exclude(ws, kind=kind, reference=reference, reason=reason, note=note), then)

    def _lifter(self, exclusion_id: int) -> Callable[[], None]:
        def lift() -> None:
            services, ws, kind = self.context.services, self.context.desk.workspace, self._kind
            self.act(lambda: services.lift_exclusion(ws, exclusion_id=exclusion_id), lambda _: self.show_kind(kind))

        return lift
