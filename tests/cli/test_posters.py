"""`loa qr`: what it writes is read back by whoever scans it, as far as we can tell without a camera."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.domain.errors import Trouble
from bot.domain.outreach.links import links_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_CONTENT", str(ROOT / "content"))
    monkeypatch.setenv("LOA_PUBLIC_URL", "https://loa.example.vn")
    monkeypatch.setenv("LOA_TELEGRAM_NAME", "LoaVinhLongBot")
    monkeypatch.setenv("LOA_ZALO_LINK", "https://zalo.me/bot.VDKyGxQvc")


def test_pictures_and_a_poster(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["qr", "xmy7", "--folder", str(tmp_path)])
    assert done.exit_code == 0, done.output
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "XMY7.svg",
        *(f"XMY7-{way}.{kind}" for way in ("zalo", "telegram", "web") for kind in ("png", "svg")),
    }
    assert (tmp_path / "XMY7-zalo.png").read_bytes().startswith(b"\x89PNG")
    poster = (tmp_path / "XMY7.svg").read_text()
    ElementTree.fromstring(poster)
    assert poster.count("<svg") == 4
    assert ">XMY7</text>" in poster
    assert "Trụ sở UBND xã Mỹ Long" in done.output


def test_each_link_carries_what_survives() -> None:
    assert links_of(
        "XMY7", zalo="https://zalo.me/bot.VDKyGxQvc", telegram="LoaVinhLongBot", web="https://loa.example.vn"
    ) == {
        "zalo": "https://zalo.me/bot.VDKyGxQvc",
        "telegram": "https://t.me/LoaVinhLongBot?start=q-XMY7",
        "web": "https://loa.example.vn/chat/?q=XMY7",
    }


def test_an_unknown_code_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["qr", "XXX9", "--folder", str(tmp_path)])
    assert isinstance(done.exception, Trouble)
    assert "XMY7" in str(done.exception)
