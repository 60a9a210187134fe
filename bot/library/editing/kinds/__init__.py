"""What an editor changes in a form, one module a kind: its fields, and where they are."""
