"""The dialogue engine: questions, replay, actions, and one turn of talk. Pure."""
