"""What runs for ever: inbox to turns, outbox to channels, the clock, the content reload, and the jobs they do."""
