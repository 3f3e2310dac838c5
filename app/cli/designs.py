"""The options that say how a list is divided and how many are drawn of each stratum."""

from argparse import Namespace
from typing import Any

from app.cli.command import count, facet_value
from app.core.errors import AppError


def add_list_options(parser: Any) -> None:
    """What divides a list: of its seal only."""
    parser.add_argument("--strata", default="", metavar="A,B,C", help="a stratum for each combination of their values")
    parser.add_argument("--per", default="", metavar="FACET=K", help="K of each value of a facet, or all it has")
    parser.add_argument(
        "--take-all", action="append", default=[], metavar="F=V,F=V", help="take every such case; repeat for or"
    )
    parser.add_argument("--join-small", action="store_true", help="put strata of 1 to 4 cases together")


def add_size_options(parser: Any) -> None:
    """How many are drawn, and where the seed will come from: of every plan."""
    parser.add_argument("--size", default="0", metavar="N", help="how many chance picks; not with --per or all")
    parser.add_argument("--reserves", default="0", metavar="R")
    parser.add_argument(
        "--allocation", default="proportional", metavar="HOW", help="all, equal, proportional or fixed (--size of each)"
    )
    parser.add_argument("--fixed", action="append", default=[], metavar="NAME=N", help="another number of one stratum")
    parser.add_argument("--form", default="", metavar="FORM", help="the questions: monthly unless told")
    parser.add_argument(
        "--seed-from", default="", metavar="SOURCE", help="dice, app or named; the first two unless told"
    )
    parser.add_argument("--seed-name", default="", metavar="T", help="the public number, and of which day it is")


def strata(options: Namespace) -> tuple[str, ...]:
    """The facets of ``--strata``."""
    return tuple(filter(None, (name.strip() for name in options.strata.split(","))))


def per(options: Namespace) -> tuple[str, int] | None:
    """The facet and the number of ``--per``."""
    return _named(options.per, "--per", "--per officer_id=3") if options.per else None


def take_all(options: Namespace) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The rules of ``--take-all``: a comma is "and", saying it again is "or"."""
    return tuple(tuple(facet_value(pair, "--take-all") for pair in rule.split(",")) for rule in options.take_all)


def fixed(options: Namespace) -> tuple[tuple[str, int], ...]:
    """The strata and numbers of ``--fixed``."""
    return tuple(_named(text, "--fixed", "--fixed warrington=4") for text in options.fixed)


def _named(text: str, option: str, example: str) -> tuple[str, int]:
    name, equals, number = text.rpartition("=")
    if not (name.strip() and equals):
        raise AppError(f"{option}: “{text}” names no number.", f"Write it like {example}.")
    return name.strip(), count(number.strip(), option)
