"""The finder's own rules, for its tests."""

from app.services.redacting import load_rules

RULES = load_rules()
