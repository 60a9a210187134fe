"""What brings people here, and what is counted of it."""
