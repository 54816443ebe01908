"""Dynamic ordinal ideal points for any chamber."""
