"""Who is asked to sit on the panel: people who are known here, and names that are typed; one of them chairs."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.shapes.meeting_choices import MeetingPerson
from app.core.shapes.meetings import Member
from app.core.words import count_of
from app.core.workflow.rights import AFFILIATION_WORDS, Affiliation
from app.ui.kit.disclosure import Disclosure
from app.ui.kit.fields import Tick, combo, field
from app.ui.kit.flow import EqualGrid
from app.ui.kit.pickers import fill_combo
from app.ui.kit.words import bare, clear_layout, column, label
from app.ui.meetings.member_form import MemberForm
from app.ui.theme import Look

_NOBODY = "Nobody is known here yet as a volunteer or chair. Type their names below; a name is enough for a seat."


class MembersBox(QWidget):
    """A tick a person. A typed name joins them, ticked."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._people: tuple[MeetingPerson, ...] = ()
        self._members: list[Member] = []
        self.ticks: list[Tick] = []
        self.none = label(_NOBODY, "soft")
        self.count_line = label("", "strong")
        self.chair = combo("Who chairs the meeting")
        self._holder = QVBoxLayout()
        self._grid_holder: QWidget | None = None
        self.form = MemberForm()
        self.adding = Disclosure(look, "Somebody who is not in the list", self.form)
        chair = field("Who chairs", self.chair, "The chair grades at a seat like everyone else.")
        parts = (self.count_line, self.none, bare(self._holder, 0), self.adding, chair)
        self.setLayout(bare(column(*parts, spacing=10), 10))
        self.form.added.connect(self._typed)
        self.chair.currentIndexChanged.connect(self.changed)

    def show_people(self, people: tuple[MeetingPerson, ...]) -> None:
        """Offer these; who was ticked stays ticked, and typed names stay."""
        if people == self._people and self.ticks:
            return
        ticked = {member.person_id for member, tick in zip(self._members, self.ticks, strict=True) if tick.isChecked()}
        typed = [member for member in self._members if member.person_id is None]
        self._people = people
        self._members = [_member(one) for one in people] + typed
        self._rebuild({*ticked, None})
        self.adding.open(not people)

    def tick_panel(self, panel: str) -> None:
        """Tick everyone of a panel and nobody else who is known here."""
        scopes = {one.person_id: one.scope for one in self._people}
        for member, tick in zip(self._members, self.ticks, strict=True):
            if member.person_id is not None:
                tick.setChecked(bool(panel) and scopes.get(member.person_id) == panel)

    @property
    def members(self) -> tuple[Member, ...]:
        """Who is ticked, one of them in the chair."""
        chair = self.chair.currentData()
        chosen = [member for member, tick in zip(self._members, self.ticks, strict=True) if tick.isChecked()]
        return tuple(
            Member(name=one.name, affiliation=one.affiliation, chairs=_key(one) == chair, person_id=one.person_id)
            for one in chosen
        )

    def forget(self) -> None:
        """Nobody is chosen or typed."""
        self._members, self._people = [], ()
        self._rebuild(set())
        self.form.name.clear()

    # ---------------------------------------------------------------- inside
    def _rebuild(self, ticked: set[int | None]) -> None:
        clear_layout(self._holder)
        holder = QWidget()
        grid = EqualGrid(holder, spacing=4, most=3)
        self.ticks = []
        for member in self._members:
            tick = Tick(self._look, f"{member.name}, {_affiliation(member)}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(member.person_id in ticked)
            tick.toggled.connect(self._toggled)
            self.ticks.append(tick)
            grid.addWidget(tick)
        self._holder.addWidget(holder)
        holder.setVisible(bool(self.ticks))
        self.none.setVisible(not self._members)
        self._toggled()

    @Slot()
    def _toggled(self) -> None:
        members = self.members
        known = {one.person_id for one in self._people if one.chairs}
        suggested = next((_key(one) for one in members if one.person_id in known), None)
        chosen = self.chair.currentData() or suggested
        fill_combo(self.chair, [("Choose one of the members", ""), *((one.name, _key(one)) for one in members)], chosen)
        self.chair.setEnabled(bool(members))
        self.count_line.setText(f"{count_of(len(members), 'member')} chosen")
        self.changed.emit()

    @Slot(object)
    def _typed(self, member: Member) -> None:
        ticked = {one.person_id for one, tick in zip(self._members, self.ticks, strict=True) if tick.isChecked()}
        self._members.append(member)
        self._rebuild({*ticked, None})
        self.form.clear()


def _member(person: MeetingPerson) -> Member:
    name = person.name or f"Person {person.person_id}"
    return Member(name=name, affiliation=person.affiliation, person_id=person.person_id)


def _key(member: Member) -> str:
    """What tells two members apart: the person, or the typed name."""
    return f"P{member.person_id}" if member.person_id is not None else f"N{member.name}"


def _affiliation(member: Member) -> str:
    words = AFFILIATION_WORDS[Affiliation(member.affiliation)]
    return "PCC’s office" if member.affiliation == Affiliation.PCC.value else words
