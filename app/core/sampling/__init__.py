"""The draw, format 1: which cases are looked at, so that nobody can choose them and anybody can check them.

What the product exists for. Standard library and ``app.core`` only; the secret, the seed and the time come in as
arguments. The order of the files is the order of the act:

=================  ==============================================================================
``keys``           what names a case, and the token that stands for it in public
``frame``          the closed list of cases: strata, ``frame.csv`` and its seal (``packed`` holds long ones)
``design``         what divides the list, what is taken whole, how many of the rest
``strata``         the name of each case's stratum
``allocation``     how many of each stratum, rule by rule; ``dealing`` does it for a design
``advice``         what is odd about a list, said before it is sealed
``plan``           what is fixed together with the seal: ``plan.json``
``seed``           the digits that decide
``draw``           tickets, and the first of each stratum
``record``         what was drawn, for the world: ``draw.json``
``verify``         does a bundle hold? (``strict`` reads, ``checks`` compares)
=================  ==============================================================================

The reference, exact enough to write it again in another language, is ``resources/help/the-draw.md``.
"""
