"""Live questions: queries, messages about them, proposals to the editors."""
