"""One file a rung. A rung never changes once it has landed: a later change is a later rung."""
