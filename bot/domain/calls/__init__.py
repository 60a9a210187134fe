"""What is known for a call beside name and phone."""
