"""A service answers with an outcome, which knows nothing of chats and pages: whoever asked words it."""

from __future__ import annotations

from functools import partial

from bot.domain.commands.leads import GiveBack, GiveLead, HandOver, LeadAction, RecordOutcome, ShowLead, TakeLead
from bot.domain.leads import Move, Outcome
from bot.domain.people import Role
from bot.services.leads.actions import act
from bot.services.leads.outcomes import (
    AlreadyYours,
    Closed,
    GivenBack,
    HandedOver,
    LeadOutcome,
    NoSuchLead,
    NotFree,
    NotReassigned,
    NotYours,
    Reassigned,
    Recorded,
    Taken,
    ToWhom,
    Viewed,
)
from bot.store.engine.database import Transaction
from bot.store.staff import members as staff
from tests.stories.conftest import MY_LONG, asks, hire
from tests.story import Stage

MINH, PHUC, STRANGER = 1, 3, 4


async def does(stage: Stage, who: int, command: LeadAction) -> LeadOutcome:
    """What comes of it, done on no chat: as on the board."""
    return await stage.db.run(partial(_act, stage, who, command))


def _act(stage: Stage, who: int, command: LeadAction, tx: Transaction) -> LeadOutcome:
    member = staff.get(tx, who)
    assert member is not None
    runtime = stage.runtime(lambda: stage.now)
    return act(command, member, runtime.context(tx, stage.now, f"board:{next(iter(stage.numbers))}"))


async def test_each_action_has_its_outcome(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phúc"), "Phúc", Role.OFFICER, [MY_LONG]))
    await stage.db.run(lambda tx: hire(tx, stage.address("Tư"), "Tư", Role.OFFICER, ["29422"]))
    await asks(stage, "Lan")
    await asks(stage, "Hồng")
    assert await does(stage, STRANGER, TakeLead(1)) == NoSuchLead()
    assert await does(stage, MINH, ShowLead(1)) == Viewed()
    assert await does(stage, MINH, TakeLead(1)) == Taken(also=(2,))
    assert await does(stage, MINH, TakeLead(2)) == AlreadyYours()
    late = await does(stage, PHUC, TakeLead(1))
    assert isinstance(late, NotFree)
    assert late.lead.taken_name == "Minh"
    assert await does(stage, PHUC, RecordOutcome(1, Outcome.REACHED)) == NotYours("record")
    assert await does(stage, PHUC, HandOver(1, "29422")) == NotYours("hand over")
    assert await does(stage, PHUC, GiveBack(1)) == NotYours("give back")
    assert await does(stage, PHUC, GiveLead(1, MINH)) == NotYours("give")
    asked = await does(stage, MINH, GiveLead(1))
    assert isinstance(asked, ToWhom)
    assert "Phúc" in {one.name for one in asked.colleagues}
    assert isinstance(await does(stage, MINH, GiveLead(1, STRANGER)), NotReassigned)
    assert isinstance(await does(stage, MINH, GiveLead(1, PHUC)), Reassigned)
    assert await does(stage, PHUC, GiveBack(1)) == GivenBack()
    assert await does(stage, PHUC, HandOver(1, "29422")) == HandedOver("29422")
    recorded = await does(stage, MINH, RecordOutcome(2, Outcome.REACHED))
    assert isinstance(recorded, Recorded)
    assert recorded.move is Move.ANSWER
    assert await does(stage, PHUC, TakeLead(2)) == Closed()
