"""Vietnamese letters, words, numbers and sentences as people type them."""
