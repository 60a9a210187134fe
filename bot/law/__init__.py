"""The law: its figures in force on a day, and the arithmetic made of them; pure."""
