"""The shapes of what the API takes and gives. They describe documents for the schema; they never read a model."""
