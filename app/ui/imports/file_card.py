"""Where a file is given: a button, and the sentence that it may be dropped."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.ui.kit.picture import Picture
from app.ui.kit.words import button, column, label, row
from app.ui.theme import Look


class FileCard(QFrame):
    """A place to drop a file on; the whole page takes one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("drop", True)
        self.browse_button = button("&Choose a file ...", kind="primary", name="Choose a file")
        self.title = label("Drop an extract on this page, or choose it", "strong")
        self.told = label(
            "CSV, Excel (XLSX, XLS), OpenDocument (ODS) or JSON, as the system exports it. It is only looked at first.",
            "soft",
        )
        words = column(self.title, self.told, spacing=2)
        box = row(Picture(look, "file", ems=2.2), words, self.browse_button, spacing=16, stretch=1)
        box.setContentsMargins(18, 16, 18, 16)
        box.setAlignment(self.browse_button, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)

    def show_looking(self, name: str) -> None:
        """A file is being looked at; "" when that is over."""
        self.browse_button.setEnabled(not name)
        self.title.setText(f"Looking at {name} ..." if name else "Drop an extract on this page, or choose it")
