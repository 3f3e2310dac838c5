"""The crash page: what a fault leaves behind, shown in the flow of the window."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.context import PageContext
from app.ui.kit.page import Page, ScrollColumn, heading
from app.ui.kit.words import Card, button, column, label, row


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
        where = f"It is also kept as {file.name} in your own log folder." if file else ""
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
