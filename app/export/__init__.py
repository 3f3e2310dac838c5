"""Writing papers and tables out: a shape in, bytes out.

May import ``app.core``, ReportLab and the standard library. Knows no store, no clock and no window: everything that
stands on a paper, its date and number too, comes in with the shape, so the same shape makes the same bytes again.

Read ``pack`` first: it lays out one paper from top to bottom, out of ``cover``, ``drawn`` (how the sample was drawn),
``sheets`` and ``questions``. ``parts`` and ``boxes`` are the pieces that papers are made of, ``running`` what stands on
every page, ``style`` the sizes and colours, ``fonts`` the typeface, ``wording`` the standing sentences. ``tagged``
underneath makes each page readable by a screen reader (PDF/UA-1) and fit to be kept (PDF/A-2a).
"""
