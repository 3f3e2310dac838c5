"""Sealing a list, drawing from it, and the papers of the draw. ``page.py`` chooses between three views of one list."""
