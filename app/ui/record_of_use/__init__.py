"""Who did what: checking the record of use, checking a draw's bundle, backing up, closing."""
