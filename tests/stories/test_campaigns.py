"""One message to those who asked for such: tested, approved by somebody else, sent, halted, corrected, counted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.calendar import VIET_NAM
from bot.domain.outreach.campaigns import Audience, Campaign, CampaignState, Halt
from bot.domain.outreach.facts import Step
from bot.domain.people import Role, Staff
from bot.services.campaigns import going, planning, running
from bot.services.campaigns.outcomes import No
from bot.services.campaigns.results import Outcome, results
from bot.services.context import Context
from bot.store.outreach import campaigns
from bot.store.people import linking
from bot.store.staff import members
from tests.stories.conftest import hire
from tests.stories.test_subscriptions import wants
from tests.story import Stage

WORDS, EVERYBODY = "dong-truoc-muc-moi", Audience()
TUESDAY = datetime(2026, 12, 1, 8, 0, tzinfo=VIET_NAM)


def named(context: Context, name: str) -> Staff:
    return next(one for one in members.all_staff(context.tx) if one.name == name)


def campaign_of(context: Context, number: int = 1) -> Campaign:
    found = campaigns.get(context.tx, number)
    assert found is not None
    return found


async def by(stage: Stage, who: str, deed: object, number: int = 1) -> Campaign | No:
    """That member of staff does it, by the board or the command line."""
    return await stage.does(lambda context: deed(number, named(context, who), context))  # type: ignore[operator,no-any-return]


async def made(
    stage: Stage, at: datetime = TUESDAY, audience: Audience = EVERYBODY, wrong: int | None = None
) -> Campaign | No:
    """Hoa writes one, and has it sent to herself."""

    def work(context: Context) -> Campaign | No:
        hoa = named(context, "Hoa")
        written = planning.make(WORDS, audience, at, hoa, context, wrong=wrong)
        return written if isinstance(written, No) else planning.test(written.number, hoa, (), context)

    found = await stage.does(work)
    stage.heard("")
    return found


async def news(stage: Stage, *people: str) -> None:
    for who in people:
        await wants(stage, who)


async def goes(stage: Stage, at: datetime) -> list[str]:
    """It is that time, and all that is due by then happens; who hears what of it, without buttons."""
    stage.now = at
    for _each in range(4):
        await stage.db.run(stage.jobs.due)
        await stage.settle()
        stage.now += timedelta(seconds=6)
    return [line.split(":")[0] for line in stage.heard("") if "Hoa hears" not in line]


async def came(stage: Stage, number: int = 1) -> Outcome:
    await stage.db.run(stage.jobs.due)
    return await stage.does(lambda context: results(campaign_of(context, number), context))


@pytest.fixture
def second_person_from(monkeypatch: pytest.MonkeyPatch) -> int:
    """From two recipients on somebody else approves."""
    monkeypatch.setattr(going, "SECOND_PERSON_FROM", 2)
    monkeypatch.setattr(running, "SECOND_PERSON_FROM", 2)
    return 2


async def test_it_is_told_once_to_each_who_asked_and_what_they_do_then_is_counted(stage: Stage) -> None:
    await news(stage, "Lan", "Mai", "Tam")
    await stage.say("Tam", "ngừng tin")
    await stage.say("Bay", "xin chào")
    stage.heard("")
    assert isinstance(await made(stage), Campaign)
    started = await by(stage, "Hoa", going.start)
    assert isinstance(started, Campaign)
    assert started.state is CampaignState.SCHEDULED
    assert await goes(stage, TUESDAY - timedelta(minutes=1)) == []
    assert await goes(stage, TUESDAY) == ["Lan hears", "Mai hears"]
    assert await goes(stage, TUESDAY + timedelta(days=1)) == []
    label = next(one.label for one in stage.last["lan"][-1].buttons if "@" in one.token)
    await stage.say("Lan", f"[{label}]")
    await stage.say("Mai", "ngừng tin")
    stage.heard("")
    outcome = await came(stage)
    told = {step: outcome.total(step) for step in (Step.CAMPAIGN_SENT, Step.CAMPAIGN_TAPPED, Step.CAMPAIGN_STOPPED)}
    assert told == {Step.CAMPAIGN_SENT: 2, Step.CAMPAIGN_TAPPED: 1, Step.CAMPAIGN_STOPPED: 1}
    assert (await stage.does(campaign_of)).state is CampaignState.DONE


async def test_from_so_many_on_somebody_else_approves_and_nobody_else_may(
    stage: Stage, second_person_from: int
) -> None:
    await news(stage, "Lan", "Mai")
    await stage.db.run(lambda tx: hire(tx, stage.address("Ngoc"), "Ngọc", Role.SUPERVISOR, []))
    await made(stage)
    assert await by(stage, "Hoa", going.start) is No.UNAPPROVED
    assert isinstance(await stage.does(lambda context: planning.ask(1, named(context, "Hoa"), "", context)), Campaign)
    stage.heard("")
    for who in ("Hoa", "Minh"):
        await stage.say(who, "duyệt đợt tin 1")
        assert (await stage.does(campaign_of)).state is CampaignState.TESTED, who
    stage.heard("")
    await stage.say("Ngoc", "duyệt đợt tin 1")
    assert (await stage.does(campaign_of)).state is CampaignState.APPROVED
    await stage.say("Hoa", "gửi đợt tin 1")
    stage.heard("")
    assert await goes(stage, TUESDAY) == ["Lan hears", "Mai hears"]


async def test_who_is_the_same_person_at_another_address_does_not_approve(
    stage: Stage, second_person_from: int
) -> None:
    """A second membership at an address that is linked to the author's is no second person."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Ngoc"), "Ngọc", Role.SUPERVISOR, []))
    await stage.say("Hoa", "liên kết")
    (code,) = [line for line in stage.heard("Hoa") if line.startswith("Bot")]
    await news(stage, "Lan", "Mai")
    await made(stage)
    await stage.does(lambda context: planning.ask(1, named(context, "Hoa"), "", context))

    def linked(context: Context) -> No | Campaign:
        hoa, ngoc = (members.places(context.tx, named(context, name).id)[0] for name in ("Hoa", "Ngọc"))
        whose = {one: linking.whose(context.tx, one.id)[0] for one in (hoa, ngoc)}
        linking.unite(context.tx, whose[hoa], whose[ngoc])
        return planning.decide(1, named(context, "Ngọc"), True, "", context)

    assert code
    assert await stage.does(linked) is No.SAME_PERSON
    assert await stage.does(lambda context: planning.decide(1, named(context, "Hoa"), True, "", context)) is (
        No.SAME_PERSON
    )


