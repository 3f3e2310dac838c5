"""The finder's own rules, for its tests."""

from app.services.releasing.redacting import load_rules

RULES = load_rules()
