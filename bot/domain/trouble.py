"""What an operator has to put right: told in one sentence, never as a stack trace."""

from __future__ import annotations


class Trouble(Exception):
    """An operator's mistake or a broken set-up; its text is the one Vietnamese sentence that she reads, exit code 2."""
