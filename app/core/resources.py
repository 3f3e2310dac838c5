"""Where our data files are: in a wheel, in a frozen bundle or in a checkout."""

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds ``schemes/``, ``fonts/`` and the rest.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for place in (package / "_resources", package.parent / "resources", frozen):
        if (place / "schemes").is_dir():
            return place
    raise FileNotFoundError("The installation is incomplete: its resources folder is missing. Install it again.")
