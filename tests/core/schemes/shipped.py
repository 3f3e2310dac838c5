"""The scheme, force and mapping files that ship, read once for the tests."""

from functools import cache

from app.core.resources import root
from app.core.schemes.conditions import holds
from app.core.schemes.parse import parse_force, parse_mapping, parse_scheme, parse_shared
from app.core.schemes.settings import Force
from app.core.schemes.spec import Mapping, Scheme, Shared

KINDS = tuple(sorted(path.stem for path in root().glob("schemes/*.toml")))
"""Every kind that ships."""
SEARCHES = ("s60_search", "stop_search")
"""The kinds that share the fields and questions of a search."""
WITH_VIDEO = tuple(kind for kind in KINDS if kind != "s60_authority")
"""The kinds whose cases may have a video: an authority is a decision on paper."""


@cache
def shared() -> tuple[Shared, ...]:
    """What the schemes share."""
    return tuple(parse_shared(path.read_bytes(), path.name) for path in sorted(root().glob("schemes/shared/*.toml")))


@cache
def force() -> Force:
    """Cheshire's settings."""
    return parse_force((root() / "forces" / "cheshire.toml").read_bytes(), "cheshire.toml")


@cache
def scheme(kind: str) -> Scheme:
    """One scheme, joined with what it shares."""
    return parse_scheme((root() / "schemes" / f"{kind}.toml").read_bytes(), f"{kind}.toml", shared(), force())


@cache
def mapping(name: str) -> Mapping:
    """One mapping."""
    return parse_mapping((root() / "mappings" / f"{name}.toml").read_bytes(), f"{name}.toml")


def asked(parsed: Scheme, form: str, fields: dict[str, str], role: str) -> list[str]:
    """The questions that one role is asked on a form about one record."""
    found = [parsed.question(name) for name in parsed.form(form).questions]
    stages = {stage.id for stage in parsed.stages if stage.when is None or holds(stage.when, fields)}
    return [
        question.id
        for question in found
        if role in question.roles
        and question.stage in stages
        and (question.asked_if is None or holds(question.asked_if, fields))
    ]


def derived(parsed: Scheme, name: str, fields: dict[str, str]) -> str:
    """What a field is derived to be."""
    return next((rule.value for rule in parsed.field(name).derive if holds(rule.when, fields)), "")
