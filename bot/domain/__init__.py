"""The nouns of the office as frozen data: people, places, messages, leads, commands."""
