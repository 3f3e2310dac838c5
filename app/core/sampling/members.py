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

SHIPPED: Final = {
    PAGE: (
        "937d3aa71419302c8c7246250b909408a061467e2dfcd301302953f66ba88d87",
        "b3393759af21a71d953bfef543ed1e847eed5baee8c169df2e34ffd50fcb63b9",
    ),
    TEXT: (
        "4d560df875cbd542a691cd7b3ed198a4585e8b245561849b08c01262d04fc36f",
        "674e76b30107f757d44bdedb9de68619ce49dad2d981f5a1873f7641b0d7dc5b",
    ),
}
"""The SHA-256 of every page and text that was ever shipped, the newest last. A bundle is kept for years and its page
goes with it, so none is ever taken out; a page or text that is changed is put at the end."""
