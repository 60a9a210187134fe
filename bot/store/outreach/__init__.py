"""What brings people here: the register of codes."""
