"""Vietnamese as people type it: read, ranked, and decided what to do with; pure functions over data."""
