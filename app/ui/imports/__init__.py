"""Bringing in extracts, and what became of every row."""
