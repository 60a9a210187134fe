"""Loa beside the bots that somebody would write instead: one run, one table (`make bench`).

Every bot is a process of its own behind its webhook; citizens and the Bot API are this process. Turns are durable with
Loa (two commits each, on disk) and in memory with the others. Times on a shared machine are noisy: every bot is started
`--rounds` times in turn and the best round counts for each column (of memory the worst); read the ratios.
`--quick` (`make bench-quick`) prints the main figures within a minute, a line each.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import asyncpg
import psutil
from rich.console import Console
from rich.table import Table
from sqlalchemy import make_url

from bot.store.engine.vault import Vault
from tests.bench.api import PaperApi
from tests.bench.goals import verdicts
from tests.bench.load import SECRET, Crowd
from tests.bench.measured import Measured, best
from tests.databases import Databases, databases

ROOT = Path(__file__).parents[2]
TOKEN = "7:bench"
FORM = ("/form", "Lan", "091234{n:04d}", "xã Mỹ Long, Cầu Ngang")
OURS = ("/start", "0", "đồng ý", "Lan", "091234{n:04d}", "xa my long cau ngang tra vinh")
CHATS = 400
AT_ONCE = 32
RATE = 50.0
SECONDS = 20.0
QUICK = ("bare aiogram", "Loa, SQLite", "Loa, PostgreSQL")


@dataclass(frozen=True)
class Subject:
    """A bot to be measured: how it is started, what is said to it, and the process id of the PostgreSQL it uses."""

    name: str
    module: str
    hook: str
    environment: Mapping[str, str]
    lines: Sequence[str]
    replies: bool = True
    server: int = 0


def subjects(made: Databases) -> list[Subject]:
    """All bots, Loa with databases that nobody has used yet."""
    key = Vault.new_text()
    lite, shared = ({"LOA_DATABASE": made.fresh(kind), "LOA_KEY": key} for kind in ("sqlite", "postgresql"))
    server = asyncio.run(on_disk(shared["LOA_DATABASE"]))
    return [
        Subject("bare Starlette route (limit)", "tests.bench.bare_starlette", "/hook", {}, FORM, replies=False),
        Subject("bare python-telegram-bot", "tests.bench.bare_ptb", "/hook", {}, FORM),
        Subject("bare aiogram", "tests.bench.bare_aiogram", "/hook", {}, FORM),
        Subject("Loa, SQLite", "bot", "/telegram/7", lite, OURS),
        Subject("Loa, PostgreSQL", "bot", "/telegram/7", shared, OURS, server=server),
    ]


async def on_disk(url: str) -> int:
    """Has the server wait for the disk, which tests spare it; its process id where it runs on this machine, else 0."""
    parsed = make_url(url)
    connection = await asyncpg.connect(
        host=parsed.query.get("host") or parsed.host,
        port=parsed.port,
        user=parsed.username,
        password=parsed.password or None,
        database=parsed.database,
    )
    try:
        await connection.execute("ALTER SYSTEM SET fsync = on")
        await connection.execute("SELECT pg_reload_conf()")
        worker = int(await connection.fetchval("SELECT pg_backend_pid()"))
        return psutil.Process(worker).ppid() if psutil.pid_exists(worker) else 0
    finally:
        await connection.close()


async def measure(subject: Subject, api: PaperApi, chats: int = CHATS, seconds: float = SECONDS) -> Measured:
    port = free_port()
    process, started = await start(subject, api, port)
    try:
        crowd = Crowd(f"http://127.0.0.1:{port}{subject.hook}", api if subject.replies else None)
        connector = aiohttp.TCPConnector(limit=200)
        async with aiohttp.ClientSession(connector=connector) as client:
            await crowd.rush(client, range(1_000, 1_020), subject.lines, AT_ONCE)
            before, clock = cpu(process, subject.server), time.perf_counter()
            turns = await crowd.rush(client, range(10_000, 10_000 + chats), subject.lines, AT_ONCE)
            spent, wall = cpu(process, subject.server) - before, time.perf_counter() - clock
            taken, replied = await crowd.stream(client, 50_000, subject.lines, RATE, seconds)
        memory = process.memory_info().rss / 2**20
        return Measured(started, memory, turns / wall, turns / spent, spread(taken), spread(replied))
    finally:
        process.terminate()
        process.wait(20)


async def warm(chosen: Sequence[Subject], api: PaperApi) -> None:
    """Starts Loa once, which keeps what its content is made into: only the first start after an update makes that."""
    process, _seconds = await start(next(one for one in chosen if one.module == "bot"), api, free_port())
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


def cpu(process: psutil.Process, server: int) -> float:
    """CPU seconds of the bot and of its PostgreSQL, those of the server's workers that have ended included."""
    own = process.cpu_times()
    total = own.user + own.system
    if server:
        whole = psutil.Process(server)
        ended = whole.cpu_times()
        total += ended.children_user + ended.children_system
        total += sum(times.user + times.system for times in (one.cpu_times() for one in (whole, *whole.children())))
    return float(total)


def spread(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=100)[98] * 1000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def run(rounds: int) -> None:
    console = Console(width=140)
    measured: dict[str, list[Measured]] = {}
    with databases() as made:
        async with PaperApi() as api:
            await warm(await asyncio.to_thread(subjects, made), api)
            for number in range(1, rounds + 1):
                for subject in await asyncio.to_thread(subjects, made):
                    console.print(f"… {subject.name}, {number} of {rounds}")
                    measured.setdefault(subject.name, []).append(await measure(subject, api))
    rows = {name: best(several) for name, several in measured.items()}
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
        title=f"the best of {rounds}; of memory the most",
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
    console.print(verdicts(rows))


async def run_quick() -> None:
    """One short round of Loa and aiogram: `name: value` a line."""
    with databases() as made:
        async with PaperApi() as api:
            chosen = [one for one in await asyncio.to_thread(subjects, made) if one.name in QUICK]
            await warm(chosen, api)
            rows = {one.name: await measure(one, api, chats=150, seconds=1) for one in chosen}
    peer, lite, shared = rows["bare aiogram"], rows["Loa, SQLite"], rows["Loa, PostgreSQL"]
    print(f"turns_per_core_second_sqlite_to_aiogram: {lite.per_core / peer.per_core:.2f}")
    print(f"turns_per_core_second_postgresql_to_aiogram: {shared.per_core / peer.per_core:.2f}")
    print(f"start_seconds: {lite.start:.2f}")
    print(f"memory_mib: {lite.memory:.0f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    asyncio.run(run_quick() if options.quick else run(options.rounds))
