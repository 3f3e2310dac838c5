"""Seats: volunteers grade in turn at one machine, and see nothing but their own case."""
