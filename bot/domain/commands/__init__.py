"""What a finished dialogue wants done, one module a noun."""
