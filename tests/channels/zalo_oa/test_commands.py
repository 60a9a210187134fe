"""`loa zalo`, as an operator types it: the first consent, the pasted pair, how the account stands."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.statistics import plan_usage
from bot.store.statistics import plan_usage as plans
from tests.channels.zalo_oa.emulator import OaEmulator

T = TypeVar("T")

CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture
def box() -> Iterator[OaEmulator]:
    """In a thread of its own, for commands run their own event loop."""
    box, up, stop = OaEmulator(), threading.Event(), threading.Event()

    async def run() -> None:
        async with box:
            up.set()
            await asyncio.to_thread(stop.wait)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    up.wait(10)
    yield box
    stop.set()
    thread.join(10)


class Operator:
    def __init__(self, url: str, key: str) -> None:
        self.url, self.key = url, key

    def types(self, *arguments: str, says: str = "") -> tuple[int, str]:
        done = CliRunner().invoke(app, ["zalo", *arguments], input=says)
        return done.exit_code, done.output + (str(done.exception) if done.exit_code else "")

    def does(self, work: Callable[[Transaction], T]) -> T:
        async def go() -> T:
            database = Database.open(self.url, Vault.from_text(self.key))
            try:
                return await database.run(work)
            finally:
                await database.close()

        return asyncio.run(go())


@pytest.fixture
def operator(box: OaEmulator, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Operator:
    key = Vault.new_text()
    monkeypatch.chdir(tmp_path)
    for name, value in {
        "DATABASE": database_url,
        "KEY": key,
        "CONTENT": str(CONTENT),
        "PUBLIC_URL": "https://loa.example",
        "ZALO_OA_ID": box.oa_id,
        "ZALO_OA_APP_ID": box.app_id,
        "ZALO_OA_APP_SECRET": box.app_secret,
        "ZALO_OA_SECRET_KEY": box.oa_key,
        **dict.fromkeys(("ZALO_OA_API", "ZALO_OA_BUSINESS", "ZALO_OA_OAUTH"), box.url),
        "ZALO_OA_TEMPLATES": '{"lead": {"id": "77", "data": {"ma": "{request}"}}}',
    }.items():
        monkeypatch.setenv(f"LOA_{name}", value)
    monkeypatch.setenv("COLUMNS", "200")
    return Operator(database_url, key)


def link(output: str) -> dict[str, list[str]]:
    (line,) = (line.strip() for line in output.splitlines() if "/v4/oa/permission?" in line)
    return parse_qs(urlsplit(line).query)


def test_the_first_consent(operator: Operator, box: OaEmulator) -> None:
    assert "loa zalo login" in operator.types("status")[1]
    _code, told = operator.types("login", says="https://loa.example/chat/\n")
    assert "code=" in told
    asked = link(told)
    assert asked["app_id"] == [box.app_id]
    assert asked["redirect_uri"] == ["https://loa.example/chat/"]
    assert f"Code Challenge: {asked['code_challenge'][0]}" in told
    box.challenge = asked["code_challenge"][0]
    code = box.code()
    done, told = operator.types("login", says=f"https://loa.example/chat/?code={code}&oa_id={box.oa_id}\n")
    assert done == 0, told
    (access,), (refresh,) = box.access, box.refresh
    assert not {access, refresh, code} & set(told.split())
    pair = operator.does(lambda tx: zalo.pair(tx, box.oa_id))
    assert pair is not None
    assert (pair.access, pair.refresh) == (access, refresh)
    done, told = operator.types("login", says=f"https://loa.example/chat/?code={code}&oa_id={box.oa_id}\n")
    assert done
    assert "Invalid authorization code" in told
    assert operator.does(lambda tx: zalo.pair(tx, box.oa_id)) == pair, "a failed consent leaves the pair as it was"


def test_a_consent_for_another_account(operator: Operator) -> None:
    done, told = operator.types("login", says="https://loa.example/chat/?code=c&oa_id=1\n")
    assert done
    assert "OA 1" in told


def test_a_pasted_pair_is_proved_at_first_use(operator: Operator, box: OaEmulator) -> None:
    access, refresh = box.consent()
    assert operator.types("login", "--tokens", says=f"{access}\n{refresh}\n")[0] == 0
    assert operator.types("status")[0] == 0
    assert access not in box.access, "renewed"
    pair = operator.does(lambda tx: zalo.pair(tx, box.oa_id))
    assert pair is not None
    assert pair.access in box.access


def test_how_it_stands(operator: Operator, box: OaEmulator) -> None:
    access, refresh = box.consent()
    now = datetime.now(UTC)
    expires = now + timedelta(hours=25)
    operator.does(lambda tx: zalo.consented(tx, box.oa_id, access, refresh, expires, now))
    today = (now + timedelta(hours=7)).date()
    operator.does(lambda tx: plan_usage.use(tx, "zalo_oa", "", "purchase_quota", today, 1200))
    box.templates["77"] = [{"name": "ma", "require": True, "type": "STRING", "maxLength": 30}]
    done, told = operator.types("status")
    assert done == 0
    for part in ("0/5000", "gói Growth", "còn 488/500", "66.000 đồng", "tham số khớp", "Loa tự gia hạn"):
        assert part in told
    box.templates["77"][0]["name"] = "so"
    assert "KHÔNG khớp" in operator.types("status")[1]
    assert access not in told
    box.fail("/v2.0/oa/getoa", error=-224)
    assert "nâng gói" in operator.types("status")[1]


def test_how_the_bot_stands(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_ZALO_OA_ID", "")
    monkeypatch.setenv("LOA_ZALO_BOT_TOKEN", "123:abc")
    today = (datetime.now(UTC) + timedelta(hours=7)).date()
    operator.does(lambda tx: plans.count_sent(tx, "zalo_bot", "123", today))
    done, told = operator.types("status")
    assert done == 0, told
    for part in ("0/50", "1/3000"):
        assert part in told
    assert "abc" not in told


def test_what_is_missing_is_named(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOA_ZALO_OA_SECRET_KEY", "")
    assert "LOA_ZALO_OA_SECRET_KEY" in operator.types("status")[1]
    monkeypatch.setenv("LOA_ZALO_OA_ID", "")
    assert "LOA_ZALO_OA_ID" in operator.types("login")[1]
