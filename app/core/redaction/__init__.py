"""Covering words of a text before volunteers see it: what is covered, and what a reader is then given."""
