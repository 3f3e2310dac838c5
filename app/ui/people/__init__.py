"""People: who is here, what for, what each may see and do, and passphrases."""
