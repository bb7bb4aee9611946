"""A file for each kind of page. A view turns a request into one call of a room behind it, and back."""
