"""A process of ours beside another at the same database: for every line it is given it sends two messages at once.

python -m tests.channels.zalo_oa.renewer DATABASE ADDRESS-OF-ZALO NAME CHAT
"""

from __future__ import annotations

import asyncio
import json
import sys

from bot.logs import set_up_logs
from bot.store.channels import zalo_oa as zalo
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import office
from tests.channels.zalo_oa.people import Person


async def main(database: str, address: str, name: str, chat: str) -> None:
    """Says after each line what was sent, and with which generation of tokens it ended."""
    box = OaEmulator(url=address)
    lan = Person(box, chat, "Lan")
    async with office(box, database, owner=name) as ours:
        ours.channel.oa.tokens.pause = lambda _seconds: asyncio.sleep(0.005)
        await ours.db.read(lambda tx: zalo.pair(tx, box.oa_id))
        print("ready", flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            sent = await asyncio.gather(*(ours.send(lan) for _ in range(2)))
            pair = await ours.db.read(lambda tx: zalo.pair(tx, box.oa_id))
            assert pair is not None
            print(json.dumps({"sent": all(sent), "generation": pair.generation, "alarms": ours.alarms}), flush=True)


if __name__ == "__main__":
    set_up_logs("error", "json", sys.stderr)
    asyncio.run(main(*sys.argv[1:]))
