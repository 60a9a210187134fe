"""What a channel keeps for itself: tokens and uploads."""
