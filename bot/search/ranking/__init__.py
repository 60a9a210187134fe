"""Which answer fits, and how surely."""
