"""What has happened to a request or a live question."""
