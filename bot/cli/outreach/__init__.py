"""Commands for what brings people here: codes, posters, prints, meetings."""
