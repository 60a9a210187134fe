"""Processes that are started again whenever they were killed; they are forked from one that has imported everything."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.chaos.victim import run

ROOT = Path(__file__).parents[2]
READY_WITHIN = 600
STARTS, BETWEEN_STARTS = 60, 1.0
"""So often one is started that ends at once, with so many seconds between: as systemd does."""
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.chaos.victim"])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@dataclass
class Victim:
    """One process; `environment` is shared by all of them, and may change while they run."""

    name: str
    does: str
    folder: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: ForkServerProcess | None = None
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def socket(self) -> Path:
        return self.folder / f"{self.name}.socket"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def again(self, *, twice: bool = False) -> None:
        """Kills it, if it runs, and starts it; `twice`: it is killed while it starts, too."""
        async with self.busy:
            await self.kill()
            if twice:
                self._start()
                await asyncio.sleep(random.uniform(0, 1.5))
                await self.kill()
            await self.begin()

    async def begin(self) -> None:
        """Starts it, and waits until it works; whoever has it restarted holds its lock.

        One that ends, for the database is away at that moment, is started again.
        """
        for _time in range(STARTS):
            ready = self._start()
            if not await asyncio.to_thread(ready.poll, READY_WITHIN):
                break
            with suppress(EOFError):
                ready.recv()
                return
            await self.kill()
            await asyncio.sleep(BETWEEN_STARTS)
        await self.kill(signal.SIGABRT)  # it writes down where it is
        raise AssertionError(f"{self.name} does not start: {(self.folder / f'{self.name}.log').read_text()[-9000:]}")

    async def kill(self, how: int = signal.SIGKILL) -> None:
        if self.process is None or self.process.pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, how)
        await asyncio.to_thread(self.process.join)

    def _start(self) -> Connection:
        """Returns where it says that it is ready."""
        self.socket.unlink(missing_ok=True)
        hears, says = FORKS.Pipe(duplex=False)
        environment = {**self.environment, "LOA_PORT": str(self.port)}
        arguments = (self.folder / f"{self.name}.log", environment, says)
        files = (str(self.socket), str(self.folder / "record.jsonl"))
        self.process = FORKS.Process(target=run, args=(*files, self.does, *arguments), daemon=True)
        self.process.start()
        says.close()
        return hears
