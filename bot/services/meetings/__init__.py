"""What is done about meetings, each in one transaction."""
