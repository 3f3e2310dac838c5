"""The quality of records: from counts to findings, and from those to sentences, charts and tables. All pure."""
