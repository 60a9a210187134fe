"""`loa init`, `loa doctor`, `loa backup --keep`: when Loa comes to a province, and every night."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path

import pytest

from bot.cli.care.init import CONTACT, ENVIRONMENT, HOME
from bot.cli.main import main
from bot.library.load import load
from bot.store.upkeep.migrate import migrate
from tests.content import CONTENT
from tests.web.site import open_site

ANSWERS = (
    *("--province", "92", "--controller", 'BHXH "cơ sở" Cần Thơ, 0292 3 830 123', "--hotline", "0292 3830 999"),
    *("--hours", "Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ", "--address", "https://loa.cantho.example"),
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder, with the content that comes along."""
    shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    for name in ("LOA_KEY", "LOA_DATABASE", "LOA_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def loa(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(words)
    return int(ended.value.code or 0)


def begun(database: bool = True) -> None:
    assert loa("init", *ANSWERS, "--yes") == 0
    if database:
        assert loa("migrate") == 0


def test_init_writes_what_a_province_decides_and_keeps_all_else(capsys: pytest.CaptureFixture[str]) -> None:
    before = HOME.read_text(encoding="utf-8")
    begun(database=False)
    after = HOME.read_text(encoding="utf-8")
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == comments
    changed = {line for line in after.splitlines() if line not in before.splitlines()}
    assert changed == {
        "province: 92",
        '  vi: "BHXH \\"cơ sở\\" Cần Thơ, 0292 3 830 123"',
        '  vi: "Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ"',
    }
    assert load(Path("content")).home.hotline == "0292 3830 999"
    assert load(Path("content")).home.controller["vi"].startswith('BHXH "cơ sở"')
    assert stat.S_IMODE(ENVIRONMENT.stat().st_mode) == 0o600
    assert "LOA_PUBLIC_URL=https://loa.cantho.example\n" in ENVIRONMENT.read_text()
    assert "Còn phải làm" in capsys.readouterr().out


def test_init_overwrites_nothing_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    before = HOME.read_text(encoding="utf-8")
    assert loa("init", *ANSWERS) == 2
    assert "content/offices/home.yaml: province: 86" in capsys.readouterr().err
    assert (HOME.read_text(encoding="utf-8"), ENVIRONMENT.exists()) == (before, False)


def test_init_again_changes_only_what_is_answered_and_never_the_key() -> None:
    ENVIRONMENT.write_text("# ours\nLOA_KEY=secret\nLOA_LOG_LEVEL=debug\nLOA_TELEGRAM_TOKEN=\n")
    assert loa("init", "--telegram", "123:abc") == 0
    written = "# ours\nLOA_KEY=secret\nLOA_LOG_LEVEL=debug\nLOA_TELEGRAM_TOKEN=123:abc\n"
    assert ENVIRONMENT.read_text() == written


def test_init_shows_no_secret_that_it_would_replace(capsys: pytest.CaptureFixture[str]) -> None:
    ENVIRONMENT.write_text("LOA_KEY=secret\nLOA_TELEGRAM_TOKEN=old:sesame\n")
    assert loa("init", "--telegram", "123:abc") == 2
    told = capsys.readouterr().err
    assert "LOA_TELEGRAM_TOKEN" in told
    assert "sesame" not in told


@pytest.mark.parametrize(
    ("option", "value"),
    [("--province", "77"), ("--address", "loa.example.vn"), ("--address", "https://x/y/"), ("--hotline", "gọi em")],
)
def test_init_writes_nothing_that_cannot_be(option: str, value: str) -> None:
    before = (HOME.read_bytes(), CONTACT.read_bytes())
    assert loa("init", "--yes", option, value) == 2
    assert (HOME.read_bytes(), CONTACT.read_bytes(), ENVIRONMENT.exists()) == (*before, False)


def test_doctor_finds_what_is_missing_and_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    begun(database=False)
    capsys.readouterr()
    assert loa("doctor", "--json") == 1
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert "loa migrate" in found["Bảng"]["said"]
    assert "loa backup" in found["Sao lưu"]["said"]
    assert [found[name]["ok"] for name in ("Nội dung", "Bản dịch", "Quyền tệp")] == [True, True, True]


def test_doctor_is_content_with_a_sound_machine(capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    ENVIRONMENT.write_text(ENVIRONMENT.read_text().replace("LOA_PUBLIC_URL=https://loa.cantho.example\n", ""))
    Path("var/loa.erasures").touch(mode=0o600)
    assert loa("backup", "backup/loa-1.zip") == 0
    capsys.readouterr()
    assert loa("doctor") == 0, capsys.readouterr().out
    lines = capsys.readouterr().out.splitlines()
    assert {line[0] for line in lines} == {"✔", "–"}
    assert len(lines) == 15


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("Quyền tệp", lambda: ENVIRONMENT.chmod(0o644)),
        ("Nội dung", lambda: HOME.write_text("province: [")),
        ("Dữ liệu", lambda: Path("var/loa.db").write_bytes(b"x" * 9_000)),
        ("Danh sách xóa", lambda: Path("var/loa.erasures").write_text("hello\nhello\n")),
        ("Khóa", lambda: ENVIRONMENT.write_text("LOA_KEY=short\n")),
        ("Đọc thành tiếng", lambda: ENVIRONMENT.write_text(f"{ENVIRONMENT.read_text()}LOA_SPEECH_PROGRAM=/nowhere\n")),
    ],
)
def test_doctor_finds_each_fault(name: str, spoil: object, capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    Path("var/loa.erasures").touch(mode=0o600)
    assert callable(spoil)
    spoil()
    capsys.readouterr()
    assert loa("doctor", "--json") == 1
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert found[name]["ok"] is False


async def test_what_doctor_asks_of_the_running_site(database_file: str) -> None:
    async with open_site(database_file, doctor_token="d" * 20) as site, site.client() as operator:
        assert (await operator.get("/seen")).status_code == 404
        asking = {"Authorization": "Bearer " + "d" * 20, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
        seen = (await operator.get("/seen", headers=asking)).json()
        assert seen == {
            **{"host": site.url.removeprefix("http://"), "scheme": "https", "client": "203.0.113.9"},
            **{"forwarded": True, "proxy": False},
        }


@pytest.fixture
def database_file(tmp_path: Path) -> str:
    migrate(url := f"sqlite:///{tmp_path}/site.db")
    return url


def test_only_the_newest_backups_stay_and_nothing_else_is_touched(capsys: pytest.CaptureFixture[str]) -> None:
    begun()
    Path("backup").mkdir()
    Path("backup/loa-notes.zip").write_text("not a backup")
    for night in range(4):
        assert loa("backup", f"backup/loa-{night}.zip") == 0
    shutil.copy("backup/loa-0.zip", "backup/other-0.zip")
    assert loa("backup", "backup/loa-4.zip", "--keep", "2") == 0
    assert "Đã xóa 3 bản cũ" in capsys.readouterr().out
    left = sorted(file.name for file in Path("backup").iterdir())
    assert left == ["loa-3.zip", "loa-4.zip", "loa-notes.zip", "other-0.zip"]
