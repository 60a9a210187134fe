"""Around the chat: demo, health, metrics, webhooks, and what is seen when something goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter

from bot.channels.interface import Webhook
from bot.domain.messages import Address
from bot.store.channels import health
from bot.store.channels.health import Fared
from bot.web.security import for_this_machine
from bot.web.templating import load_pages
from tests.web.site import HELLO, Site, form_of, lines_of, open_site


async def test_without_the_demo_there_is_only_the_chat(site: Site) -> None:
    async with site.client() as lan:
        front = await lan.get("/", follow_redirects=False)
        assert (front.status_code, front.headers["location"]) == (307, "/chat/")
        for path in ("/officer/", "/officer/chat/", "/officer/chat/lines"):
            assert (await lan.get(path)).status_code == 404
        assert (await lan.post("/officer/chat/say", data={"form": "x" * 22, "text": "a"})).status_code == 404


async def test_the_demo_shows_a_citizen_and_an_officer(demo: Site) -> None:
    async with demo.client() as visitor:
        front = await visitor.get("/")
        assert front.text.count('data-testid="step"') == 4
        assert "frame-src 'self'; frame-ancestors 'self'" in front.headers["content-security-policy"]
        assert 'src="/officer/chat/"' in front.text
        officer = await visitor.get("/officer/chat/")
        assert lines_of(officer.text) == [f"bot: {HELLO}"]
        assert "loa" not in visitor.cookies
        officer = await visitor.post("/officer/chat/say", data=form_of(officer.text, text="danh sách"))
        assert officer.url.path == "/officer/chat/"
        assert lines_of(officer.text)[-1] == "bot: Nghe: danh sách"
        assert {said.address.chat for said in demo.heard} == {"demo-officer"}
        assert "Ask in your own words" in (await visitor.get("/?lang=en")).text
        assert '<html lang="en">' in (await visitor.get("/")).text


async def test_health(database_file: str) -> None:
    ready = [False, True]

    async def is_ready() -> bool:
        return ready.pop()

    async with open_site(database_file, ready=is_ready) as site, site.client() as operator:
        answers = [await operator.get(path) for path in ("/healthz", "/readyz", "/readyz")]
        assert [answer.status_code for answer in answers] == [200, 200, 503]


async def test_how_channels_fare_is_told_with_the_token_only(database_file: str) -> None:
    token = {"Authorization": "Bearer " + "m" * 20}
    dead = Fared("telegram", "7", "in", failing=datetime.now(UTC), reason="401", due=datetime.now(UTC))
    async with open_site(database_file, metrics_token="m" * 20) as site, site.client() as operator:
        await site.db.run(lambda tx: health.record(tx, [dead]))
        assert (await operator.get("/readyz")).text == "ready"
        assert (await operator.get("/readyz", headers={"Authorization": "Bearer wrong"})).text == "ready"
        told = await operator.get("/readyz", headers=token)
        assert told.status_code == 200, "a platform that is down is no reason to start this process anew"
        (channel,) = told.json()["channels"]
        assert [channel[name] for name in ("channel", "way", "reason", "dead")] == ["telegram", "in", "401", True]
    async with open_site(database_file) as site, site.client() as operator:
        assert (await operator.get("/readyz", headers={"Authorization": "Bearer"})).text == "ready"


async def test_metrics_need_the_token_or_this_machine(database_file: str) -> None:
    registry = CollectorRegistry()
    Counter("loa_turns_total", "Turns", registry=registry).inc()
    async with open_site(database_file, registry=registry) as site, site.client() as operator:
        assert "loa_turns_total 1.0" in (await operator.get("/metrics")).text
        assert (await operator.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})).status_code == 403
    async with open_site(database_file, registry=registry, metrics_token="m" * 20) as site, site.client() as operator:
        assert (await operator.get("/metrics")).status_code == 401
        assert (await operator.get("/metrics", headers={"Authorization": "Bearer wrong"})).status_code == 401
        allowed = await operator.get("/metrics", headers={"Authorization": "Bearer " + "m" * 20})
        assert "loa_turns_total 1.0" in allowed.text


async def test_the_webhook_answers_200_only_when_it_is_on_record(database_file: str) -> None:
    told: list[bytes] = []

    async def webhook(secret: str, body: bytes) -> bool:
        if body == b"away":
            raise ConnectionRefusedError
        if secret == "s3cret":
            told.append(body)
        return secret == "s3cret"

    header = "X-Telegram-Bot-Api-Secret-Token"
    settings = {"webhooks": (Webhook("telegram", "loa_bot", header, webhook),)}
    secret = {header: "s3cret"}
    async with open_site(database_file, **settings) as site, site.client() as telegram:
        expected = {
            200: await telegram.post("/telegram/loa_bot", content=b"{}", headers=secret),
            403: await telegram.post("/telegram/loa_bot", content=b"{}"),
            404: await telegram.post("/telegram/another", content=b"{}", headers=secret),
            413: await telegram.post("/telegram/loa_bot", content=b"x" * 600_000, headers=secret),
            503: await telegram.post("/telegram/loa_bot", content=b"away", headers=secret),
            405: await telegram.get("/telegram/loa_bot"),
        }
    assert [answer.status_code for answer in expected.values()] == list(expected)
    assert told == [b"{}"]
    assert "<" not in expected[503].text


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("bí mật"), 500), (ConnectionRefusedError("bí mật"), 503)])
async def test_a_failure_is_told_kindly_and_without_its_reasons(
    database_file: str, error: Exception, status: int
) -> None:
    def drain(_address: Address, _text: str = "") -> None:
        raise error

    async with open_site(database_file, drain=drain) as site, site.client() as lan:
        page = await lan.get("/chat/")
    assert page.status_code == status
    assert "Bà con thử lại" in page.text
    assert "bí mật" not in page.text
    assert "Traceback" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


async def test_a_page_for_this_machine_answers_to_no_other_name() -> None:
    """A site elsewhere may point a name of its own here (DNS rebinding)."""

    async def hello(_scope: object, _receive: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hello"})

    async def asked(host: str, listens: str = "127.0.0.1") -> int:
        transport = httpx.ASGITransport(for_this_machine(hello, listens))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
            return (await client.get("/", headers={"Host": host})).status_code

    assert [await asked(host) for host in ("127.0.0.1:8001", "localhost:8001")] == [200, 200]
    assert [await asked(host) for host in ("evil.example", "127.0.0.1.evil.example", "")] == [400, 400, 400]
    assert [await asked(host, "192.0.2.5") for host in ("192.0.2.5", "evil.example")] == [200, 400]
    assert await asked("loa.example", "0.0.0.0") == 200


@pytest.mark.parametrize(
    "path", ["/.git/config", "/static/", "/static/../app.py", "/docs", "/openapi.json", "/staff.bak"]
)
async def test_what_is_no_page_of_ours_is_nothing(site: Site, path: str) -> None:
    async with site.client() as stranger:
        assert (await stranger.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/chat/", "/chat/say", "/static/chat.js", "/healthz", "/metrics", "/nowhere"])
async def test_nobody_sees_what_arrives_here_by_trace(site: Site, path: str) -> None:
    async with site.client() as stranger:
        answer = await stranger.request("TRACE", path, headers={"Cookie": "loa=secret"})
        assert answer.status_code in {404, 405}
        assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("/chat/", "text/html; charset=utf-8"),
        ("/nowhere", "text/html; charset=utf-8"),
        ("/healthz", "text/plain; charset=utf-8"),
        ("chat.js", "text/javascript; charset=utf-8"),
        ("chat.css", "text/css; charset=utf-8"),
        ("loa.svg", "image/svg+xml"),
    ],
)
async def test_each_answer_says_what_it_is_and_is_for_no_other_site(site: Site, path: str, type: str) -> None:
    async with site.client() as lan:
        answer = await lan.get(
            path if "/" in path else load_pages().urls[path], headers={"Origin": "https://evil.example"}
        )
        assert answer.headers["content-type"] == type
        assert not [name for name in answer.headers if name.startswith("access-control-")]
