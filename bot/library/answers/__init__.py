"""An answer: templates, figures filled in, plain text."""
