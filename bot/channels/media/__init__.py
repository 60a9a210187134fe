"""Photos, sounds, files and drawn cards on their way from one channel to another."""
