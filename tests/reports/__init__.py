"""Numbers and words as files."""
