"""Looking at records: a list of any length, and one of them whole."""
