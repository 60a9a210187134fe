"""Pages of what brings people here: codes, and what is printed with them."""
