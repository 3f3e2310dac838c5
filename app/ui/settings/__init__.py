"""Theme and text size, and what the window remembers for this person on this computer."""
