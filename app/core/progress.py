"""How far long work has come, for whoever waits for it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much of how much is done. It may raise ``Cancelled``, and then nothing of the work is kept."""
