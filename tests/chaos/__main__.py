"""`python -m tests.chaos --kills 100`: as many kills on either database, and what came of it."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.chaos.harness import Chaos, Verdict
from tests.databases import Databases, databases

SETTINGS = {"sqlite": ("both",), "postgresql": ("receive", "both", "deliver")}


async def run(kind: str, made: Databases, kills: int, citizens: int) -> Verdict:
    """One run on one kind of database: one process on SQLite, three and a server that crashes on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="loa-chaos-") as folder:
        crash = made.crash if kind == "postgresql" else None
        chaos = Chaos(made.fresh(kind), Path(folder), SETTINGS[kind], citizens, crash)
        return await chaos.run(kills)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=15)
    parser.add_argument("--database", choices=SETTINGS, action="append")
    arguments = parser.parse_args()
    failed = 0
    with databases() as made:
        for kind in arguments.database or SETTINGS:
            verdict = asyncio.run(run(kind, made, arguments.kills, max(20, arguments.kills * 3)))
            print(
                f"{kind}: {verdict.kills} kills in {verdict.seconds:.0f} s; {verdict.citizens} requests, "
                f"{verdict.parcels} messages, {verdict.copies} copies; "
                f"{verdict.redelivered} messages came in twice; broken promises: {len(verdict.wrong)}"
            )
            for sentence in verdict.wrong:
                print(f"  {sentence}")
            failed += len(verdict.wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
