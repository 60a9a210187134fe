"""What people asked to be told: begun, changed and ended; what goes is looked at once more."""
