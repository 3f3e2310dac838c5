"""What was saved, and where to go on."""

from app.core.shapes.by_hand import AddedRecord, RecordForm
from app.core.words import count_of
from app.ui.kit.announce import announce
from app.ui.kit.picture import Picture
from app.ui.kit.words import Card, button, column, label, row
from app.ui.theme import Look


class SavedCard(Card):
    """Names the record by its reference."""

    def __init__(self, look: Look) -> None:
        super().__init__(padding=22, spacing=14)
        self.version_id = 0
        self.what = label("", "large")
        self.more = label("", "soft")
        self.another_button = button("&Type in another", kind="primary")
        self.change_button = button("Change it")
        self.draw_button = button("Go on to the draw")
        sign = Picture(look, "check", colour="good", ems=1.8)
        self.box.addLayout(row(sign, column(self.what, self.more, spacing=3), stretch=1))
        self.box.addLayout(row(self.another_button, self.change_button, self.draw_button, None, spacing=8))
        self.hide()

    def show_added(self, added: AddedRecord, form: RecordForm) -> None:
        """Say what was saved."""
        self.version_id = added.version_id
        self.what.setText(f"Saved: {form.one} {added.reference}")
        self.more.setText(added_words(added, form))
        self.show()
        announce(self, f"{self.what.text()}. {self.more.text()}")


def added_words(added: AddedRecord, form: RecordForm) -> str:
    """Which version it is, and what the case has now."""
    version = "It is new here" if added.version == 1 else f"It is version {added.version}; the older one is kept"
    if added.rows > 1:
        version = f"{version}, and its case has {count_of(added.rows, form.row or 'row')} now"
    return f"{version}. It is marked “{added.typed_by}” wherever it is shown."
