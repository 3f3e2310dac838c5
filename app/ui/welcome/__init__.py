"""The first-run page: make a practice workspace, make a new one, open one."""
