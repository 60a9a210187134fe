"""A toy of a platform: a letter is posted to us as JSON, and ours are pushed into its letter boxes."""
