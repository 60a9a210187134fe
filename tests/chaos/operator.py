"""`python -m tests.chaos.operator …` is `loa …` of an operator whose Loa has the file channel, too."""

from __future__ import annotations

from unittest.mock import patch

from bot.assembly import app
from bot.assembly.channel_row import row_of
from bot.assembly.channels import ROWS
from bot.cli.main import main
from bot.words import verbatim
from tests.chaos.victim import Platform

if __name__ == "__main__":
    with patch.object(app, "ROWS", (*ROWS, row_of(Platform("/dev/null"), verbatim("chaos")))):
        main()
