"""Content as the office keeps it: accepted version by version, or refused."""
