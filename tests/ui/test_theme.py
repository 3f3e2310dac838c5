"""Every theme can be read, and every change shows at once."""

import dataclasses

import pytest
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication

from app.core.resources import root
from app.ui.icons import pixmap
from app.ui.theme import SCALES, Look, ThemeName, Tokens, read_tokens

THEMES = [ThemeName.LIGHT, ThemeName.DARK, ThemeName.CONTRAST]
GROUNDS = ("ground", "surface", "sunk")
TEXTS = [(ink, ground) for ink in ("text", "soft", "accent") for ground in (*GROUNDS, "accent_soft")] + [
    ("on_accent", "accent"),
    *(
        (ink, ground)
        for tone in ("good", "warn", "bad", "neutral")
        for ink, ground in ((tone, f"{tone}_soft"), (tone, "surface"))
    ),
    *(("text", f"{tone}_soft") for tone in ("good", "warn", "bad", "neutral")),
    *(("surface", tone) for tone in ("good", "warn", "bad", "neutral", "accent")),
]
EDGES = [(line, ground) for line in ("edge", "accent", "good", "warn", "bad", "neutral") for ground in GROUNDS]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(tokens: Tokens, one: str, other: str) -> float:
    pair = sorted((luminance(getattr(tokens, one)), luminance(getattr(tokens, other))), reverse=True)
    return (pair[0] + 0.05) / (pair[1] + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.value)
def test_words_and_edges_stand_out(theme: ThemeName) -> None:
    tokens = read_tokens(theme)
    least = 7.0 if theme is ThemeName.CONTRAST else 4.5
    weak = {f"{ink} on {ground}": round(contrast(tokens, ink, ground), 2) for ink, ground in TEXTS
            if contrast(tokens, ink, ground) < least}  # fmt: skip
    weak |= {f"edge {line} on {ground}": round(contrast(tokens, line, ground), 2) for line, ground in EDGES
             if contrast(tokens, line, ground) < 3.0}  # fmt: skip
    assert not weak


def test_contrast_is_computed_as_published() -> None:
    blank = {field.name: "#ffffff" for field in dataclasses.fields(Tokens)}
    assert contrast(Tokens(**{**blank, "text": "#000000"}), "text", "ground") == pytest.approx(21.0)
    assert contrast(Tokens(**{**blank, "text": "#767676"}), "text", "ground") == pytest.approx(4.54, abs=0.01)


def test_a_choice_shows_at_once(qapp: QApplication, look: Look) -> None:
    changes: list[int] = []
    look.changed.connect(lambda: changes.append(look.scale))
    light, small = qapp.palette().color(QPalette.ColorRole.Base).name(), look.em(1)
    for scale in SCALES:
        look.choose(scale=scale)
    look.choose(theme=ThemeName.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() != light
    assert look.color("surface").name() == read_tokens(ThemeName.DARK).surface
    assert look.em(1) > 1.8 * small
    assert changes == [*SCALES, 200]


@pytest.mark.parametrize("file", sorted((root() / "icons").glob("*.svg")), ids=lambda file: file.stem)
def test_every_icon_draws_something(qapp: QApplication, file: object) -> None:
    picture: QImage = pixmap(file.stem, QColor("#102030"), 32).toImage()  # type: ignore[attr-defined]
    inked = sum(picture.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32))
    assert 30 < inked < 900
