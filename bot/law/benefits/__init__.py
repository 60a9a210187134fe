"""What is received."""
