"""How a file that nobody has seen maps to a kind's fields: by its headings, and by what stands in its columns."""
