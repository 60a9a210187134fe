"""What runs for ever: reception, delivery, the clock, the content reload, and their jobs."""
