"""Review schemes: everything the app knows about a kind of record, as one data file.

``spec`` is the shape of a scheme, ``parse`` turns the text of a file into one (and refuses what it does not know, by
file and entry), ``spelling`` says when two spellings of a value are one, ``conditions`` decides the small rules that
schemes hold, ``answers`` says which questions a sheet asks and whether it is complete. A new kind, question, scale or
vocabulary is data: no Python here changes for it.
"""
