"""Everything that is printed: gathered, issued, numbered, taken back."""
