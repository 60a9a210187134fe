"""The whole put together: what assembly promises to a channel."""
