"""How the tables came to be: one numbered file per change, each with its way back."""
