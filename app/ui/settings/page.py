"""The way to people and passphrases; light or dark, and how large the text is: that shows at once and is remembered."""

from PySide6.QtCore import Slot

from app.ui.context import PageContext
from app.ui.kit.choices import Choices, Option
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import Card, button, column, label, row
from app.ui.nav import Place
from app.ui.theme import SCALES, ThemeName

_THEMES = (
    Option(code=ThemeName.SYSTEM.value, key="", label="As the computer"),
    Option(code=ThemeName.LIGHT.value, key="", label="Light"),
    Option(code=ThemeName.DARK.value, key="", label="Dark"),
    Option(code=ThemeName.CONTRAST.value, key="", label="High contrast"),
)


class SettingsPage(Page):
    """What is for everyone here, then what is for this person on this computer."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.theme = Choices(context.look, _THEMES, name="Colours")
        sizes = [Option(code=str(scale), key="", label=f"{scale}%") for scale in SCALES]
        self.scale = Choices(context.look, sizes, name="Text size", most=5)
        self.theme.chosen.connect(self._choose_theme)
        self.scale.chosen.connect(self._choose_scale)
        self.theme.show_value(context.look.theme.value)
        self.scale.show_value(str(context.look.scale))
        self.people_button = button("&People and passphrases ...", name="People and passphrases")
        self.people_button.clicked.connect(self._go_to_people)
        page = ScrollColumn(context)
        page.box.addLayout(heading("People", "Who may open this workspace, and what each may see and do."))
        people = Card()
        people.box.addLayout(row(self.people_button, None))
        page.box.addWidget(people)
        page.box.addLayout(heading("Display", "What you choose here is for you, on this computer."))
        for title, choices in (("Colours", self.theme), ("Text size", self.scale)):
            card = Card()
            card.box.addWidget(label(title, "strong"))
            card.box.addWidget(choices)
            page.box.addWidget(card)
        page.box.addStretch(1)
        self.setLayout(column(page))

    @Slot()
    def _go_to_people(self) -> None:
        self.visit(Place.PEOPLE)

    @Slot(str)
    def _choose_theme(self, code: str) -> None:
        self.context.look.choose(theme=ThemeName(code))
        self.context.remembered.keep(theme=code)

    @Slot(str)
    def _choose_scale(self, code: str) -> None:
        self.context.look.choose(scale=int(code))
        self.context.remembered.keep(scale=code)
