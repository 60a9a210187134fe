"""What happens to the machine under Loa: its disk is full for a while, its clock is set."""

from __future__ import annotations

import asyncio
import random

from tests.chaos.scene import Scene


async def disk_full(scene: Scene) -> None:
    """For some seconds nothing more can be kept; what was not acknowledged is sent again."""
    await scene.post.once(b'{"full": %.1f}\n' % random.uniform(1, 4))


async def clock_set(scene: Scene) -> None:
    """Wrong by minutes, and then right again, in one step each."""
    clock = scene.folder / "clock"
    for wrong in (random.choice([-480, -60, 60, 480]), 0):
        new = clock.with_suffix(".new")
        new.write_text(str(wrong))
        new.rename(clock)
        await asyncio.sleep(random.uniform(2, 6))
