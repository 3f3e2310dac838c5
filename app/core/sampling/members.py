"""The members of a check bundle, in the order in which they stand in the zip (DESIGN 3.11)."""

from typing import Final

FRAME: Final = "frame.csv"
PLAN: Final = "plan.json"
DRAW: Final = "draw.json"
PAGE: Final = "check.html"
TEXT: Final = "CHECK.txt"

REQUIRED: Final = (FRAME, PLAN, DRAW)
"""What a check needs."""

HELP: Final = (PAGE, TEXT)
"""What helps a person to do it; the check goes on without them."""

ALLOWED: Final = REQUIRED + HELP
"""Everything a bundle may hold."""
