"""Campaigns: made, changed while nobody has got them, and where each is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, or_, select, update

from bot.domain.outreach.campaigns import Audience, Campaign, CampaignState, Halt
from bot.store.engine.database import Transaction
from bot.store.tables import campaign, recipient

_ADD = insert(campaign).returning(campaign.c.number)
_THIS = campaign.c.number == bindparam("this")
_GET = select(campaign).where(_THIS)
_OF_RECIPIENT = select(campaign).join(recipient).where(recipient.c.id == bindparam("one"))
_LATEST = select(campaign).order_by(campaign.c.number.desc()).limit(bindparam("most"))
_BY_STATE = select(campaign.c.state, func.count()).group_by(campaign.c.state)
_OVER = _LATEST.where(campaign.c.ended_at > bindparam("since"))
_BEGUN = select(campaign).where(campaign.c.started_at.is_not(None)).order_by(campaign.c.number)
_CHANGE = (
    update(campaign)
    .where(_THIS, campaign.c.started_at.is_(None))
    .values(
        **{name: bindparam(f"new_{name}") for name in ("audience", "at", "hash")},
        state=CampaignState.DRAFT.value,
        halt=Halt.NONE.value,
        approver=None,
        approver_place=None,
    )
)
_WAS = campaign.c.state.in_(bindparam("was", expanding=True))
_BECOME = update(campaign).where(_THIS, _WAS).values(state=bindparam("to"), halt=bindparam("because"))
_BEGIN = _BECOME.values(started_at=bindparam("now"))
_END = _BECOME.values(ended_at=bindparam("now"))
_APPROVE = (
    update(campaign)
    .where(_THIS, or_(campaign.c.state == "draft", campaign.c.state == "tested"))
    .values(state="approved", approver=bindparam("who"), approver_place=bindparam("at_place"))
)
_FIXED = update(campaign).where(_THIS).values(fixed_to=bindparam("last"), fixed=bindparam("whole"))


def add(
    tx: Transaction,
    content: str,
    audience: Audience,
    at: datetime,
    fingerprint: str,
    author: int,
    code: str,
    now: datetime,
    *,
    place: int | None = None,
    wrong: int | None = None,
) -> Campaign:
    """A new campaign, which is being written."""
    row = {"content": content, "audience": audience.written(), "at": at, "hash": fingerprint, "author": author}
    row |= {"code": code, "made_at": now, "place": place, "wrong": wrong, "state": CampaignState.DRAFT.value}
    number: int = tx.connection.execute(_ADD, row).scalar_one()
    state = CampaignState.DRAFT
    return Campaign(number, content, audience, at, fingerprint, state, author, code, place, wrong)


def get(tx: Transaction, number: int, *, lock: bool = False) -> Campaign | None:
    """The campaign of that number; locked, nobody else changes it before this transaction ends."""
    row = tx.connection.execute(_GET.with_for_update() if lock else _GET, {"this": number}).first()
    return None if row is None else _campaign(row)


def of_recipient(tx: Transaction, recipient_id: int) -> Campaign | None:
    """The campaign that goes to that recipient."""
    row = tx.connection.execute(_OF_RECIPIENT, {"one": recipient_id}).first()
    return None if row is None else _campaign(row)


def latest(tx: Transaction, most: int) -> list[Campaign]:
    """The last ones made, the newest first."""
    return [_campaign(row) for row in tx.connection.execute(_LATEST, {"most": most})]


def ended_since(tx: Transaction, since: datetime, most: int) -> list[Campaign]:
    """Those that ended after that moment, the newest first."""
    return [_campaign(row) for row in tx.connection.execute(_OVER, {"since": since, "most": most})]


def by_state(tx: Transaction) -> dict[CampaignState, int]:
    """How many there are in each state."""
    return {CampaignState(state): int(count) for state, count in tx.connection.execute(_BY_STATE)}


def begun(tx: Transaction) -> list[Campaign]:
    """Those that have begun to go, in the order in which they were made."""
    return [_campaign(row) for row in tx.connection.execute(_BEGUN)]


def change(tx: Transaction, number: int, audience: Audience, at: datetime, fingerprint: str) -> bool:
    """From now on it is that, to be tested and approved anew; False where it has begun."""
    row = {"this": number, "new_audience": audience.written(), "new_at": at, "new_hash": fingerprint}
    return tx.connection.execute(_CHANGE, row).rowcount == 1


def become(tx: Transaction, number: int, state: CampaignState, *was: CampaignState, halt: Halt = Halt.NONE) -> bool:
    """Whether it was in one of these states, and is in the other now."""
    return tx.connection.execute(_BECOME, _bound(number, state, was, halt)).rowcount == 1


def begin(tx: Transaction, number: int, now: datetime) -> bool:
    """Whether it waited for its hour, and is under way now."""
    bound = _bound(number, CampaignState.RUNNING, (CampaignState.SCHEDULED,), Halt.NONE)
    return tx.connection.execute(_BEGIN, {**bound, "now": now}).rowcount == 1


def end(tx: Transaction, number: int, state: CampaignState, now: datetime) -> bool:
    """Whether it was not over yet, and is now: DONE or STOPPED."""
    was = tuple(one for one in CampaignState if one not in (CampaignState.DONE, CampaignState.STOPPED))
    return tx.connection.execute(_END, {**_bound(number, state, was, Halt.NONE), "now": now}).rowcount == 1


def approve(tx: Transaction, number: int, by: int, place: int | None) -> bool:
    """Somebody else approves it at that address; False where it is not being written any more."""
    return tx.connection.execute(_APPROVE, {"this": number, "who": by, "at_place": place}).rowcount == 1


def fixed(tx: Transaction, number: int, last: int, *, whole: bool) -> None:
    """Recipients are fixed up to that number of a subscription; `whole`: all of them."""
    tx.connection.execute(_FIXED, {"this": number, "last": last, "whole": whole})


def _bound(number: int, state: CampaignState, was: tuple[CampaignState, ...], halt: Halt) -> dict[str, object]:
    return {"this": number, "to": state.value, "was": [one.value for one in was], "because": halt.value}


def _campaign(row: Row[*tuple[Any, ...]]) -> Campaign:
    return Campaign(
        row.number,
        row.content,
        Audience.read(row.audience),
        row.at,
        row.hash,
        CampaignState(row.state),
        row.author,
        row.code,
        row.place,
        row.wrong,
        Halt(row.halt),
        row.fixed_to,
        bool(row.fixed),
        row.started_at,
        row.ended_at,
    )
