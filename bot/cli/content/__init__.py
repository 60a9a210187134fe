"""Commands for editors: what is wrong with the content, and its versions."""
