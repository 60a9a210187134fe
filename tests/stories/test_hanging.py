"""Editors hear of a code that hangs on walls and was changed, and of a name in a rota whom nobody has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.people import Role
from bot.domain.rota import Rota
from bot.library.library import Poster
from bot.services.context import Runtime
from tests.stories.conftest import hire, with_duty
from tests.story import Stage

HANGS = Poster("MTA2", "Chợ Mỹ Long", "29419", "content/posters/posters.yaml:3:1")
HEAD = "Bot: Nội dung đang được dùng, nhưng nhờ mình xem lại chỗ này: "


async def with_posters(stage: Stage, *posters: Poster) -> None:
    made = stage.runtime

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        before = made(clock)
        known = before.knowledge()
        new = replace(known, library=replace(known.library, posters={one.code: one for one in posters}))
        return replace(before, knowledge=lambda: new)

    stage.runtime = runtime
    await stage.restart()


async def later(stage: Stage) -> list[str]:
    """What the editor hears within the next minutes."""
    stage.now += timedelta(minutes=3)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    return stage.heard("tu")


async def test_a_code_on_a_wall_is_never_changed_silently(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Tu"), "Tư", Role.EDITOR, []))
    await with_posters(stage, HANGS)
    assert await later(stage) == []
    await with_posters(stage, replace(HANGS, where="Bưu điện Trà Vinh", commune="29242"))
    assert await later(stage) == [
        f"{HEAD}content/posters/posters.yaml:3:1: mã “MTA2” trước đây là “Chợ Mỹ Long”, nay là “Bưu điện Trà Vinh”. Mã "
        "đã in thì đừng đổi chỗ."
    ]
    assert await later(stage) == [], "once"
    await with_posters(stage)
    assert await later(stage) == [
        f"{HEAD}content/posters: mã “MTA2” (Bưu điện Trà Vinh) không còn nữa, mà có thể vẫn treo trên tường."
    ]
    assert await later(stage) == []


async def test_a_rota_that_names_nobody_is_told(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Tu"), "Tư", Role.EDITOR, []))
    named = Rota(((2, ("Minh", "Chị Không Còn")),), (), (("Chị Không Còn", "content/offices/home.yaml:9:12"),))
    await with_duty(stage, rota=named)
    assert await later(stage) == [
        f"{HEAD}content/offices/home.yaml:9:12: lịch trực ghi “Chị Không Còn”, mà không có cán bộ nào tên như vậy."
    ]
    assert await later(stage) == []
