"""A new channel is one folder and one row: everything else finds it there."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.assembly import channels
from bot.assembly.app import Loa, running
from bot.assembly.channels import ROWS, all_settings
from bot.cli.main import app
from bot.settings.settings import Settings
from tests.assembly.toy.channel import HEADER, TOY, Toy
from tests.databases import Databases
from tests.stories.conftest import ROOT

SECRET = "s3cret"


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[dict[str, list[str]]]:
    """The operator has set up a letter box; what lies in the others' boxes, by name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOA_TOY_ACCOUNT", "loa")
    monkeypatch.setenv("LOA_TOY_SECRET", SECRET)
    Toy.boxes.clear()
    yield Toy.boxes
    Toy.boxes.clear()


def settings(database: str) -> Settings:
    return Settings(
        database=database,
        key=SecretStr(b64encode(bytes(range(32))).decode()),
        content=ROOT / "content",
        locales=ROOT / "locales",
    )


@asynccontextmanager
async def platform(loa: Loa) -> AsyncIterator[httpx.AsyncClient]:
    """How the toy platform reaches us."""
    transport = httpx.ASGITransport(loa.app())
    async with httpx.AsyncClient(transport=transport, base_url="http://loa", headers={HEADER: SECRET}) as client:
        yield client


async def says(client: httpx.AsyncClient, who: str, text: str, number: int) -> int:
    letter = {"id": f"{who}{number}", "from": who, "text": text}
    return (await client.post("/toy/loa", json=letter)).status_code


async def reads(mailbox: dict[str, list[str]], who: str) -> str:
    """The next letter in that box."""
    async with asyncio.timeout(20):
        while not mailbox.get(who):  # noqa: ASYNC110 - nothing tells when
            await asyncio.sleep(0.01)
    return mailbox[who].pop(0)


async def test_a_citizen_talks_over_it_and_a_restart_changes_nothing(
    made_databases: Databases, mailbox: dict[str, list[str]]
) -> None:
    here = settings(made_databases.fresh("sqlite"))
    async with running(here, rows=[*ROWS, TOY]) as loa, platform(loa) as toy:
        assert await says(toy, "lan", "tính mức đóng", 1) == 200
        assert "mức thu nhập nào" in await reads(mailbox, "lan")
        assert await says(toy, "lan", "tính mức đóng", 1) == 200, "a second delivery"
    async with running(here, rows=[*ROWS, TOY]) as loa, platform(loa) as toy:
        assert await says(toy, "lan", "2 triệu", 2) == 200
        assert "Hộ cận nghèo" in await reads(mailbox, "lan")
        stranger = await toy.post("/toy/loa", json={}, headers={HEADER: "guessed"})
        assert (stranger.status_code, stranger.text) == (403, "403")
        assert (await toy.post("/toy/another", json={})).status_code == 404
    assert mailbox["lan"] == []


async def test_people_read_its_title(made_databases: Databases, mailbox: dict[str, list[str]]) -> None:
    async with running(settings(made_databases.fresh("sqlite")), rows=[*ROWS, TOY]) as loa, platform(loa) as toy:
        await says(toy, "lan", "liên kết", 1)
        code = re.search(r"liên kết (\w{4}-\w{4})", await reads(mailbox, "lan"))
        assert code is not None
        await says(toy, "lan again", f"liên kết {code[1]}", 1)
        assert "Có, nối lại" in await reads(mailbox, "lan again")
        await says(toy, "lan again", "có", 2)
        assert "vừa được nối với Hộp thư đồ chơi" in await reads(mailbox, "lan")


async def test_where_nothing_is_set_it_is_left_out(made_databases: Databases, tmp_path: Path) -> None:
    async with running(settings(made_databases.fresh("sqlite")), rows=[*ROWS, TOY]) as loa, platform(loa) as toy:
        assert [connection.channel.name for connection in loa.connections] == ["webchat"]
        assert await says(toy, "lan", "menu", 1) == 404


def test_an_operator_sees_its_settings(mailbox: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = CliRunner().invoke(app, ["settings"])
    assert "Không có cài đặt nào tên LOA_TOY_ACCOUNT" in shown.output
    monkeypatch.setattr(channels, "ROWS", (*ROWS, TOY))
    shown = CliRunner().invoke(app, ["settings"])
    assert "Không có cài đặt" not in shown.output
    assert re.search(r"LOA_TOY_ACCOUNT.*loa", shown.output)
    assert SECRET not in shown.output


def test_every_setting_of_every_channel_is_described() -> None:
    for kind in all_settings():
        assert [name for name, field in kind.model_fields.items() if not field.description] == []
