"""Papers: what was issued and is still out, looking at one, printing it, making those of a meeting."""
