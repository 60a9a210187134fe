"""Anonymous counts, use of plans, questions without an answer."""
