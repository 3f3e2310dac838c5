"""Our few drawings, tinted with a colour of the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.core.resources import root


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: QColor) -> None:
    """Draw an icon into an area, in one colour."""
    svg = _drawing(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, area)


@cache
def _drawing(name: str) -> str:
    """Read once: a sign in the foot is painted at each key."""
    return (root() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of that many pixels a side, sharp on a screen of that ratio."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, name, QRectF(0, 0, side * ratio, side * ratio), colour)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: QColor, side: int = 24) -> QIcon:
    """An icon for a button, at ordinary and double resolution."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, side, ratio))
    return made
