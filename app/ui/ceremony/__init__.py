"""The draw in front of everyone, for a projector: one step at a time, keyboard only, nothing shown before its time."""
