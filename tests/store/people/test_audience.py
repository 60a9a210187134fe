"""Who is in an audience: counted by what becomes of them, and fixed once, whatever has happened before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.leads import LeadState
from bot.domain.messages import Address, Message, Subject
from bot.domain.outreach.campaigns import Audience, Campaign, CampaignState, RecipientState, Why, fingerprint
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.pace.bulk import Bulk
from bot.store.engine.database import Database, Transaction
from bot.store.messages import outbox
from bot.store.messages.claiming import Settled
from bot.store.outreach import campaigns, recipients
from bot.store.people import audience, blocking, consents, linking, subscriptions, visitors
from bot.store.people.audience import Rules
from bot.store.tables import address, recipient
from tests.store.people.test_who_may_be_written_to import PLACES, History, in_any_history
from tests.store.samples import MINH, NOW, asks, brought_to, hired, says

NEWS, EVERYBODY = Purpose.NEWS, Audience()
LATER = NOW + timedelta(days=3)
RULES = Rules(frozenset({"vi"}), LATER, LATER.replace(hour=0), {})


def wants(tx: Transaction, place: Address, commune: str = "29419", at: datetime = NOW, version: str = "1") -> int:
    """Somebody asks for news there; returns the number of their citizen."""
    who = visitors.visit(tx, says(place), at, "vi")
    visitors.remember(tx, who.address_id, "", at)
    given = consents.give(tx, who.citizen.id, version, ("news",), place.channel, "00", at)
    subscriptions.begin(tx, who.citizen.id, who.address_id, NEWS, commune, given)
    return who.citizen.id


def written(tx: Transaction, whom: Audience = EVERYBODY, wrong: int | None = None) -> Campaign:
    author = hired(tx, Address("telegram", "loa", f"author{wrong}"))
    made = fingerprint("x", whom, NOW)
    return campaigns.add(tx, "floor", whom, NOW, made, author.id, f"XHK{wrong or 2}2", NOW, wrong=wrong)


def counted(tx: Transaction, whom: Audience = EVERYBODY, rules: Rules = RULES) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in audience.count(tx, whom, None, rules):
        for name, number in one.by.items():
            found[name] = found.get(name, 0) + number
    return found


def fixed(tx: Transaction, campaign: Campaign, most: int = 2, version: str = "") -> list[int]:
    """Fixes all of them slice by slice; returns how many each slice had."""
    slices = []
    while True:
        many, last = audience.fix(tx, campaign, version, LATER, most)
        slices.append(many)
        campaigns.fixed(tx, campaign.number, last, whole=many < most)
        now = campaigns.get(tx, campaign.number)
        assert now is not None
        if now.fixed:
            return slices
        campaign = now


def chosen(tx: Transaction, number: int) -> set[str]:
    there = select(address.c.chat).join(recipient, recipient.c.address_id == address.c.id)
    return set(tx.connection.execute(there.where(recipient.c.campaign == number)).scalars())


async def test_nobody_is_fixed_but_who_asked_whatever_has_happened(db: Database) -> None:
    def holds(history: History) -> None:
        may = history.may(NEWS)
        with history.tx.connection.begin_nested() as savepoint:
            campaign = written(history.tx)
            fixed(history.tx, campaign)
            places = [[one.chat for one in PLACES].index(chat) for chat in chosen(history.tx, campaign.number)]
            savepoint.rollback()
        assert len(places) == len(may), "each person once"
        assert {next(those for those in may if place in those) for place in places} == may

    await db.run(lambda tx: in_any_history(holds, tx))


async def test_each_is_counted_once_by_what_becomes_of_them(db: Database) -> None:
    def work(tx: Transaction) -> tuple[dict[str, int], dict[Why, int]]:
        for number in range(4):
            wants(tx, Address("telegram", "loa", f"plain{number}"))
        wants(tx, Address("telegram", "loa", "today"), at=LATER)
        visitors.visit(tx, says(Address("telegram", "loa", "stranger")), NOW, "vi")
        wants(tx, Address("telegram", "loa", "blocks"))
        blocking.mark_blocked(tx, Address("telegram", "loa", "blocks"), True, NOW)
        english = visitors.visit(tx, says(Address("telegram", "loa", "en")), NOW, "en")
        given = consents.give(tx, english.citizen.id, "1", ("news",), "telegram", "00", NOW)
        subscriptions.begin(tx, english.citizen.id, english.address_id, NEWS, "29419", given)
        had = wants(tx, Address("telegram", "loa", "had"))
        (hers,) = subscriptions.of_citizen(tx, had, NOW)
        subscriptions.told(tx, [hers.id], NOW)
        subscriptions.told(tx, [hers.id], NOW)
        hired(tx, MINH)
        found = counted(tx)
        return found, audience.beyond(tx, EVERYBODY, None, sum(found.values()))

    found, beyond = await db.run(work)
    assert found == {"free": 4, "today": 1, "had": 1, "language": 1}
    assert beyond == {Why.BLOCKED: 1, Why.CONSENT: 1}


async def test_what_was_taken_back_was_not_told(db: Database) -> None:
    def work(tx: Transaction) -> list[int]:
        who = wants(tx, PLACES[0])
        (hers,) = subscriptions.of_citizen(tx, who, NOW)
        had = []
        for does in (subscriptions.told, subscriptions.told):
            does(tx, [hers.id], NOW)
        had.append(subscriptions.of_citizen(tx, who, NOW)[0].had)
        audience.untold(tx, [hers.id])
        had.append(subscriptions.of_citizen(tx, who, NOW)[0].had)
        audience.untold(tx, [hers.id])
        return [*had, subscriptions.of_citizen(tx, who, NOW)[0].had]

    assert await db.run(work) == [2, 1, 0]


async def test_a_channel_lets_go_what_its_window_lets_go(db: Database) -> None:
    def work(tx: Transaction) -> list[dict[str, int]]:
        for hours in (1, 25, 49, 100, 167, 169):
            wants(tx, Address("zalo", "oa", str(hours)), at=LATER - timedelta(hours=hours))
        opens = {"zalo": Bulk(free=timedelta(hours=48), open=timedelta(days=7))}
        shut = {"zalo": Bulk(free=timedelta(hours=48), open=timedelta(0))}
        late = replace(RULES, today=LATER)
        return [counted(tx, rules=replace(late, bulk=bulk)) for bulk in (opens, shut, {})]

    opens, shut, no_window = await db.run(work)
    assert opens == {"free": 2, "billed": 3, "window": 1}
    assert shut == {"window": 6}
    assert no_window == {"free": 6}


@pytest.mark.parametrize(
    ("whom", "who"),
    [
        (Audience(communes=frozenset({"29419"})), {"1", "2", "4"}),
        (Audience(channels=frozenset({"zalo"})), {"2"}),
        (Audience(languages=frozenset({"en"})), set()),
        (Audience(purpose=Purpose.MEETINGS), set()),
        (Audience(sources=frozenset({"XMY7"})), {"1"}),
        (Audience(outcomes=frozenset({LeadState.NEW})), {"1"}),
        (Audience(outcomes=frozenset({LeadState.JOINED})), set()),
    ],
)
async def test_an_audience_is_all_that_it_names(db: Database, whom: Audience, who: set[str]) -> None:
    def work(tx: Transaction) -> set[str]:
        for place, commune in zip(PLACES, ("29419", "29419", "29000", "29419"), strict=True):
            wants(tx, place, commune, version="names them")
        visitors.came_from(tx, visitors.visit(tx, says(PLACES[0]), NOW, "vi").address_id, "XMY7", NOW)
        brought_to(tx, asks(tx, PLACES[0]), LeadState.NEW)
        campaign = written(tx, whom)
        fixed(tx, campaign, version="names them")
        return chosen(tx, campaign.number)

    assert await db.run(work) == who


async def test_by_source_and_outcome_only_who_agreed_to_a_text_that_names_them(db: Database) -> None:
    def work(tx: Transaction) -> list[set[str]]:
        wants(tx, PLACES[0], version="says nothing of it")
        wants(tx, PLACES[1], version="names them")
        for place in PLACES[:2]:
            visitors.came_from(tx, visitors.visit(tx, says(place), NOW, "vi").address_id, "XMY7", NOW)
        campaign = written(tx, Audience(sources=frozenset({"XMY7"})))
        with tx.connection.begin_nested() as savepoint:
            fixed(tx, campaign)
            none = chosen(tx, campaign.number)
            savepoint.rollback()
        fixed(tx, campaign, version="names them")
        return [none, chosen(tx, campaign.number)]

    assert await db.run(work) == [set(), {"2"}]


async def test_recipients_are_fixed_in_slices_and_no_slice_twice(db: Database) -> None:
    def work(tx: Transaction) -> tuple[list[int], int]:
        for number in range(7):
            wants(tx, Address("telegram", "loa", str(number)))
        campaign = written(tx)
        first = audience.fix(tx, campaign, "", LATER, 3)
        assert first == audience.fix(tx, campaign, "", LATER, 3), "a slice that was not written down is done anew"
        slices = fixed(tx, campaign, 3)
        return slices, len(chosen(tx, campaign.number))

    assert await db.run(work) == ([3, 3, 1], 7)


def settled(tx: Transaction, campaign: Campaign, fate: Callable[[int], str]) -> None:
    """It is posted to all of them, and claimed; then that becomes of each, by its turn."""
    for channel, account in recipients.accounts(tx, campaign.number):
        those = recipients.waiting(tx, campaign.number, channel, account, 99)
        recipients.post(tx, [one.id for one in those])
        for turn, one in enumerate(those):
            about = Subject("recipient", one.id)
            there = Address(channel, account, str(one.address_id))
            outbox.post(tx, f"to{one.id}", there, Message("x"), NOW, about=about, subscription=one.subscription)
            if (result := fate(turn)) == "waiting":
                continue
            (taken,) = outbox.claim(tx, "w", NOW, timedelta(minutes=1), 9)
            outbox.settle(tx, [Settled(taken.number, taken.fence, result)], NOW)  # type: ignore[arg-type]


async def test_what_becomes_of_each_is_known_and_what_waits_untried_is_taken_back(db: Database) -> None:
    def work(tx: Transaction) -> list[object]:
        for number in range(4):
            wants(tx, Address("telegram", "loa", str(number)))
        campaign = written(tx)
        fixed(tx, campaign, 9)
        settled(tx, campaign, lambda turn: ("sent", "never", "waiting", "waiting")[turn])
        known = recipients.fates(tx, campaign.number, 9)
        recipients.settle(tx, known, NOW)
        back = recipients.take_back(tx, campaign.number)
        again = recipients.take_back(tx, campaign.number)
        recipients.end_waiting(tx, campaign.number, NOW)
        return [[one.state for one in known], len(back), again, recipients.counts(tx, campaign.number),
                recipients.some_open(tx, campaign.number)]  # fmt: skip

    states, back, again, counts, some_open = await db.run(work)
    assert states == [RecipientState.SENT, RecipientState.FAILED]
    assert (back, again, some_open) == (2, [], False)
    assert counts == {
        (RecipientState.SENT, ""): 1,
        (RecipientState.FAILED, ""): 1,
        (RecipientState.LEFT_OUT, "ended"): 2,
    }


async def test_a_correction_goes_to_those_who_got_the_wrong_one_wherever_they_are_now(db: Database) -> None:
    def work(tx: Transaction) -> tuple[set[str], dict[Why, int]]:
        who = [wants(tx, Address("telegram", "loa", str(number))) for number in range(4)]
        wrong = written(tx)
        fixed(tx, wrong, 9)
        settled(tx, wrong, lambda turn: ("sent", "sent", "never", "sent")[turn])
        recipients.settle(tx, recipients.fates(tx, wrong.number, 9), NOW)
        wants(tx, Address("telegram", "loa", "new"))
        subscriptions.stop(tx, who[0], [NEWS], NOW)
        linking.unite(tx, who[1], wants(tx, Address("zalo", "loa", "second")))
        correction = written(tx, wrong=wrong.number)
        fixed(tx, correction, 9)
        whole = sum(sum(one.by.values()) for one in audience.count(tx, EVERYBODY, wrong.number, RULES))
        assert whole == len(chosen(tx, correction.number))
        return chosen(tx, correction.number), audience.beyond(tx, EVERYBODY, wrong.number, whole)

    assert await db.run(work) == ({"1", "3"}, {Why.BLOCKED: 0, Why.CONSENT: 1})


async def test_what_somebody_got_is_forgotten_with_them_and_by_itself(db: Database) -> None:
    def work(tx: Transaction) -> list[int]:
        who = [wants(tx, Address("telegram", "loa", str(number))) for number in range(3)]
        campaign = written(tx)
        fixed(tx, campaign, 9)
        settled(tx, campaign, lambda turn: "sent")
        recipients.settle(tx, recipients.fates(tx, campaign.number, 9), NOW)
        last = recipients.last_had(tx, who[0], NOW - timedelta(days=1))
        assert last == campaign.number
        assert recipients.last_had(tx, who[0], NOW) is None
        left = []
        visitors.forget(tx, who[0])
        left.append(len(chosen(tx, campaign.number)))
        recipients.expire_recipients(tx, NOW)
        left.append(len(chosen(tx, campaign.number)))
        recipients.expire_recipients(tx, NOW + timedelta(seconds=1))
        return [*left, len(chosen(tx, campaign.number))]

    assert await db.run(work) == [2, 2, 0]


async def test_a_campaign_is_in_one_state_and_begins_and_ends_once(db: Database) -> None:
    def work(tx: Transaction) -> list[bool]:
        one = written(tx).number
        at = datetime(2026, 12, 1, tzinfo=UTC)
        did = [campaigns.become(tx, one, CampaignState.TESTED, CampaignState.DRAFT)]
        did.append(campaigns.change(tx, one, EVERYBODY, at, "other"))
        changed = campaigns.get(tx, one)
        assert changed is not None
        assert (changed.state, changed.hash, changed.at) == (CampaignState.DRAFT, "other", at)
        did.append(campaigns.approve(tx, one, changed.author, None))
        did.append(campaigns.approve(tx, one, changed.author, None))
        did.append(campaigns.become(tx, one, CampaignState.SCHEDULED, CampaignState.APPROVED))
        did += [campaigns.begin(tx, one, NOW), campaigns.begin(tx, one, NOW)]
        did.append(campaigns.change(tx, one, EVERYBODY, at, "too late"))
        did += [campaigns.end(tx, one, CampaignState.STOPPED, NOW), campaigns.end(tx, one, CampaignState.DONE, NOW)]
        return did

    yes, no = True, False
    assert await db.run(work) == [yes, yes, yes, no, yes, yes, no, no, yes, no]
