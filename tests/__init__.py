"""The tests: a mirror of ``app/``, and known answers, journeys, pictures and speed. ``check.py`` runs all."""
