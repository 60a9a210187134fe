"""Settings: typed, described, from the environment and `.env`; the key of a demo makes itself."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.domain.errors import Trouble
from bot.settings.settings import Settings, read_settings, shown, unknown_variables, with_demo_key
from bot.store.engine.url import where
from bot.store.engine.vault import Vault


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LOA_TEST_POSTGRES", raising=False)


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
    with pytest.raises(Trouble) as trouble:
        read_settings()
    first, second = str(trouble.value).split("\n")
    assert first.startswith("LOA_LANGUAGE chỉ nhận: 'vi'")
    assert second == "LOA_PORT phải là một số từ 1 trở lên, nhiều nhất 65535, ví dụ 8080. Đó là: Cổng của máy chủ web."
    assert "sesame" not in str(trouble.value)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("LOA_ZALO_OA_TEMPLATES", "{bad-sesame", "phải viết bằng JSON"),
        ("LOA_ZALO_MEDIA_HOSTS", "sesame.vn", 'Ví dụ: LOA_ZALO_MEDIA_HOSTS=\'["zdn.vn", "zadn.vn"]\''),
        ("LOA_PORT", "99999", "nhiều nhất 65535"),
        ("LOA_PORT", "80.5", "phải là một số"),
        ("LOA_ZALO_OA_BILLED", "sesame", "chỉ nhận true hoặc false"),
        ("LOA_LOG_LEVEL", "sesame", "chỉ nhận: 'debug', 'info', 'warning', 'error'"),
        ("LOA_PUBLIC_URL", "sesame", "viết không đúng dạng. Đó là: Địa chỉ https"),
        ("LOA_TRUSTED_PROXIES", "sesame", "ví dụ 127.0.0.1,::1"),
    ],
)
def test_a_wrong_setting_is_told_with_what_is_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Trouble) as trouble:
        read_settings()
    assert str(trouble.value).startswith(f"{name} ")
    assert told in str(trouble.value)
    assert "sesame" not in str(trouble.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("LOA_PORT=9000\n".encode("utf-16"), "UTF-16"),
        ("LOA_PORT=9000\n".encode("utf-16-le"), "UTF-16"),
        ("LOA_PORT=9000\nLOA_KEY=\xff".encode("latin-1"), "dòng 2: không phải mã UTF-8"),
    ],
)
def test_a_file_in_another_code_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / ".env").write_bytes(data)
    with pytest.raises(Trouble, match=told):
        read_settings()


def test_a_mark_before_the_first_name_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOA_PORT=9000\n", encoding="utf-8-sig")
    assert read_settings().port == 9000


def test_secrets_are_printed_nowhere() -> None:
    settings = Settings(key="sesame", telegram_token="sesame", database="postgresql://loa:sesame@db/loa")
    assert "sesame" not in f"{settings.key!r} {settings.telegram_token!r}"
    assert "sesame" not in "".join(value for _name, value, _description in shown(settings))


def test_a_slip_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_LANGUAGGE", "92")
    assert unknown_variables() == ["LOA_LANGUAGGE"]


def test_a_slip_is_told_whenever_settings_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOA_TELEGRAM_TOKE", "sesame")
    (tmp_path / ".env").write_text("LOA_KEEP_DAY=3\nOTHER=1\n")
    read_settings()
    assert capsys.readouterr().err.splitlines() == [
        "Không có cài đặt nào tên LOA_KEEP_DAY. Có phải ý là LOA_KEEP_DAYS không?",
        "Không có cài đặt nào tên LOA_TELEGRAM_TOKE. Có phải ý là LOA_TELEGRAM_TOKEN không?",
    ]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://loa:xyzzy@sesame@db/loa",
        "postgresql://loa:xyzzy/sesame@db/loa",
        "postgresql://loa:xyzzy@sesame/sesame@db/loa",
        "postgresql://loa:xyzzy:sesame@x@db:5432/loa",
        "postgresql://loa:sesame@db:port/loa",
        "postgresql://db/loa?user=loa&password=sesame",
        "postgresql//loa:sesame@db/loa",
    ],
)
def test_no_part_of_a_password_is_told(url: str) -> None:
    shows = "".join(value for _name, value, _description in shown(Settings(database=url)))
    try:
        told = where(url)
    except Trouble as trouble:
        told = str(trouble)
    assert "sesame" not in told
    assert "sesame" not in shows
    assert "xyzzy" not in told + shows


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
