"""What a finished dialogue's Command does: what is written and who is told, all in the turn's transaction."""
