"""What an operator, an editor or another program types after `loa`: one module for each group of commands."""
