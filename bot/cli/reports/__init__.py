"""`loa target`, `loa official`, `loa report`: goals, the insurer's counts, reports."""
