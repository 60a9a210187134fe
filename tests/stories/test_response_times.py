"""How soon people are called: counted once, in time or not, and not at all where it was a slip."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.commands.leads import RecordOutcome, TakeLead, Undo
from bot.domain.leads import Outcome
from bot.domain.outreach.facts import Step
from bot.services.context import Context
from bot.services.leads.actions import act
from bot.services.leads.undo import undo
from bot.store.leads import queries as leads
from bot.store.staff import members
from bot.store.statistics import facts
from tests.stories.conftest import asks
from tests.story import Stage

OF_WAITS = (Step.TOLD_WAIT, Step.TAKEN_WAIT, Step.CALLED_WAIT, Step.FIRST_CALL, Step.CALLED_IN_TIME)


async def waited(stage: Stage) -> dict[tuple[str, str], int]:
    """How often each step with its bound."""
    found = await stage.db.read(lambda tx: facts.sums(tx, ("step", "topic"), steps=OF_WAITS))
    return {(step, topic): times for (step, topic), times in found.items() if times}


async def minh(stage: Stage, *commands: TakeLead | RecordOutcome | Undo) -> None:
    def work(context: Context) -> None:
        member = next(one for one in members.all_staff(context.tx) if one.name == "Minh")
        for command in commands:
            if isinstance(command, Undo):
                undo(command, member, context)
            else:
                act(command, member, context)

    await stage.does(work)
    stage.heard("Minh")


async def test_the_first_call_alone_is_counted_and_a_slip_is_not(stage: Stage) -> None:
    await asks(stage, "Lan")
    (lead,) = await stage.db.read(lambda tx: leads.waiting(tx, frozenset()))
    stage.now += timedelta(minutes=50)
    await minh(stage, TakeLead(lead.number))
    told = {("wait:told", "5"): 1, ("wait:taken", "60"): 1}
    assert await waited(stage) == told
    stage.now += timedelta(minutes=30)
    await minh(stage, RecordOutcome(lead.number, Outcome.TRY_AGAIN))
    called = {("wait:called", "120"): 1, ("first_call", ""): 1, ("first_call:in_time", ""): 1}
    assert await waited(stage) == told | called
    await minh(stage, Undo(lead.number))
    assert await waited(stage) == told
    stage.now += timedelta(days=4)
    await minh(stage, RecordOutcome(lead.number, Outcome.TRY_AGAIN))
    late = {("wait:called", "7200"): 1, ("first_call", ""): 1}
    assert await waited(stage) == told | late, "later than was promised"
    await minh(stage, RecordOutcome(lead.number, Outcome.JOINED))
    assert await waited(stage) == told | late
