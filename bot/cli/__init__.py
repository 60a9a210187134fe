"""What operators, editors and programs type after `loa`: one module a group of commands."""
