"""An operator at either database."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine.vault import Vault
from tests.cli.operators import CONTENT, Operator


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """What a command froze for as long as its process lives is let go: here many commands follow each other."""
    yield
    gc.unfreeze()


@pytest.fixture
def operator(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Operator:
    key = Vault.new_text()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LOA_TEST_POSTGRES", raising=False)
    monkeypatch.setenv("LOA_DATABASE", database_url)
    monkeypatch.setenv("LOA_KEY", key)
    monkeypatch.setenv("LOA_CONTENT", str(CONTENT))
    return Operator(capsys, database_url, key)
