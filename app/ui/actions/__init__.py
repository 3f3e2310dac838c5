"""Actions: what is to be done, who replies, what the panel says of it."""
