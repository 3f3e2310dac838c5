"""Charts laid out once, for the window and for papers: data in, a scene of boxes, lines, dots and words out."""
