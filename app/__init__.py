"""Scrutiny Panel: random, checkable samples of police records, graded by line managers and volunteers.

The map of the house. An import may only point down this list:

==========  =====================================================================================
``ui``      the window: the only floor with Qt; one folder per place a person goes
``cli``     the batch door: one file per group of commands
``services``  what the app does: one file per noun, one function per intention
``export``  writing papers and tables out: a shape in, bytes out
``intake``  reading extracts in
``models``  what is kept: tables, the encrypted store, migrations
``core``    the rules. Pure: no Qt, database, PDF, files or network; time and randomness come in
==========  =====================================================================================

``app.__main__`` stands above them all and needs the standard library only: it sets up, then starts.
"""

__version__ = "0.1.0"
