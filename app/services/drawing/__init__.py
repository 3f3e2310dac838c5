"""Lists that are sealed, draws from them, and what proves that nobody chose the cases."""
