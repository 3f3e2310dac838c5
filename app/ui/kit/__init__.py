"""Reusable parts of the window. They know no place and no service; they import Qt, the theme and each other."""
