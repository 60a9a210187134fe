"""How much and how often: of talk, of a plan, of a channel."""
