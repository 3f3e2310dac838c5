"""What the README and the papers point at is there."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASKED = re.compile(r'(?:say|lines)\(\s*f?"([a-z_]+)\.([a-z_]+(?:\{[^}]+\})?)"')


def test_every_link_of_the_readme_leads_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_every_place_that_the_readme_names_is_there():
    named = re.findall(r"`((?:app|resources|tests)/[\w./-]*)`", (ROOT / "README.md").read_text("utf-8"))
    assert named
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_every_sentence_that_code_asks_for_stands_in_the_wording():
    wording: dict[str, set[str]] = {}
    for file in (ROOT / "resources" / "wording").glob("*.toml"):
        for section, entries in tomllib.loads(file.read_text("utf-8")).items():
            wording.setdefault(section, set()).update(entries)
    asked = {
        (section, name)
        for folder in ("export", "services")
        for file in (ROOT / "app" / folder).rglob("*.py")
        for section, name in ASKED.findall(file.read_text("utf-8"))
        if "{" not in name
    }
    assert len(asked) > 40
    assert {(section, name) for section, name in asked if name not in wording.get(section, set())} == set()
