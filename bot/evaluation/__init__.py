"""How well Loa converses: dialogues with what is wanted at each turn, played and judged."""
