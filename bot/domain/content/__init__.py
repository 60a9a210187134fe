"""Content as the office keeps it, without the files."""
