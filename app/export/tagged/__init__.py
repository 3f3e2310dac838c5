"""Tagged PDF on ReportLab: every mark on a page belongs to an element of the structure, or is said to be decoration.

ReportLab itself has no tagging. Read ``canvas`` first: it notes what is drawn as part of which element; ``structure``
writes the elements down, ``text``, ``tables`` and ``flowables`` are the things that papers are laid out from,
``metadata`` says what the document is, ``objects`` writes the file, and ``fixes`` holds each repair that ReportLab
needs, with its reason. Knows nothing of police or scrutiny, and imports only ReportLab and the standard library.
"""
