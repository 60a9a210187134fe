"""An operator at either database."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store.engine.vault import Vault
from tests.cli.operators import CONTENT, Operator


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
