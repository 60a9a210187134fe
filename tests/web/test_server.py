"""The web server against those who send half a request and wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import create_server

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.web.server import server

HALF = b"GET /healthz HTTP/1.1\r\nHost: loa\r\nX-Slow: "


async def healthz(_request: object) -> PlainTextResponse:
    return PlainTextResponse("ok")


@asynccontextmanager
async def serving(connections: int = 900, head_within: float = 10.0) -> AsyncIterator[int]:
    """The port of a server that answers /healthz."""
    listener = create_server(("127.0.0.1", 0), backlog=1_024)
    app = Starlette(routes=[Route("/healthz", healthz)])
    here = server(
        app,
        connections=connections,
        trusted_proxies="127.0.0.1",
        head_within=head_within,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    task = asyncio.create_task(here.serve(sockets=[listener]))
    try:
        yield listener.getsockname()[1]
    finally:
        here.should_exit = True
        await task


async def half_sent(
    port: int, count: int, begun: bytes = HALF
) -> list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    opened = []
    for _each in range(count):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        opened.append((reader, writer))
    return opened


async def answers(port: int) -> bool:
    async with httpx.AsyncClient(timeout=2) as operator:
        return (await operator.get(f"http://127.0.0.1:{port}/healthz")).text == "ok"


@pytest.mark.parametrize("begun", [b"", b"GET /heal", HALF], ids=["nothing", "half a line", "half a head"])
async def test_a_thousand_half_requests_keep_nobody_out(begun: bytes) -> None:
    async with serving() as port:
        opened = await half_sent(port, 1_000, begun)
        assert await answers(port)
        for _reader, writer in opened:
            writer.close()


async def test_a_head_that_is_not_whole_in_time_is_given_up() -> None:
    async with serving(head_within=0.1) as port:
        ((reader, writer),) = await half_sent(port, 1)
        assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()


async def test_so_is_the_second_request_of_a_connection() -> None:
    async with serving(head_within=0.1) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: loa\r\n\r\n")
        assert b"200" in await reader.readuntil(b"ok")
        writer.write(HALF)
        assert await asyncio.wait_for(reader.read(), 3) == b""
        writer.close()


async def test_whoever_is_served_keeps_the_connection() -> None:
    """An open page is no half request: the deadline ends with the head."""
    async with serving(head_within=0.1) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _each in range(3):
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: loa\r\n\r\n")
            assert b"200" in await reader.readuntil(b"ok")
            await asyncio.sleep(0.2)
        writer.close()


async def test_beyond_the_limit_of_connections_the_newest_goes() -> None:
    async with serving(connections=50) as port:
        opened = await half_sent(port, 50)
        ((reader, late),) = await half_sent(port, 1)
        assert await asyncio.wait_for(reader.read(), 5) == b""
        for _reader, writer in [*opened, (reader, late)]:
            writer.close()
