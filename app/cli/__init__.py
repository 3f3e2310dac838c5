"""The batch door: one file per group of commands. Knows services and core; mirrors the window.

The commands are a contract: later ones add to it and break none of it. ``entry`` reads the line and keeps the exit
codes (0 done, 1 refused, 2 unknown or missing, 3 verification failed); each command gives back one object and the lines
that say it to a person.
"""
