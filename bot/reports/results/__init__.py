"""What was achieved: the numbers of a unit and a period, for all who show them."""
