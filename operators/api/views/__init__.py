"""The addresses, a noun a file. A view turns a request into one call and back."""
