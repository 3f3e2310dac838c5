"""The quality of the records: what is missing, what looks wrong, what will soon be gone."""
