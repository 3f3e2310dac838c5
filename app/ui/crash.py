"""The crash sheet: what a fault leaves behind. It names places in the program and versions, never data.

A message of an exception may hold words of a record, so it is left out; so are local values and source lines.
"""

import platform
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

import app
from app.core.clock import Clock, system_clock, to_text
from app.ui.context import PageContext
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import Card, button, column, label, row

_HOME = str(Path(app.__file__).resolve().parents[1])


def describe(fault: BaseException, clock: Clock = system_clock) -> str:
    """The sheet's text: type, where, versions. No message, no values, no paths outside the program."""
    lines = ["Scrutiny Panel: a fault", f"when {to_text(clock())}", f"type {_type_name(fault)}", ""]
    for frame in traceback.extract_tb(fault.__traceback__):
        lines.append(f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}")
    cause = fault.__cause__ or fault.__context__
    if cause is not None:
        lines.append(f"after {_type_name(cause)}")
    lines += [
        "",
        f"program {getattr(app, '__version__', '?')}",
        f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}",
        f"Qt {qVersion()}",
        f"system {platform.system()} {platform.release()}",
    ]
    return "\n".join(lines) + "\n"


def keep(text: str, folder: Path, clock: Clock = system_clock) -> Path | None:
    """Save a sheet in the person's state folder; None when the disk refuses."""
    stamp = to_text(clock()).replace(":", "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"fault-{stamp}.txt"
        file.write_text(text, encoding="utf-8")
    except OSError:
        return None
    return file


def _type_name(fault: BaseException) -> str:
    return f"{type(fault).__module__}.{type(fault).__qualname__}"


def _place(filename: str) -> str:
    """A file by its place in the program or its package, never by where a person keeps it."""
    if filename.startswith(_HOME):
        return filename[len(_HOME) :].lstrip("\\/").replace("\\", "/")
    parts = Path(filename).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return parts[-1] if parts else "?"


class CrashPage(Page):
    """The sheet, in the flow of the window: nothing pops up, nothing is lost, and there is a way on."""

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.kept_line = label("", "soft")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Report of the fault")
        self.copy_button = button("Copy the report")
        self.back_button = button("Go back to work", kind="primary")
        self.copy_button.clicked.connect(self._copy)
        self.back_button.clicked.connect(self.left)
        self._build()

    def show_fault(self, text: str, file: Path | None) -> None:
        """Show a sheet and where it was kept."""
        self.text.setPlainText(text)
        where = f"It is also kept as {file.name} in your own settings folder." if file else ""
        self.kept_line.setText(f"The report holds no words of any record. {where}".strip())
        self.back_button.setFocus()

    def _build(self) -> None:
        page = ScrollColumn(self.context)
        card = Card()
        sentence = (
            "That is a fault in the program, not something you did. Every answer that was shown as saved is safe. "
            "Please send the report below to the people who look after Scrutiny Panel."
        )
        card.box.addWidget(self.text)
        card.box.addWidget(self.kept_line)
        card.box.addLayout(row(self.back_button, self.copy_button, None))
        self.text.setMinimumHeight(self.context.look.em(16))
        page.box.addLayout(heading("Something went wrong inside the program", sentence))
        page.box.addWidget(card)
        page.box.addStretch(1)
        self.setLayout(column(page))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
