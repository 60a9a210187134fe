"""The pages on which editors change the content: a form for each thing, never its files."""
