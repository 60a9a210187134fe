"""What an operator types, and what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from bot.cli.main import main
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault

T = TypeVar("T")

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CONTENT = Path(__file__).parents[2] / "content"


class Operator:
    """Types commands; `says` gives what came back on success, `fails` the sentence of a mistake."""

    def __init__(self, capsys: pytest.CaptureFixture[str], url: str, key: str) -> None:
        self._capsys, self.url, self.key = capsys, url, key

    def says(self, *arguments: str) -> str:
        code, out, err = self._type(arguments)
        assert (code, err) == (0, "")
        return out

    def fails(self, *arguments: str) -> str:
        code, out, err = self._type(arguments)
        assert (code, out) == (2, "")
        assert "Traceback" not in err
        return err

    def _type(self, arguments: tuple[str, ...]) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        out, err = self._capsys.readouterr()
        return end.value.code or 0, out, err

    def does(self, work: Callable[[Transaction], T]) -> T:
        async def go() -> T:
            database = Database.open(self.url, Vault.from_text(self.key))
            try:
                return await database.run(work)
            finally:
                await database.close()

        return asyncio.run(go())
