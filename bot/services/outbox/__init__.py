"""What follows when messages cannot go: other ways, lost files, limits of plans."""
