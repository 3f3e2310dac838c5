"""The rules. Pure: no Qt, database, PDF, files or network; time and randomness are passed in.

May import the standard library and msgspec (typed decoding of schemes). Two files touch the machine because every
floor above needs them: ``clock`` (the one reading of the time) and ``resources`` (where our data files are).
Read ``sampling/__init__`` first: it is what the product exists for.
"""
