"""The window: the only floor with Qt.

It may import ``services`` (lazily, after the first paint) and ``core``, nothing else of ours. Start reading at
``start.py`` (how a window comes up), then ``main_window.py`` (rail and pages) and ``context.py`` (all a page is given).
Each folder is one place a person goes; ``kit`` holds the parts that know no place.
"""
