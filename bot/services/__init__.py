"""What a finished dialogue's Command does: writes, and tells, in the turn's transaction."""
