"""`loa print`: files for codes, communes, a province; what cannot be printed is said in a sentence."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.content import CONTENT

ON = "2026-11-30"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOA_DATABASE", f"sqlite:///{tmp_path}/none.db")
    monkeypatch.setenv("LOA_CONTENT", str(CONTENT))
    monkeypatch.setenv("LOA_PUBLIC_URL", "https://loa.example.vn")


def printing(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["print", *arguments, "--on", ON])


def test_a_poster_by_its_code(tmp_path: Path) -> None:
    done = printing("poster", "xmy7", "--pdf", str(tmp_path / "a.pdf"))
    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert "1 mã, số liệu ngày 30/11/2026" in done.output


def test_a_picture_to_post(tmp_path: Path) -> None:
    assert printing("post", "XMY7", "--png", str(tmp_path / "a.png")).exit_code == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_the_codes_of_a_commune_each_in_a_file_of_its_own(tmp_path: Path) -> None:
    assert printing("leaflet", "--commune", "Mỹ Long", "--zip", str(tmp_path / "a.zip")).exit_code == 0
    with ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["xa-my-long-XMY7.pdf"]


def test_communes_without_a_code_are_counted(tmp_path: Path) -> None:
    done = printing("door", "--all", "--pdf", str(tmp_path / "a.pdf"))
    assert done.exit_code == 0
    assert "123 xã chưa có mã" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("poster", "XXX9", "--pdf", "a.pdf"), "Không có mã XXX9 (đang có: XMY7)."),
        (("poster", "--pdf", "a.pdf"), "Chưa có mã nào để in"),
        (("poster", "XMY7"), "Hãy cho biết ghi vào đâu"),
        (("leaflet", "XMY7", "--png", "a.png"), "Một tệp PNG chỉ chứa một trang."),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    arguments: tuple[str, ...], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = printing(*arguments)
    assert told in str(done.exception)
    assert not list(tmp_path.glob("a.*"))
