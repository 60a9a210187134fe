"""The dialogues, one a file, each an `async def` that awaits Questions and returns Done; `catalogue` names them all."""
