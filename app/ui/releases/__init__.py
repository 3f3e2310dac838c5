"""Releases: reading the text of drawn cases, covering words, letting cases go to volunteers."""
