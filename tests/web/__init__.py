"""The pages, over a real database and, where it matters, in a real browser."""
