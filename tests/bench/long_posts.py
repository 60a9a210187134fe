"""How long a citizen waits while 40 connections post long texts: python -m tests.bench.long_posts [seconds]

`loa serve` as a process of its own, with its usual limits; each of the 40 comes from another address and begins a new
talk before it would be braked. The citizen asks twice a second, without the script: the post waits for the answer.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import statistics
import sys
import time
from asyncio.subprocess import DEVNULL
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory

import httpx

from bot.store.engine.vault import Vault
from tests.bench.__main__ import free_port

AT_ONCE, CHARACTERS, A_TALK = 40, 1_990, 15
SECONDS = 20.0
WANTED = 0.5
ASKED = ("mức thấp nhất là bao nhiêu", "bao lâu thì có lương hưu", "hộ nghèo được hỗ trợ thế nào")
WORDS = """
tôi bà con đóng bảo hiểm tự nguyện hộ nghèo mỗi tháng lương hưu rút một lần bao nhiêu năm xã ấp chợ lúa tiền chồng vợ
con sổ giấy nộp ở đâu khi nào được hưởng thai sản tử tuất cán bộ điện thoại
""".split()  # noqa: SIM905 - read as words


@dataclass
class Citizen:
    """Somebody at the chat page, who begins a new talk after so many posts."""

    url: str
    address: str
    took: list[float] = field(default_factory=list)
    refused: int = 0

    async def post(self, seconds: float, texts: list[str], pause: float = 0) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            headers = {"X-Forwarded-For": self.address}
            async with httpx.AsyncClient(
                base_url=self.url, headers=headers, timeout=60, follow_redirects=True
            ) as client:
                await client.get("/chat/")
                for _each in range(A_TALK):
                    await self._say(client, random.choice(texts))
                    if time.perf_counter() >= end:
                        return
                    await asyncio.sleep(pause)

    async def _say(self, client: httpx.AsyncClient, text: str) -> None:
        begun = time.perf_counter()
        fields = {"form": secrets.token_urlsafe(16), "line": "0", "text": text}
        answer = await client.post("/chat/say", data=fields, follow_redirects=False)
        if answer.status_code == 303:
            self.took.append(time.perf_counter() - begun)
        else:
            self.refused += 1


def long_text() -> str:
    said = ""
    while len(said) < CHARACTERS:
        said += random.choice(WORDS) + " "
    return said[:CHARACTERS]


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


async def main(seconds: float) -> None:
    """Prints the citizen's median and 95th percentile, alone and beside the 40."""
    with TemporaryDirectory() as home:
        port = free_port()
        environment = {
            **os.environ,
            "LOA_DATABASE": f"sqlite:///{home}/loa.db",
            "LOA_KEY": Vault.new_text(),
            "LOA_PORT": str(port),
            "LOA_LOG_LEVEL": "error",
        }
        made = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "migrate", env=environment, stdout=DEVNULL
        )
        await made.wait()
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)
        try:
            url = f"http://127.0.0.1:{port}"
            await _answers(url)
            alone = Citizen(url, "203.0.113.1")
            await alone.post(5, list(ASKED), 0.2)
            crowd = [Citizen(url, f"198.51.100.{number}") for number in range(AT_ONCE)]
            other, texts = Citizen(url, "203.0.113.2"), [long_text() for _each in range(200)]
            await asyncio.gather(other.post(seconds, list(ASKED), 0.5), *(one.post(seconds, texts) for one in crowd))
        finally:
            process.terminate()
            await process.wait()
    posted = [took for one in crowd for took in one.took]
    for name, took in (("alone", alone.took), (f"beside {AT_ONCE} long ones", other.took), ("the long ones", posted)):
        print(f"{name}: {len(took)} answers, median {statistics.median(took):.3f} s, p95 {p95(took):.3f} s")
    print(f"refused: {sum(one.refused for one in crowd)} long, {other.refused} of the citizen")
    print("ok" if p95(other.took) < WANTED else f"p95 is not below {WANTED} s")


async def _answers(url: str) -> None:
    async with httpx.AsyncClient() as client:
        for _each in range(300):
            try:
                if (await client.get(f"{url}/healthz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.2)
    raise TimeoutError("loa serve does not answer")


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
