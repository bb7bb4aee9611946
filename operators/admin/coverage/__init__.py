"""What there is and what is missing: operators by topics, with every language."""
