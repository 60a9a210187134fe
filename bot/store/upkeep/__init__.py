"""What an operator does with the data: migrate, back up, restore, change keys."""
