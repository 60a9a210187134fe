"""The token of a Zalo Official Account: renewed by one at a time, and on record before it is used."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.interface import TryLater
from bot.channels.zalo_oa.api import Client
from bot.store.channels import zalo_oa as zalo
from bot.store.channels.zalo_oa import Pair
from bot.store.scheduling import leases
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office, app, hasty, office

TOKEN, CS = "/v4/oa/access_token", "/v3.0/oa/message/cs"


async def pair(ours: Office) -> Pair:
    found = await ours.db.read(lambda tx: zalo.pair(tx, ours.zalo.oa_id))
    assert found is not None
    return found


async def valid(ours: Office) -> bool:
    """Whether the pair on record is the one that Zalo takes."""
    kept = await pair(ours)
    return kept.access in ours.zalo.access and kept.refresh in ours.zalo.refresh


@pytest.mark.parametrize("error", [-216, -220])
async def test_a_token_that_ends_in_the_middle_is_renewed_once(box: OaEmulator, ours: Office, error: int) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    await ours.send(lan, "một")
    box.expire()
    if error == -216:
        box.access.clear()
    await ours.send(lan, "hai")
    assert [seen.text for seen in lan.screen] == ["một", "hai"]
    assert len(box.called(TOKEN)) == 1
    assert await valid(ours)
    assert (await pair(ours)).generation == 2


async def test_a_token_that_zalo_keeps_refusing_is_renewed_once_only(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    box.fail(CS, times=2, error=-216)
    with pytest.raises(TryLater) as later:
        await ours.send(lan)
    assert later.value.whole_channel
    assert (len(box.called(TOKEN)), len(ours.alarms)) == (1, 1)


async def test_it_is_renewed_ahead_of_time(box: OaEmulator, ours: Office) -> None:
    tokens = ours.channel.oa.tokens
    await tokens.look()
    assert box.called(TOKEN) == []
    box.lag = timedelta(hours=12, minutes=1)
    await tokens.look()
    await tokens.look()
    assert len(box.called(TOKEN)) == 1
    box.lag += timedelta(hours=24, minutes=57)
    lan = box.person("Lan")
    await ours.hears(lan)
    await ours.send(lan)
    assert len(box.called(TOKEN)) == 2, "one about to end is not used"


async def test_a_refusal_tells_the_operator_what_to_do(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    box.consent()
    for _ in range(3):
        with pytest.raises(TryLater) as later:
            await ours.send(lan)
        assert later.value.whole_channel
    assert len(box.called(TOKEN)) == 1, "a refusal is not asked for again"
    (sentence,) = ours.alarms.values()
    assert "loa zalo login" in sentence
    assert "-14014 Invalid refresh token" in (await pair(ours)).refusal
    await ours.consent()
    assert await ours.send(lan)


@pytest.mark.parametrize(
    "body",
    [
        {"error_name": "Invalid refresh token", "error_reason": "used", "error_description": "…", "ref_doc": "…"},
        {"access_token": "", "refresh_token": "r", "expires_in": "90000"},
        {"access_token": "a", "expires_in": "90000"},
        {"access_token": None, "refresh_token": None, "message": "Success", "error": 0},
        {},
    ],
)
async def test_only_two_tokens_are_a_success(box: OaEmulator, ours: Office, body: dict[str, str]) -> None:
    before = await pair(ours)
    box.fail(TOKEN, body=body)
    with pytest.raises(TryLater):
        await ours.channel.oa.tokens.renewed(before.generation)
    after = await pair(ours)
    assert (after.access, after.refresh, bool(after.refusal)) == (before.access, before.refresh, True)


@pytest.mark.parametrize("fault", [{"http": 500}, {"nonsense": True}, {"hang": 1.0}, {"body": {"error": -32}}])
async def test_what_is_no_refusal_is_tried_again(
    box: OaEmulator, database_url: str, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object]
) -> None:
    hasty(monkeypatch)
    async with office(box, database_url) as ours:
        await ours.consent()
        box.fail(TOKEN, **fault)
        with pytest.raises(TryLater):
            await ours.channel.oa.tokens.renewed(1)
        assert (await pair(ours)).refusal == ""
        assert (await ours.channel.oa.tokens.renewed(1)).generation == 2
        assert await valid(ours)


async def test_expiry_as_zalo_writes_it(box: OaEmulator) -> None:
    client = Client(app(box))
    for told, seconds in (("90000", 90_000), (3600, 3600), ("soon", 90_000), (None, 90_000), ("-1", 90_000)):
        box.fail(TOKEN, body={"access_token": "a", "refresh_token": "r", "expires_in": told})
        granted = await client.refresh("r0")
        assert not isinstance(granted, str)
        assert granted.seconds == seconds
    await client.close()


async def test_a_stop_in_the_middle_of_a_renewal_loses_nothing(box: OaEmulator, ours: Office) -> None:
    box.slowness = 0.3
    asking = asyncio.create_task(ours.channel.oa.tokens.renewed(1))
    await asyncio.sleep(0.1)
    asking.cancel()
    await ours.channel.oa.tokens.close()
    assert await valid(ours)


async def test_a_database_that_is_away_when_the_pair_comes(box: OaEmulator, ours: Office) -> None:
    """The new pair exists nowhere else: it is put on record as soon as that can be done."""
    tokens, run, failures = ours.channel.oa.tokens, ours.db.run_if_there, 3
    pauses: list[float] = []

    async def away(work):  # type: ignore[no-untyped-def]
        nonlocal failures
        failures -= 1
        return None if failures >= 0 else await run(work)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    ours.db.run_if_there = away  # type: ignore[method-assign]
    tokens.pause = pause
    await tokens.renewed(1)
    assert await valid(ours)
    assert pauses == [1, 2, 4]


async def test_before_the_first_consent(box: OaEmulator, database_url: str) -> None:
    async with office(box, database_url) as ours:
        lan = box.person("Lan")
        await ours.hears(lan)
        with pytest.raises(TryLater) as later:
            await ours.send(lan)
        assert "loa zalo login" in str(later.value)
        await ours.channel.oa.tokens.look()


async def test_a_holder_that_died_holds_nobody_up(box: OaEmulator, ours: Office) -> None:
    now = ours.now()
    ended = now - timedelta(seconds=1)
    await ours.db.run(lambda tx: leases.take(tx, f"zalo_oa:{box.oa_id}", "dead", now - timedelta(minutes=1), ended))
    await ours.channel.oa.tokens.renewed(1)
    assert await valid(ours)


async def test_whoever_comes_late_does_not_call_it_lost(box: OaEmulator, database_url: str) -> None:
    """One is held up between its lease and its call for longer than the lease; another renews meanwhile."""
    async with office(box, database_url, owner="slow") as slow, office(box, database_url, owner="quick") as quick:
        await slow.consent()
        late = await slow.db.run(lambda tx: slow.channel.oa.tokens._begin(tx, 1))
        assert late[0]
        assert late[1]
        box.lag = timedelta(minutes=2)
        await quick.channel.oa.tokens.renewed(1)
        with pytest.raises(TryLater):
            await slow.channel.oa.tokens._refresh(late[0], late[1])
        assert ((await pair(slow)).refusal, slow.alarms) == ("", {})
        assert await valid(slow)
        assert (await slow.channel.oa.tokens.renewed(1)).generation == 2


async def test_whoever_comes_late_does_not_call_it_lost_before_the_other_is_done(
    box: OaEmulator, database_url: str
) -> None:
    """The other has had its answer, and has not put it on record yet, when the late one is refused."""
    async with office(box, database_url, owner="slow") as slow, office(box, database_url, owner="quick") as quick:
        await slow.consent()
        late, late_lease = await slow.db.run(lambda tx: slow.channel.oa.tokens._begin(tx, 1))
        box.lag = timedelta(minutes=2)
        other, lease = await quick.db.run(lambda tx: quick.channel.oa.tokens._begin(tx, 1))
        assert None not in (late, late_lease, other, lease)
        granted = await quick.channel.oa.tokens.client.refresh(other.refresh)
        with pytest.raises(TryLater):
            await slow.channel.oa.tokens._refresh(late, late_lease)
        assert ((await pair(slow)).refusal, slow.alarms) == ("", {})
        assert not isinstance(granted, str)
        assert (await quick.channel.oa.tokens._keep(other, granted, lease)).generation == 2
        assert await valid(slow)


@asynccontextmanager
async def process(database: str, box: OaEmulator, name: str, chat: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process of ours, ready to send."""
    begun = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.channels.zalo_oa.renewer", database, box.url, name, chat),
        cwd=Path(__file__).parents[3],
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert begun.stdout is not None
        assert await begun.stdout.readline() == b"ready\n"
        yield begun
    finally:
        begun.kill()
        await begun.wait()


async def told(one: asyncio.subprocess.Process) -> dict[str, Any]:
    """What it says after it was given a line."""
    assert one.stdin is not None
    assert one.stdout is not None
    one.stdin.write(b"go\n")
    said: dict[str, Any] = json.loads(await asyncio.wait_for(one.stdout.readline(), 60))
    return said


async def test_two_processes_at_once_leave_one_valid_pair(box: OaEmulator, postgresql_url: str) -> None:
    """A hundred times: both are refused, both renew at once; one call is made, both go on with the same pair."""
    lan = box.person("Lan")
    async with office(box, postgresql_url) as ours:
        await ours.consent()
        await ours.hears(lan)
        first, second = (process(postgresql_url, box, name, lan.id) for name in ("first", "second"))
        async with first as one, second as other:
            for round in range(100):
                box.slowness = 0.01 * (round % 3)
                box.expire()
                for said in await asyncio.gather(told(one), told(other)):
                    assert said == {"sent": True, "generation": round + 2, "alarms": {}}
                assert len(box.called(TOKEN)) == round + 1
                assert await valid(ours)
        assert len(lan.screen) == 400
