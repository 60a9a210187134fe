"""What an operator has to put right: a wrong setting, a missing key, a database that was never set up."""

from __future__ import annotations


class Trouble(Exception):
    """A mistake in how the program was set up, told in one sentence; the command line ends with exit code 2."""
