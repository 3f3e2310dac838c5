"""The grading screen. Read ``sitting.py`` first: it holds what is on screen and what is on its way to disk."""
