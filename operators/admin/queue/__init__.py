"""The work queue: the first page of the editors' door. What waits for this person, and the one thing it asks for.

A file for each family of sections; ``page.py`` puts them together. Everything here only reads.
"""
