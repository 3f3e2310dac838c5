"""Journeys run through the real window with the real worker."""

from tests.ui.conftest import _look, _no_blocking_dialog, _no_stray_windows, _nothing_left, _own_state, look, qapp

__all__ = ["_look", "_no_blocking_dialog", "_no_stray_windows", "_nothing_left", "_own_state", "look", "qapp"]
