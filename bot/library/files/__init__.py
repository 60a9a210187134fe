"""One reader for each folder of content/."""
