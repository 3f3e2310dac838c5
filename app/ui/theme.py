"""The look: one table of colours a theme, three type sizes, and the stylesheet and palette made from them."""

import tomllib
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from app.core.resources import root
from app.ui.stylesheet import stylesheet

FAMILY = "Atkinson Hyperlegible Next"
BODY, SMALL, LARGE, READING = 10.5, 9.5, 17.0, 12.0
"""Point sizes at 100 %: words, side notes, page titles; and the record's own text in its reading column."""
SCALES = (100, 125, 150, 175, 200)


class ThemeName(Enum):
    """What the person may choose; ``SYSTEM`` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """One theme's colours, by what they are for."""

    ground: str
    surface: str
    sunk: str
    line: str
    edge: str
    text: str
    soft: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    neutral: str
    neutral_soft: str


def read_tokens(theme: ThemeName) -> Tokens:
    """The colour table of a theme; an unknown or missing name is a fault of the installation."""
    text = (root() / "themes" / f"{theme.value}.toml").read_text(encoding="utf-8")
    return Tokens(**tomllib.loads(text))


def load_fonts() -> None:
    """Make our own typeface known, so that every machine shows the same page."""
    for file in sorted((root() / "fonts").glob("AtkinsonHyperlegibleNext_*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


class Look(QObject):
    """The theme and text size in force. Painters ask it for colours each time they paint."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: ThemeName = ThemeName.SYSTEM, scale: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self.theme = theme
        self.scale = scale
        self.tokens = read_tokens(self.resolved())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._install()

    def resolved(self) -> ThemeName:
        """The theme to show: the chosen one, or the computer's."""
        if self.theme is not ThemeName.SYSTEM:
            return self.theme
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return ThemeName.CONTRAST
        return ThemeName.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else ThemeName.LIGHT

    @property
    def still(self) -> bool:
        """Whether nothing may move by itself: the computer is set so."""
        style = self._app.style()
        return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0

    def choose(self, *, theme: ThemeName | None = None, scale: int | None = None) -> None:
        """Change theme or text size at once, everywhere."""
        self.theme = theme or self.theme
        self.scale = scale or self.scale
        self.tokens = read_tokens(self.resolved())
        self._install()
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """The colour of a token, now."""
        return QColor(getattr(self.tokens, token))

    def em(self, number: float) -> int:
        """A length that follows the text size, in pixels."""
        return round(number * self._line)

    def font(self, points: float = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Our typeface at a size of the scale in force."""
        font = QFont(self._app.font())
        font.setPointSizeF(points * self.scale / 100)
        font.setWeight(weight)
        return font

    @Slot()
    def _system_changed(self) -> None:
        if self.theme is ThemeName.SYSTEM:
            self.choose()

    def _install(self) -> None:
        font = QFont(FAMILY)
        font.setPointSizeF(BODY * self.scale / 100)
        QDir.setSearchPaths("icons", [str(root() / "icons")])
        self._app.setFont(font)
        self._line = QFontMetricsF(font).height()
        self._app.setPalette(_palette(self.tokens))
        sizes = {"small": SMALL, "body": BODY, "large": LARGE}
        points = {name: size * self.scale / 100 for name, size in sizes.items()}
        self._app.setStyleSheet(stylesheet(self.tokens, points, self.em(1)))


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.ground,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunk,
        role.Button: tokens.surface,
        role.Text: tokens.text,
        role.WindowText: tokens.text,
        role.ButtonText: tokens.text,
        role.PlaceholderText: tokens.soft,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Mid: tokens.line,
        role.Accent: tokens.accent,
    }
    palette = QPalette()
    for which, colour in pairs.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.soft))
    return palette
