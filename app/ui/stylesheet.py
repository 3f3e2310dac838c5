"""The stylesheet, made from the colour table and the text size. Roles are set as properties by ``kit/words.py``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.theme import Tokens

_SHEET = """
QWidget[page="true"], QMainWindow, QWidget[ground="true"] {{ background: {ground}; }}
QFrame[card="true"] {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; }}
QFrame[rule="true"] {{ background: {line}; border: none; }}
QLabel {{ background: transparent; }}
QLabel[role="large"] {{ font-size: {large}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="soft"] {{ color: {soft}; }}
QLabel[role="small"] {{ color: {soft}; font-size: {small}pt; }}
QLabel[role="key"] {{ font-size: {small}pt; font-weight: 600; }}
QLabel[cap="true"] {{ background: {sunk}; border: 1px solid {edge}; border-radius: 4px; padding: 0 {pad}px; }}
QLabel[role="value"] {{ font-weight: 500; }}
QLabel[role="seal"] {{ font-size: {large}pt; font-weight: 600; }}
QLabel[tone="good"] {{ color: {good}; }}
QLabel[tone="warn"] {{ color: {warn}; }}
QLabel[tone="bad"] {{ color: {bad}; }}

QFrame[bar="info"] {{ background: {accent_soft}; border: none; border-left: 4px solid {accent}; }}
QFrame[bar="good"] {{ background: {good_soft}; border: none; border-left: 4px solid {good}; }}
QFrame[bar="warn"] {{ background: {warn_soft}; border: none; border-left: 4px solid {warn}; }}
QFrame[bar="bad"] {{ background: {bad_soft}; border: none; border-left: 4px solid {bad}; }}

QFrame[drop="true"] {{ background: {surface}; border: 2px dashed {edge}; border-radius: 10px; }}
QFrame[foot="true"] {{ background: {surface}; border: none; border-top: 1px solid {line}; }}
QFrame[float="true"] {{ border: 2px solid {accent}; }}
QListWidget::item {{ padding: {pad}px; }}
QListWidget::item:selected {{ background: {accent_soft}; color: {text}; }}

QFrame[pill] {{ border-radius: 6px; }}
QFrame[pill="now"] {{ background: {accent_soft}; border: 1px solid {accent}; }}
QFrame[pill="locked"] {{ background: {good_soft}; border: 1px solid {good}; }}
QFrame[pill="waiting"] {{ background: transparent; border: 1px dashed {edge}; }}
QFrame[band="true"] {{ background: {warn_soft}; border: none; border-bottom: 2px solid {warn}; }}
QFrame[rail="true"] {{ background: {surface}; border: none; border-right: 1px solid {line}; }}

QPushButton {{ background: {surface}; border: 1px solid {edge}; border-radius: 6px; padding: {pad}px {pad2}px;
    color: {text}; }}
QPushButton:hover {{ background: {sunk}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: {padf}px {pad2f}px; }}
QPushButton:disabled {{ color: {soft}; border: 1px dashed {edge}; background: transparent; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[primary="true"]:hover {{ background: {accent}; border-color: {text}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[primary="true"]:disabled {{ color: {soft}; background: {sunk}; border: 1px dashed {edge};
    font-weight: 400; }}
QPushButton[quiet="true"] {{ background: transparent; border-color: transparent; color: {accent}; }}
QPushButton[quiet="true"]:hover {{ background: {sunk}; }}
QPushButton[quiet="true"]:focus {{ border: 2px solid {accent}; }}
QPushButton[quiet="true"]:disabled {{ color: {soft}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QSpinBox, QComboBox {{ background: {surface}; color: {text};
    border: 1px solid {edge}; border-radius: 6px; padding: {pad}px {pad}px; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {soft}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QSpinBox:focus, QComboBox:focus {{
    border: 2px solid {accent}; padding: {padf}px {padf}px; }}
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled, QSpinBox:disabled {{ color: {soft};
    border: 1px dashed {edge}; background: {ground}; }}
QTextEdit[reading="true"] {{ background: {sunk}; border: 1px solid {line}; padding: 1px; }}
QTextEdit[reading="true"]:focus {{ border: 2px solid {accent}; padding: 0; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {{
    border: none; padding: 0; border-radius: 0; placeholder-text-color: {soft}; }}
QSpinBox::up-button, QSpinBox::down-button {{ subcontrol-origin: border; width: 0; border: none; }}
QDateEdit::drop-down, QComboBox::drop-down {{ border: none; width: {em2}px; }}
QDateEdit::down-arrow, QComboBox::down-arrow {{ image: url(icons:chevron.svg); width: {em1}px; height: {em1}px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px;
    selection-background-color: {accent_soft}; selection-color: {text}; outline: 0; }}

QProgressBar {{ background: {sunk}; border: 1px solid {line}; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QListView {{ background: transparent; border: none; outline: 0; }}
QTableView {{ background: {surface}; alternate-background-color: {ground}; border: 1px solid {line};
    border-radius: 6px; gridline-color: {line}; outline: 0; }}
QTableView:focus {{ border: 2px solid {accent}; }}
QTableView::item {{ padding: 0 {pad}px; }}
QTableView::item:selected {{ background: {accent_soft}; color: {text}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {soft}; border: none; border-bottom: 1px solid {edge};
    padding: {pad}px; font-size: {small}pt; font-weight: 600; }}
QHeaderView::section:vertical {{ border-bottom: none; color: {text}; }}
QTableCornerButton::section {{ background: {surface}; border: none; border-bottom: 1px solid {edge}; }}

QScrollArea[preview="true"] {{ background: {sunk}; border: 1px solid {line}; }}
QScrollArea[preview="true"]:focus {{ border: 2px solid {accent}; }}
QScrollArea, QScrollArea > QWidget > QWidget[bare="true"] {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {edge}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
"""


def stylesheet(tokens: "Tokens", points: dict[str, float], em: int) -> str:
    """The whole stylesheet for one theme and text size; ``em`` is the height of a line in pixels."""
    pad, pad2 = round(em * 0.38), round(em * 0.9)
    lengths = {
        "pad": pad,
        "padf": pad - 1,
        "pad2": pad2,
        "pad2f": pad2 - 1,
        "em1": round(em * 0.8),
        "em2": round(em * 1.5),
    }
    colours = {name: getattr(tokens, name) for name in tokens.__slots__}
    return _SHEET.format(**colours, **points, **lengths)
