"""What only some commands need, loaded when they do."""
