"""What is due when, and who alone may do it."""