async def test_another_hour_is_another_campaign_that_nobody_has_approved(stage: Stage, second_person_from: int) -> None:
    await news(stage, "Lan", "Mai")
    await stage.db.run(lambda tx: hire(tx, stage.address("Ngoc"), "Ngọc", Role.SUPERVISOR, []))
    await made(stage)
    await stage.does(lambda context: planning.ask(1, named(context, "Hoa"), "", context))
    await stage.does(lambda context: planning.decide(1, named(context, "Ngọc"), True, "", context))

    def later(context: Context) -> None:
        one = campaign_of(context)
        campaigns.change(context.tx, 1, one.audience, one.at + timedelta(hours=1), one.hash)

    await stage.does(later)
    assert await by(stage, "Hoa", going.start) is No.UNTESTED
    assert isinstance(await by(stage, "Hoa", lambda number, who, context: planning.test(number, who, (), context)), (
        Campaign
    ))  # fmt: skip
    assert await by(stage, "Hoa", going.start) is No.UNAPPROVED


async def test_more_than_one_person_may_reach_stand_still_though_fewer_were_counted(
    stage: Stage, second_person_from: int
) -> None:
    await news(stage, "Lan")
    await made(stage)
    assert isinstance(await by(stage, "Hoa", going.start), Campaign)
    await news(stage, "Mai")
    assert await goes(stage, TUESDAY) == []
    found = await stage.does(campaign_of)
    assert (found.state, found.halt) == (CampaignState.PAUSED, Halt.UNAPPROVED)
    assert await by(stage, "Hoa", going.resume) is No.UNAPPROVED
