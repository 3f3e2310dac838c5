"""Reading extracts and bundles in. Knows ``core`` only; nothing here touches the store.

``extract`` opens a file and refuses it whole when it cannot be trusted, ``cells`` turns one cell into the text we keep,
``rows`` makes checked rows of a kind out of a whole file, or problems that say where and why.
"""
