"""Typing in one record, on a form that its scheme gives."""
