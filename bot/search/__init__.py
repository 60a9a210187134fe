"""Vietnamese as people type it: read, ranked and decided on; pure functions over data."""
