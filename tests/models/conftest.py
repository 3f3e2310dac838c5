"""The fixtures of ``tests/builders.py``."""

from tests.builders import clock, practice_workspace_with_draw, workspace

__all__ = ["clock", "practice_workspace_with_draw", "workspace"]
