"""The dialogue engine: questions, replay, and one turn of talk. Pure: no database, network, clock or chance."""
