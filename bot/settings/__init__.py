"""Every setting, typed and described; one module a channel."""
