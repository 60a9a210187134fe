"""`python -m tests.chaos --kills 100`: as many kills on either database over all walks, and what came of it."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.chaos.harness import Chaos, Verdict
from tests.databases import Databases, databases
from tests.leftovers import watched

SETTINGS = {"sqlite": ("both",), "postgresql": ("receive", "both", "deliver")}


def run(kind: str, made: Databases, kills: int, only: Sequence[str] = (), keep: Path | None = None) -> Verdict:
    """One run on one kind of database: one process on SQLite, three and a server that crashes on PostgreSQL.

    keep  a folder for the record and the logs where a promise was broken
    """
    with tempfile.TemporaryDirectory(prefix="loa-chaos-") as name:
        folder, crash = Path(name), made.crash if kind == "postgresql" else None
        verdict = asyncio.run(Chaos(made.fresh(kind), folder, SETTINGS[kind], crash, only).run(kills))
        if verdict.wrong and keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            for file in [*folder.glob("*.log"), *folder.glob("*.jsonl")]:
                shutil.copy(file, keep / f"{kind}-{file.name}")
        return verdict


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=15)
    parser.add_argument("--database", choices=SETTINGS, action="append")
    parser.add_argument("--walk", action="append", default=[], help="this one only; may be repeated")
    parser.add_argument("--keep", type=Path, help="a folder for the record and the logs of a run that broke a promise")
    arguments = parser.parse_args()
    watched()
    failed = 0
    with databases() as made:
        for kind in arguments.database or SETTINGS:
            verdict = run(kind, made, arguments.kills, arguments.walk, arguments.keep)
            print(
                f"{kind}: {verdict.kills} kills in {verdict.seconds:.0f} s; {verdict.parcels} messages, "
                f"{verdict.copies} copies; {verdict.redelivered} messages came in twice; "
                f"broken promises: {len(verdict.wrong)}"
            )
            for walk, kills in sorted(verdict.struck.items()):
                print(f"  {walk}: played {verdict.walked[walk]} times, under {kills} kills")
            for sentence in verdict.wrong:
                print(f"  BROKEN {sentence}")
            failed += len(verdict.wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
