"""Panels' meetings: their seats, what they see, what they agree."""
