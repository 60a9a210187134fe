"""A campaign on its way: paused, stopped, corrected, killed; nights, windows, plans and what two a month mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Incoming
from bot.domain.outreach.campaigns import Audience, Campaign, CampaignState, Halt, Why
from bot.domain.outreach.facts import Step
from bot.domain.pace.bulk import Bulk
from bot.domain.people import Role
from bot.services.campaigns import going, planning, running
from bot.services.campaigns.outcomes import No
from bot.services.campaigns.preview import preview
from bot.services.context import Context, Runtime
from bot.store.engine.database import Transaction
from bot.store.scheduling import standstill
from bot.store.statistics import plan_usage
from bot.store.tables import parcel
from tests.stories.conftest import hire
from tests.stories.test_campaigns import EVERYBODY, TUESDAY, WORDS, by, came, campaign_of, goes, made, named, news
from tests.story import Stage


async def test_paused_at_noon_it_goes_on_where_it_was_and_nobody_gets_it_twice(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "POSTED_AT_ONCE", 1)
    monkeypatch.setattr(running, "AHEAD", 1)
    await news(stage, "Lan", "Mai", "Tam")
    await made(stage)
    await by(stage, "Hoa", going.start)
    stage.now = TUESDAY
    await stage.db.run(stage.jobs.due)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    first = {line.split(" ")[0] for line in stage.heard("") if "Hoa" not in line}
    await stage.say("Hoa", "tạm dừng đợt tin 1")
    stage.heard("")
    assert await goes(stage, TUESDAY + timedelta(hours=4)) == []
    assert (await stage.does(campaign_of)).state is CampaignState.PAUSED
    await stage.say("Hoa", "gửi tiếp đợt tin 1")
    stage.heard("")
    rest: set[str] = set()
    for hours in (5, 6, 7):
        rest |= {line.split(" ")[0] for line in await goes(stage, TUESDAY + timedelta(hours=hours))}
    assert not first & rest
    assert first | rest == {"Lan", "Mai", "Tam"}
    assert (await came(stage)).total(Step.CAMPAIGN_SENT) == 3


async def test_what_waits_is_taken_back_and_was_not_told(stage: Stage) -> None:
    """Both wait on a channel that is down; paused, nothing of it is left, and the month is as it was."""
    await news(stage, "Lan", "Mai")
    await made(stage)
    await by(stage, "Hoa", going.start)
    stage.now = TUESDAY

    def posted(context: Context) -> int:
        running.tick(context)
        running.tick(replace(context, now=context.now + running.LOOKS))
        waits = select(parcel.c.number).where(parcel.c.subject_kind == "recipient", parcel.c.state == "waiting")
        before = len(context.tx.connection.execute(waits).all())
        assert going.pause(1, named(context, "Hoa"), context)
        return before * 10 + len(context.tx.connection.execute(waits).all())

    assert await stage.does(posted) == 20
    await by(stage, "Hoa", going.resume)
    assert await goes(stage, TUESDAY + timedelta(hours=1)) == ["Lan hears", "Mai hears"]


async def test_stopped_nobody_more_gets_it_and_the_correction_goes_to_those_who_had_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "POSTED_AT_ONCE", 2)
    monkeypatch.setattr(running, "AHEAD", 2)
    await news(stage, "Lan", "Mai", "Tam")
    await made(stage)
    await by(stage, "Hoa", going.start)
    stage.now = TUESDAY
    await stage.db.run(stage.jobs.due)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    wrong = {line.split(" ")[0] for line in stage.heard("") if "Hoa" not in line}
    assert len(wrong) == 2
    assert await made(stage, wrong=1) is No.WRONG_GOES
    await stage.say("Hoa", "dừng hẳn đợt tin 1")
    stage.heard("")
    assert await goes(stage, TUESDAY + timedelta(hours=1)) == []
    assert (await came(stage)).left_out == {Why.ENDED: 1}
    corrected = await made(stage, at=TUESDAY + timedelta(hours=2), wrong=1)
    assert isinstance(corrected, Campaign)
    await by(stage, "Hoa", going.start, corrected.number)
    assert {line.split(" ")[0] for line in await goes(stage, TUESDAY + timedelta(hours=2))} == wrong


async def test_two_a_month_and_never_who_wrote_today(stage: Stage) -> None:
    await news(stage, "Lan", "Mai")
    heard = []
    for week in range(3):
        at = TUESDAY + timedelta(days=7 * week)
        await made(stage, at=at)
        await by(stage, "Hoa", going.start, week + 1)
        if week == 0:
            stage.now = at - timedelta(minutes=30)
            await stage.say("Mai", "xin chào")
            stage.heard("")
        heard.append(await goes(stage, at))
    assert heard == [["Lan hears"], ["Lan hears", "Mai hears"], ["Mai hears"]]
    assert (await came(stage, 3)).left_out == {Why.HAD: 1}


async def test_nothing_goes_at_night_or_on_a_holiday(stage: Stage) -> None:
    """The day after is the day of Vietnamese culture."""
    await news(stage, "Lan")
    evening = datetime(2026, 11, 23, 20, 0, tzinfo=VIET_NAM)
    await made(stage, at=evening)
    await by(stage, "Hoa", going.start)
    for at in (evening, evening + timedelta(hours=11), evening + timedelta(hours=23)):
        assert await goes(stage, at) == [], at
    assert await goes(stage, datetime(2026, 11, 25, 7, 0, tzinfo=VIET_NAM)) == ["Lan hears"]


async def test_when_the_law_changes_its_words_it_stands_still_and_its_author_hears_why(stage: Stage) -> None:
    await news(stage, "Lan")
    new_year = datetime(2027, 1, 4, 8, 0, tzinfo=VIET_NAM)
    stage.now = new_year - timedelta(days=7)
    await made(stage, at=new_year)
    await by(stage, "Hoa", going.start)
    stage.now = new_year
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    heard = stage.heard("")
    assert "Hoa hears: Đợt tin 1 đang tạm dừng: lời của tin nay đã khác." in heard
    assert not [line for line in heard if line.startswith("Lan")]
    assert (await stage.does(campaign_of)).halt is Halt.CHANGED
    assert await by(stage, "Hoa", going.resume) is No.CHANGED


async def test_after_a_restore_nothing_goes_until_the_operator_has_looked(stage: Stage) -> None:
    await news(stage, "Lan")
    await made(stage)
    await by(stage, "Hoa", going.start)
    await stage.db.run(lambda tx: standstill.stop_bulk(tx, stage.now))
    assert await goes(stage, TUESDAY) == []
    await stage.db.run(standstill.let_bulk_go)
    assert await goes(stage, TUESDAY + timedelta(minutes=5)) == ["Lan hears"]


async def test_blocked_or_stopped_between_it_goes_to_nobody(stage: Stage) -> None:
    await news(stage, "Lan", "Mai", "Tam")
    await made(stage)
    await by(stage, "Hoa", going.start)
    await stage.say("Mai", "ngừng tin")
    await stage.send(Incoming("b", stage.address("Tam"), "blocked", sender="tam"))
    stage.heard("")
    assert await goes(stage, TUESDAY) == ["Lan hears"]


async def test_the_preview_names_everybody_who_is_left_out_and_why(stage: Stage) -> None:
    await news(stage, "Lan", "Mai")
    await stage.say("Bay", "xin chào")
    stage.now = TUESDAY - timedelta(hours=1)
    await stage.say("Mai", "xin chào")
    stage.heard("")

    def work(context: Context) -> object:
        words = context.knowledge.library.campaigns[WORDS]
        found = preview(words, EVERYBODY, TUESDAY, None, context)
        return found.count, found.left_out, found.cost

    assert await stage.does(work) == (1, {Why.TODAY: 1, Why.CONSENT: 1}, 0)


async def test_officers_write_none_and_supervisors_only_for_their_own(stage: Stage) -> None:
    await news(stage, "Lan")
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, ["29419"]))

    def work(context: Context) -> list[object]:
        mine, all_of_them = Audience(communes=frozenset({"29419"})), EVERYBODY
        tried = []
        for who, whom in (("Minh", mine), ("Sáu", all_of_them), ("Sáu", mine)):
            made = planning.make(WORDS, whom, TUESDAY, named(context, who), context)
            tried.append(made if isinstance(made, No) else "made")
        by_source = replace(all_of_them, sources=frozenset({"XMY7"}))
        tried.append(planning.make(WORDS, by_source, TUESDAY, named(context, "Hoa"), context))
        tried.append(planning.make("khong-co", all_of_them, TUESDAY, named(context, "Hoa"), context))
        return tried

    assert await stage.does(work) == [No.RIGHT, No.RIGHT, "made", No.CONSENT, No.CONTENT]


class Killed(Exception):
    """The process is gone before it has committed."""


async def test_killed_before_every_commit_each_gets_it_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in (("FIXED_AT_ONCE", 2), ("POSTED_AT_ONCE", 2), ("AHEAD", 3)):
        monkeypatch.setattr(running, name, most)
    people = ("Lan", "Mai", "Tam", "Bay", "Chin")
    await news(stage, *people)
    await made(stage)
    await by(stage, "Hoa", going.start)
    stage.now = TUESDAY

    def killed(tx: Transaction) -> None:
        stage.jobs.due(tx)
        raise Killed

    heard: list[str] = []
    while (await stage.does(campaign_of)).state is not CampaignState.DONE:
        with pytest.raises(Killed):
            await stage.db.run(killed)
        await stage.restart()
        await stage.db.run(stage.jobs.due)
        await stage.settle()
        heard += [line.split(" ")[0] for line in stage.heard("") if "Hoa" not in line]
        stage.now += timedelta(seconds=6)
        assert stage.now < TUESDAY + timedelta(minutes=5), "it comes to an end"
    assert sorted(heard) == sorted(people)
    assert (await came(stage)).total(Step.CAMPAIGN_SENT) == len(people)


async def with_bulk(stage: Stage, bulk: Bulk) -> None:
    """The channel lets that go to many from now on."""
    made_before = stage.runtime

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        before = made_before(clock)
        there = {name: replace(one, bulk=bulk) for name, one in before.abilities.items()}
        return replace(before, abilities=there)

    stage.runtime = runtime
    await stage.restart()


async def test_within_the_window_it_is_free_then_billed_and_then_nothing_goes(stage: Stage) -> None:
    await with_bulk(stage, Bulk(1.25, timedelta(hours=48), timedelta(days=7), price=55))
    for who, days in (("Lan", 9), ("Mai", 4), ("Tam", 1)):
        stage.now = TUESDAY - timedelta(days=days)
        await news(stage, who)

    def counted(context: Context) -> tuple[int, int, object]:
        found = preview(context.knowledge.library.campaigns[WORDS], EVERYBODY, TUESDAY, None, context)
        return found.count, found.cost, found.left_out

    assert await stage.does(counted) == (2, 55, {Why.WINDOW: 1})
    await made(stage)
    await by(stage, "Hoa", going.start)
    assert await goes(stage, TUESDAY) == ["Mai hears", "Tam hears"]
    assert (await came(stage)).left_out == {Why.WINDOW: 1}


async def test_shut_for_many_nobody_gets_it_there(stage: Stage) -> None:
    await with_bulk(stage, Bulk(1.25, timedelta(hours=48), timedelta(0), price=55))
    await news(stage, "Lan")
    await made(stage)
    await by(stage, "Hoa", going.start)
    assert await goes(stage, TUESDAY) == []
    assert (await came(stage)).left_out == {Why.WINDOW: 1}


async def test_the_half_of_a_plan_is_reached_in_the_middle_and_the_rest_is_left_to_talk(stage: Stage) -> None:
    await with_bulk(stage, Bulk(5, plan=8))
    await news(stage, "Lan", "Mai", "Tam")
    await stage.db.run(lambda tx: plan_usage.use(tx, "paper", "", plan_usage.SENT, TUESDAY.date(), 2))
    await made(stage)
    await by(stage, "Hoa", going.start)
    assert len(await goes(stage, TUESDAY)) == 2
    assert (await came(stage)).left_out == {Why.PLAN: 1}
    assert (await stage.does(campaign_of)).state is CampaignState.DONE
