"""Officers who change one meeting at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import time

import pytest

from bot.domain.calendar import local
from bot.domain.commands.meetings import ChangeMeeting
from bot.domain.meetings import Occasion
from bot.services.meetings import staff as ours
from bot.store.engine.database import Transaction
from bot.store.meetings import queries
from bot.store.staff import members
from tests.stories.test_meetings import announced
from tests.story import Stage
from tests.web.board.site import context_of


@pytest.mark.parametrize("way", ["usual"])
async def test_who_change_it_at_the_same_time_undo_nothing_of_each_other(stage: Stage) -> None:
    number = await announced(stage)
    minh = await stage.db.read(lambda tx: members.get(tx, 1))
    assert minh is not None
    changes = (
        ChangeMeeting(number, title="Ngày hội"),
        ChangeMeeting(number, seats=77),
        ChangeMeeting(number, Occasion(place="đình Mỹ Long")),
        ChangeMeeting(number, Occasion(starts=time(9), ends=time(10))),
    )

    def turn(change: ChangeMeeting) -> Callable[[Transaction], object]:
        return lambda tx: ours.change(change, minh, context_of(tx, stage.now, f"turn {changes.index(change)}"))

    await asyncio.gather(*(stage.db.run(turn(one)) for one in changes))
    found = await stage.db.read(lambda tx: queries.get(tx, number))
    assert found is not None
    plan = found.plan
    assert (plan.title, plan.seats, plan.place, local(plan.starts).hour) == ("Ngày hội", 77, "Đình Mỹ Long", 9)
    assert found.moved == 2
