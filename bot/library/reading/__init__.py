"""Files as editors write them, with line and column, and what is wrong with them."""
