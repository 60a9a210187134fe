"""Loa beside the bots that somebody would write instead: one run, one table (`make bench`).

Every bot is a process of its own behind its webhook; citizens and the Bot API are this process. Turns are durable with
Loa (two commits each) and in memory with the others. Times on a shared machine are noisy: read the ratios.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
from rich.console import Console
from rich.table import Table

from bot.store.vault import Vault
from tests.bench.api import PaperApi
from tests.bench.load import SECRET, Crowd
from tests.databases import Databases, databases

ROOT = Path(__file__).parents[2]
TOKEN = "7:bench"
FORM = ("/form", "Lan", "091234{n:04d}", "xã Mỹ Long, Cầu Ngang")
OURS = ("/start", "0", "đồng ý", "Lan", "091234{n:04d}", "xa my long cau ngang tra vinh")
CHATS = 400
AT_ONCE = 32
RATE = 50.0
SECONDS = 20.0


@dataclass(frozen=True)
class Subject:
    """A bot to be measured: how it is started and what is said to it."""

    name: str
    module: str
    hook: str
    environment: Mapping[str, str]
    lines: Sequence[str]
    replies: bool = True


@dataclass(frozen=True)
class Measured:
    """What one bot did: seconds to start, MiB, turns a second and a core-second, p50 and p99 in ms at RATE."""

    start: float
    memory: float
    per_second: float
    per_core: float
    ack: tuple[float, float]
    reply: tuple[float, float]


def subjects(made: Databases) -> list[Subject]:
    python = [
        Subject("bare Starlette route (limit)", "tests.bench.bare_starlette", "/hook", {}, FORM, replies=False),
        Subject("bare python-telegram-bot", "tests.bench.bare_ptb", "/hook", {}, FORM),
        Subject("bare aiogram", "tests.bench.bare_aiogram", "/hook", {}, FORM),
    ]
    for kind, name in (("sqlite", "Loa, SQLite"), ("postgresql", "Loa, PostgreSQL")):
        own = {"LOA_DATABASE": made.fresh(kind), "LOA_KEY": Vault.new_text()}
        python.append(Subject(name, "bot", "/telegram/7", own, OURS))
    return python


async def measure(subject: Subject, api: PaperApi) -> Measured:
    port = free_port()
    process, started = await start(subject, api, port)
    try:
        crowd = Crowd(f"http://127.0.0.1:{port}{subject.hook}", api if subject.replies else None)
        connector = aiohttp.TCPConnector(limit=200)
        async with aiohttp.ClientSession(connector=connector) as client:
            await crowd.rush(client, range(1_000, 1_020), subject.lines, AT_ONCE)
            before, clock = cpu(process), time.perf_counter()
            turns = await crowd.rush(client, range(10_000, 10_000 + CHATS), subject.lines, AT_ONCE)
            spent, wall = cpu(process) - before, time.perf_counter() - clock
            taken, replied = await crowd.stream(client, 50_000, subject.lines, RATE, SECONDS)
        memory = process.memory_info().rss / 2**20
        return Measured(started, memory, turns / wall, turns / spent, spread(taken), spread(replied))
    finally:
        process.terminate()
        process.wait(20)


async def start(subject: Subject, api: PaperApi, port: int) -> tuple[psutil.Process, float]:
    """Starts the bot and waits until its port answers; the process, and how long that took."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "API": api.url,
        "TOKEN": TOKEN,
        "SECRET": SECRET,
        "PORT": str(port),
        "LOA_PORT": str(port),
        "LOA_TELEGRAM_TOKEN": TOKEN,
        "LOA_TELEGRAM_API": api.url,
        "LOA_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "LOA_TELEGRAM_PER_SECOND": "100000",
        "LOA_TELEGRAM_PER_CHAT_SECOND": "100000",
        "LOA_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LOA_LOG_LEVEL": "error",
        **subject.environment,
    }
    arguments = ["-m", subject.module, *(["serve"] if subject.module == "bot" else [])]
    clock = time.perf_counter()
    process = psutil.Popen([sys.executable, *arguments], env=environment, cwd=ROOT)
    while True:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return process, time.perf_counter() - clock
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"{subject.name} did not start") from None
            await asyncio.sleep(0.02)


def cpu(process: psutil.Process) -> float:
    """CPU seconds of the bot, and of PostgreSQL where there is one: it works for nobody else in this run."""
    own = process.cpu_times()
    total = own.user + own.system
    for other in psutil.process_iter(["name"]):
        if other.info["name"] == "postgres":
            times = other.cpu_times()
            total += times.user + times.system
    return float(total)


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=100)[98] * 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def run() -> None:
    console = Console(width=140)
    rows: dict[str, Measured] = {}
    with databases() as made, tempfile.TemporaryDirectory():
        async with PaperApi() as api:
            for subject in await asyncio.to_thread(subjects, made):
                console.print(f"… {subject.name}")
                rows[subject.name] = await measure(subject, api)
    peer = rows["bare aiogram"]
    table = Table(
        "",
        "turns/s",
        "turns/core-s",
        "of aiogram",
        f"ack p50/p99 ms at {RATE:.0f}/s",
        "reply p50/p99 ms",
        "start s",
        "MiB",
    )
    for name, got in rows.items():
        table.add_row(
            name,
            f"{got.per_second:.0f}",
            f"{got.per_core:.0f}",
            f"{got.per_core / peer.per_core:.2f}",
            f"{got.ack[0]:.1f} / {got.ack[1]:.1f}",
            f"{got.reply[0]:.1f} / {got.reply[1]:.1f}",
            f"{got.start:.2f}",
            f"{got.memory:.0f}",
        )
    console.print(table)


if __name__ == "__main__":
    asyncio.run(run())
