"""What volunteers may read: found, covered, let go."""
