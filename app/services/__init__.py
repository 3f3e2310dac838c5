"""What the app does: one file per noun, one function per intention. No Qt.

Every function takes the workspace first and the rest by keyword; a change returns ``Done(value, changed topics)``, a
read returns shapes. ``workspace`` holds the one way to write: a change and its entry in the audit chain are committed
together or not at all.
"""
