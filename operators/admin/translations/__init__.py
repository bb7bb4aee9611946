"""Translations that are missing or behind: the board of all languages, and the page on which one catches up."""
