"""The changes, in order, written by hand; a test compares their sum with `tables`."""
