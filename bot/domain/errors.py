"""What an operator has to put right: a wrong setting, a missing key."""

from __future__ import annotations


class Trouble(Exception):
    """A mistake in the set-up, told in one sentence; the command line ends with exit code 2."""
