"""One transaction's work, by noun."""
