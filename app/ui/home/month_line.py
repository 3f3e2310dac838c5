"""The first thing that a line manager sees: how far their month is, and the way there."""

from PySide6.QtCore import Qt

from app.core.shapes.months import MonthChoices
from app.core.shapes.sheets import RoundListing
from app.core.words import count_of
from app.ui.kit.moments import month_name
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, button, column, label, row, set_tone
from app.ui.theme import Look


class MonthLine(Card):
    """One line, with the words that say how much is left and by when."""

    def __init__(self, look: Look, choices: MonthChoices) -> None:
        super().__init__(padding=18)
        listing = next((one for one in choices.rounds if one.month == choices.month and one.plan == choices.plan), None)
        late = listing is not None and listing.overdue
        picture = Picture(look, "warning" if late else "month", colour="bad" if late else "accent", ems=1.8)
        self.title = label(f"My month: {month_name(choices.month)}", "strong")
        self.told = label(month_words(listing), "soft")
        set_tone(self.told, "bad" if late else "")
        self.open_button = button("Open my month", kind="primary")
        self.open_button.setObjectName("my_month")
        line = row(picture, column(self.title, self.told, spacing=2), self.open_button, spacing=16, stretch=1)
        for part in (picture, self.open_button):
            line.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(line)


def month_words(listing: RoundListing | None) -> str:
    """How far a month is, in a sentence."""
    if listing is None:
        return "Not drawn yet. Bring in its extracts, then draw the sample in one step."
    done = f"{listing.done} of {count_of(listing.cases, 'case')} finished"
    if listing.closed_at:
        return f"{done}. The month is closed."
    return f"{', '.join(filter(None, (done, listing.due_told)))}."
