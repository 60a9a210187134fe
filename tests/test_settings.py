"""Settings: typed, described, from the environment and `.env`; the key of a demo makes itself."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.domain.errors import Trouble
from bot.settings.settings import Settings, read_settings, shown, unknown_variables, with_demo_key
from bot.store.engine.vault import Vault


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_they_come_from_the_environment_and_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOA_PORT=9000\nLOA_LANGUAGE=en\nPOSTGRES_PASSWORD=not ours\n")
    monkeypatch.setenv("LOA_PORT", "9001")
    monkeypatch.setenv("LOA_HOST", "")
    settings = read_settings()
    assert (settings.port, settings.language, settings.host) == (9001, "en", "127.0.0.1")


def test_all_wrong_ones_are_named_and_no_value_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_PORT", "sesame")
    monkeypatch.setenv("LOA_LANGUAGE", "sesame")
    with pytest.raises(Trouble, match="LOA_LANGUAGE, LOA_PORT") as trouble:
        read_settings()
    assert "sesame" not in str(trouble.value)


def test_secrets_are_printed_nowhere() -> None:
    settings = Settings(key="sesame", telegram_token="sesame", database="postgresql://loa:sesame@db/loa")
    assert "sesame" not in f"{settings.key!r} {settings.telegram_token!r}"
    assert "sesame" not in "".join(value for _name, value, _description in shown(settings))


def test_a_slip_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_LANGUAGGE", "92")
    assert unknown_variables() == ["LOA_LANGUAGGE"]


def test_outside_a_demo_the_key_must_be_set() -> None:
    with pytest.raises(Trouble, match="LOA_KEY"):
        _ = read_settings().vault_key


def test_a_demo_makes_a_key_and_keeps_it(tmp_path: Path) -> None:
    first = with_demo_key(read_settings()).vault_key
    Vault.from_text(first)
    assert with_demo_key(read_settings()).vault_key == first
    assert stat.S_IMODE((tmp_path / "var" / "key").stat().st_mode) == 0o600
    assert with_demo_key(Settings(key="set")).vault_key == "set"


def test_a_derived_secret_is_the_same_in_every_process() -> None:
    key = Vault.new_text()
    derived = Settings(key=key).derived("telegram webhook")
    assert derived == Settings(key=key).derived("telegram webhook")
    assert len(derived) == 64
    assert derived != Settings(key=key).derived("zalo bot webhook")
    assert derived != Settings(key=Vault.new_text()).derived("telegram webhook")
