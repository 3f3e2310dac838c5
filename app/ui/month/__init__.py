"""My month: a line manager's monthly sample, from the extracts to done, in one place."""
