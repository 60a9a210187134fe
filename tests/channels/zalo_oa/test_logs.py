"""Whatever happens, nothing of a token, a secret, a number or what people say gets into the log, or into reasons."""

from __future__ import annotations

import io

import pytest

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.zalo_oa.webhook import Signature, webhook
from bot.domain.messages import Incoming
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office, hasty

TOKEN, CS = "/v4/oa/access_token", "/v3.0/oa/message/cs"


async def test_nothing_personal_and_no_secret(
    box: OaEmulator, ours: Office, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty(monkeypatch)
    lan, reasons = box.person("Lan"), []
    await ours.hears(lan)
    secrets = {*box.access, *box.refresh, box.app_secret, box.oa_key, "tâm sự", "0912345678", "84912345678"}
    for path, fault in (
        (CS, {}),
        (CS, {"http": 500}),
        (CS, {"nonsense": True}),
        (CS, {"error": -201}),
        (CS, {"error": -224}),
        (CS, {"error": -216}),
        (TOKEN, {"http": 500}),
        (TOKEN, {"nonsense": True}),
        (TOKEN, {"body": {"access_token": "only-half-a-pair", "error": 0}}),
    ):
        if fault:
            box.fail(path, **fault)
        if path == TOKEN:
            box.access.clear()
        try:
            await ours.send(lan, "tâm sự, 0912345678")
        except (TryLater, Undeliverable) as error:
            reasons.append(f"{error!r} {error.__cause__!r} {error.__context__!r}")
        secrets |= {*box.access, *box.refresh, "only-half-a-pair"}
    kept: list[Incoming] = []

    async def receive(said: Incoming) -> None:
        kept.append(said)

    box.webhook = "http://127.0.0.1:9"
    handle = webhook(Signature(box.app_id, box.oa_id, box.oa_key, box.app_secret), receive, lambda: box.now)
    body = b'{"event_name":"user_submit_info","timestamp":"1","info":{"phone":"84912345678"},"message":"t\xc3\xa2m"}'
    assert not await handle("mac=" + box.oa_key, body)
    written = log.getvalue()
    assert '"reason": "zalo -224"' in written or "zalo -224" in written
    assert "turned away" in written
    assert "httpcore" in written or "httpx" in written, "libraries did speak"
    for secret in secrets:
        assert secret not in written
        assert secret not in " ".join(reasons)
        assert secret not in " ".join(ours.alarms.values())
    assert lan.id not in written
