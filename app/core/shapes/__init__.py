"""The shared language: frozen, keyword-only dataclasses, and all that crosses floors.

Screens list shapes, papers print shapes, the batch door prints shapes as JSON. Nobody outside ``services`` ever holds a
live row. Blindness is a shape: a sheet has no place for what its reader may not see yet.
"""
