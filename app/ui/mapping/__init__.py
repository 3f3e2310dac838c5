"""Settling how a file is read: its columns, its times, its words, and its first rows as they will be kept."""
