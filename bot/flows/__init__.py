"""The dialogues: each an `async def` that awaits Questions and returns Done."""
