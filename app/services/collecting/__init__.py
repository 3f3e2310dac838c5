"""Bringing records in and looking at them: imports, typing by hand, mappings, quality."""
