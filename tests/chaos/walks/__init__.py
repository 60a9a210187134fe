"""What people, officers, editors and operators do while processes are killed under them: a walk each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.chaos.scene import Scene
from tests.chaos.walks import asking, board, leaving, live, machine, operators, outreach, zalo


@dataclass(frozen=True)
class Walk:
    """Something to be played again and again.

    at_once  how many play it at the same time
    rest     the most seconds between two times
    on       where it is played
    awake    whether it is about thousands, for whom it must be day; played only where it is named
    """

    name: str
    play: Callable[[Scene], Awaitable[None]]
    at_once: int = 1
    rest: float = 1.0
    on: Callable[[Scene], bool] = lambda _scene: True
    awake: bool = False


WALKS = (
    Walk("asking to be called", asking.asks_to_be_called, at_once=3),
    Walk("taken, called, marked", asking.taken_called_and_marked),
    Walk("live talk", live.talk),
    Walk("erasure", leaving.erasure),
    Walk("withdrawal", leaving.withdrawal),
    Walk("parted", leaving.parted),
    Walk("sharing taken back", leaving.sharing_taken_back),
    Walk("staff removed", leaving.staff_removed, rest=15),
    Walk("board", board.taken_and_handed_on),
    Walk("Zalo OA", zalo.over_the_account),
    Walk("Zalo Bot", zalo.over_the_bot),
    Walk("campaign", outreach.campaign, rest=20, awake=True),
    Walk("reminded to pay", outreach.reminded, rest=20, awake=True),
    Walk("key rotated", operators.key_rotated, rest=60),
    Walk("backup", operators.backed_up, rest=60),
    Walk("content saved", operators.content_saved, rest=30),
    Walk("disk full", machine.disk_full, rest=15, on=lambda scene: scene.url.startswith("sqlite")),
    Walk("clock set", machine.clock_set, rest=15),
)
