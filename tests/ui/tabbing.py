"""Going round a window with the Tab key alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_MOST = 140


def tab_round(window: QWidget) -> list[QWidget]:
    """Every stop of the Tab key until it is back at the first; each must have a name, and it must come round."""
    seen: list[QWidget] = []
    for _ in range(_MOST):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        plain = isinstance(focused, QScrollArea) and not focused.property("preview")
        assert not plain and focused.accessibleName(), f"a nameless stop: {focused}"
        if seen and focused is seen[0]:
            return seen
        seen.append(focused)
    pytest.fail(f"Tab never came round: {[type(each).__name__ for each in seen[-6:]]}")
