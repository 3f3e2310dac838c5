"""Looking at a paper: one page at a time, drawn in the worker when it is come to. Nothing of it goes to disk."""

from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from app.core.errors import AppError
from app.ui.context import PageContext
from app.ui.kit.announce import announce
from app.ui.kit.flow import Flow
from app.ui.kit.message_bar import MessageBar
from app.ui.kit.words import Card, button, label
from app.ui.papers.drawing import POINTS, draw_page, page_sizes, page_text
from app.ui.papers.printing import MOST_DOTS
from app.ui.papers.sheet_view import SheetView
from app.ui.tasks import Stopped, Work

Sizes = tuple[tuple[float, float], ...]
ZOOMS: Final = (("Whole page", 0.0), ("Page width", 1.0), ("1½ times", 1.5), ("Twice", 2.0), ("3 times", 3.0))
"""What each step is called, and how many times as wide as the view a page is; 0: all of it is seen."""
_WIDTH, _PAUSE_MS = 1, 60


class _Page(NamedTuple):
    image: QImage
    size: QSize
    text: str


class Preview(Card):
    """The page, how large it is shown, and its words as text for whoever would rather read or hear them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(padding=12, spacing=8)
        self.context = context
        self._data, self._sizes = b"", ()
        self._number, self._zoom = 0, _WIDTH
        self._work: Work | None = None
        self.back_button = button("‹ Page before", name="The page before")
        self.on_button = button("Page after ›", name="The page after")
        self.place = label("", "strong", wrap=False)
        self.smaller_button = button("−", name="Smaller")
        self.larger_button = button("+", name="Larger")
        self.zoom = label("", "soft", wrap=False)
        self.text_button = button("Read it as &text", name="Read this page as text")
        self.trouble = MessageBar(context.look)
        self.view, self.text = SheetView(context.look), QPlainTextEdit()
        self.views = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._build()
        self._connect()
        self.forget()

    # ---------------------------------------------------------------- what is shown
    @property
    def number(self) -> int:
        """The page that is shown, counted from 1; 0 where there is none."""
        return self._number + 1 if self._sizes else 0

    @property
    def pages(self) -> int:
        """How many pages there are, once that is known."""
        return len(self._sizes)

    def show_paper(self, data: bytes) -> None:
        """Show a paper from its first page."""
        self.forget()
        self._data = data
        self.context.tasks.run(lambda: page_sizes(data), then=partial(self._measured, data), refused=self._refused)

    def forget(self) -> None:
        """Show nothing."""
        self._stop()
        self._data, self._sizes, self._number = b"", (), 0
        self.trouble.clear()
        self.view.sheet.show_image(QImage(), QSize(0, 0))
        self.text.clear()
        self._tell_place()

    def _measured(self, data: bytes, sizes: Sizes) -> None:
        if data is self._data:
            self._sizes = sizes
            self._show_page()

    # ---------------------------------------------------------------- building
    def _build(self) -> None:
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        for each in (self.view, self.text):
            self.views.addWidget(each)
        turning = (self.back_button, self.place, self.on_button)
        self.box.addWidget(_flow(*turning, self.smaller_button, self.zoom, self.larger_button, self.text_button))
        self.box.addWidget(self.trouble)
        self.box.addWidget(self.views, 1)
        self.text_button.setCheckable(True)
        self._fit()

    def _connect(self) -> None:
        self.back_button.clicked.connect(self._go_back)
        self.on_button.clicked.connect(self._go_on)
        self.smaller_button.clicked.connect(self._smaller)
        self.larger_button.clicked.connect(self._larger)
        self.text_button.toggled.connect(self._as_text)
        self.view.turned.connect(self._turn)
        self.view.ended.connect(self._to_end)
        self.view.resized.connect(self._timer.start)
        self._timer.timeout.connect(self._draw)
        self.context.look.changed.connect(self._fit)
        for keys, act in (("Ctrl++", self._larger), ("Ctrl+=", self._larger), ("Ctrl+-", self._smaller)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        for keys, act in (("Ctrl+PgDown", self._go_on), ("Ctrl+PgUp", self._go_back)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was asked for while it was hidden."""
        super().showEvent(event)
        self._timer.start()

    @Slot()
    def _fit(self) -> None:
        """Room for a good part of a page, whatever the size of the text."""
        self.views.setMinimumHeight(min(self.context.look.em(18), 420))
        for words in (self.place, self.zoom):
            words.setMinimumHeight(self.on_button.sizeHint().height())

    # ---------------------------------------------------------------- turning
    @Slot()
    def _go_on(self) -> None:
        self._turn(1)

    @Slot()
    def _go_back(self) -> None:
        self._turn(-1)

    @Slot(bool)
    def _to_end(self, last: bool) -> None:
        self._turn(len(self._sizes) if last else -len(self._sizes))

    @Slot(int)
    def _turn(self, pages: int) -> None:
        wanted = max(0, min(len(self._sizes) - 1, self._number + pages))
        if not self._sizes or wanted == self._number:
            return
        self._number = wanted
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.minimum())
        self._show_page()
        announce(self, self.place.text())

    def _show_page(self) -> None:
        self._tell_place()
        self._draw()

    def _tell_place(self) -> None:
        pages = len(self._sizes)
        self.place.setText(f"Page {self.number:,} of {pages:,}" if pages else "Making it ...")
        self.zoom.setText(ZOOMS[self._zoom][0])
        self.view.setAccessibleName(f"Preview, {self.place.text().lower()}")
        self.text.setAccessibleName(f"Text of {self.place.text().lower()}")
        self.back_button.setEnabled(self._number > 0)
        self.on_button.setEnabled(self._number + 1 < pages)
        self.smaller_button.setEnabled(bool(pages) and self._zoom > 0)
        self.larger_button.setEnabled(bool(pages) and self._zoom + 1 < len(ZOOMS))
        self.text_button.setEnabled(bool(pages))

    # ---------------------------------------------------------------- how large
    @Slot()
    def _larger(self) -> None:
        self._set_zoom(self._zoom + 1)

    @Slot()
    def _smaller(self) -> None:
        self._set_zoom(self._zoom - 1)

    def _set_zoom(self, zoom: int) -> None:
        if 0 <= zoom < len(ZOOMS) and self._sizes:
            self._zoom = zoom
            self._show_page()
            announce(self, ZOOMS[zoom][0])

    @Slot(bool)
    def _as_text(self, wanted: bool) -> None:
        self.views.setCurrentWidget(self.text if wanted else self.view)

    # ---------------------------------------------------------------- drawing
    @Slot()
    def _draw(self) -> None:
        """Draw the page that is shown; one that is still waiting to be drawn need not be."""
        self._stop()
        if not self._sizes or not self.isVisible():
            return
        data, number = self._data, self._number
        size = self._size_of(self._sizes[number])
        dots = size.width() * self.devicePixelRatioF() * POINTS / self._sizes[number][0]

        def act() -> _Page:
            image = draw_page(data, number, min(dots, MOST_DOTS))
            return _Page(image=image, size=size, text=page_text(data, number))

        self._work = self.context.tasks.run(act, then=partial(self._drawn, data, number), refused=self._refused)

    def _size_of(self, page: tuple[float, float]) -> QSize:
        """How large the page is shown, in pixels of the window."""
        room, times = self.view.room(), ZOOMS[self._zoom][1]
        wide = room.width() * times or min(room.width(), room.height() * page[0] / page[1])
        return QSize(max(1, round(wide)), max(1, round(wide * page[1] / page[0])))

    def _drawn(self, data: bytes, number: int, page: _Page) -> None:
        self._work = None
        if data is not self._data or number != self._number:
            return
        self.trouble.clear()
        self.view.sheet.show_image(page.image, page.size)
        self.view.setAccessibleDescription(page.text)
        if self.text.toPlainText() != page.text:
            self.text.setPlainText(page.text)

    def _refused(self, error: AppError) -> None:
        if not isinstance(error, Stopped):
            self.trouble.show_message("bad", error.what, error.fix)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None


def _flow(*parts: QWidget) -> QWidget:
    made = QWidget()
    flow = Flow(made, spacing=8)
    for part in parts:
        flow.addWidget(part)
    return made
