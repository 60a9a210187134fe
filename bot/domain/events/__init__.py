"""What has happened to a request or a live question: the facts from which everybody concerned is told."""
