"""Citizens: who writes, from where, linked how, agreed to what."""
