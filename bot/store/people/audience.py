"""Who is in the audience of a campaign: counted, and fixed a slice at a time.

All of them are among those of the one query that says who may be written to.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, select, true, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.outreach.campaigns import Audience, Campaign, RecipientState, Why
from bot.domain.outreach.facts import SOURCE_LASTS
from bot.domain.outreach.subscriptions import A_MONTH, MOST_A_MONTH
from bot.domain.pace.bulk import Bulk
from bot.store.engine.database import Transaction
from bot.store.people.subscriptions import may_be_written_to
from bot.store.tables import address, citizen, consent, lead, recipient, subscription
from bot.store.tables.subscriptions import HOLDS

FREE, BILLED = "free", "billed"
_there = address.alias("theirs")
_UNTOLD = (
    update(subscription)
    .where(subscription.c.id.in_(bindparam("those", expanding=True)))
    .values(told_at=subscription.c.told_before, told_before=None)
)


@dataclass(frozen=True)
class Rules:
    """By what somebody in an audience is left out.

    languages   in which there are words; today: when the day began
    bulk        what each channel lets go to many
    version     of the consent whose text names source and outcome, where the audience goes by them
    """

    languages: frozenset[str]
    now: datetime
    today: datetime
    bulk: Mapping[str, Bulk]
    version: str = ""


@dataclass(frozen=True)
class Counted:
    """How many of an audience there are at one account, by "free", "billed".

    Or why they are left out.
    """

    channel: str
    account: str
    by: Mapping[str, int]


def count(tx: Transaction, audience: Audience, wrong: int | None, rules: Rules) -> list[Counted]:
    """All who asked for it and are in the audience, at each account."""
    chosen = _chosen(audience, wrong, rules.now, rules.version).subquery("chosen")
    label = _label(chosen.c, rules, corrects=wrong is not None).label("label")
    told = select(chosen.c.channel, chosen.c.account, label, func.count()).group_by(
        chosen.c.channel, chosen.c.account, label
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for channel, account, name, number in tx.connection.execute(told, {"since": rules.now - A_MONTH}):
        found.setdefault((channel, account), {})[name] = int(number)
    return [Counted(*place, by) for place, by in sorted(found.items())]


def beyond(tx: Transaction, audience: Audience, wrong: int | None, whole: int) -> dict[Why, int]:
    """How many besides are no part of it, because they blocked us or have not asked for it.

    whole   how many are part of it. Where communes are named, only those are known who had asked for one of them once.
    """
    blocked = _count(tx, _ever(audience).where(address.c.blocked_at.is_not(None)))
    if wrong is not None:
        got = select(func.count()).select_from(recipient).where(recipient.c.campaign == wrong, _GOT)
        return {Why.BLOCKED: 0, Why.CONSENT: max(0, int(tx.connection.execute(got).scalar_one()) - whole)}
    everybody = _ever(audience) if audience.communes else _everybody(audience)
    return {Why.BLOCKED: blocked, Why.CONSENT: max(0, _count(tx, everybody) - blocked - whole)}


def fix(tx: Transaction, campaign: Campaign, version: str, now: datetime, most: int) -> tuple[int, int]:
    """Fixes as recipients those in the audience among the next who hold a subscription.

    Returns how many were looked at, `most` at most, and the number of the last one.

    The one query picks one address of each person, and a second row for an address is refused.
    """
    audience = campaign.audience
    next_ = select(subscription.c.id).where(HOLDS, *_of(audience), subscription.c.id > campaign.fixed_to)
    window = next_.order_by(subscription.c.id).limit(most).subquery("next")
    many, last = tx.connection.execute(select(func.count(), func.max(window.c.id))).one()
    if not many:
        return 0, campaign.fixed_to
    among = _chosen(audience, campaign.wrong, now, version)
    chosen = among.where(subscription.c.id.between(campaign.fixed_to + 1, last)).subquery("chosen")
    rows = select(
        literal(campaign.number),
        chosen.c.address_id,
        chosen.c.id,
        chosen.c.channel,
        chosen.c.account,
        literal(RecipientState.WAITING.value),
    ).where(true())  # SQLite could not tell the join of a FROM without one from what is done on a conflict
    columns = ["campaign", "address_id", "subscription", "channel", "account", "state"]
    put = insert(recipient).from_select(columns, rows.order_by(chosen.c.id))
    once = put.on_conflict_do_nothing(index_elements=["campaign", "address_id"])
    tx.connection.execute(once, {"since": now - A_MONTH})
    return int(many), int(last)


def untold(tx: Transaction, those: Collection[int]) -> None:
    """The last message in bulk does not go to the holders of these after all."""
    if those:
        tx.connection.execute(_UNTOLD, {"those": sorted(those)})


_GOT = recipient.c.state.in_([RecipientState.SENT.value, RecipientState.POSTED.value])


def _chosen(audience: Audience, wrong: int | None, now: datetime, version: str) -> Select[Any]:
    """Those of the one query who are in the audience."""
    chosen = may_be_written_to().where(*_of(audience), *_named(audience))
    if audience.sources or audience.outcomes:
        agreed = select(consent.c.id).where(consent.c.id == subscription.c.consent_id, consent.c.version == version)
        chosen = chosen.where(agreed.correlate(subscription).exists())
    if audience.sources:
        came = select(_there.c.id).where(
            _there.c.citizen_id == address.c.citizen_id,
            _there.c.came_from.in_(sorted(audience.sources)),
            _there.c.came_at >= now - SOURCE_LASTS,
        )
        chosen = chosen.where(came.correlate(address).exists())
    if audience.outcomes:
        asked = select(lead.c.number).where(
            lead.c.citizen_id == address.c.citizen_id, lead.c.state.in_(sorted(audience.outcomes))
        )
        chosen = chosen.where(asked.correlate(address).exists())
    if wrong is not None:
        got = (
            select(recipient.c.id)
            .join(_there, _there.c.id == recipient.c.address_id)
            .where(recipient.c.campaign == wrong, _GOT, _there.c.citizen_id == address.c.citizen_id)
        )
        chosen = chosen.where(got.correlate(address).exists())
    return chosen


def _of(audience: Audience) -> list[ColumnElement[bool]]:
    """What any subscription can be asked: its purpose and its commune."""
    asked: list[ColumnElement[bool]] = [subscription.c.purpose == audience.purpose.value]
    return [*asked, subscription.c.commune.in_(sorted(audience.communes))] if audience.communes else asked


def _named(audience: Audience) -> list[ColumnElement[bool]]:
    """What any address can be asked: its channel, and the language that is read there."""
    asked: list[ColumnElement[bool]] = []
    if audience.channels:
        asked.append(address.c.channel.in_(sorted(audience.channels)))
    if audience.languages:
        asked.append(citizen.c.language.in_(sorted(audience.languages)))
    return asked


def _label(row: Any, rules: Rules, *, corrects: bool) -> ColumnElement[str]:
    """Whether a message would be free or billed, or why it does not go.

    A correction waits for nobody.
    """
    out = [(row.language.not_in(sorted(rules.languages)), Why.LANGUAGE.value)]
    if not corrects:
        out += [(row.talked_at >= rules.today, Why.TODAY.value), (row.had >= MOST_A_MONTH, Why.HAD.value)]
    for channel, bulk in rules.bulk.items():
        out += [
            (and_(row.channel == channel, row.talked_at <= rules.now - since), name)
            for since, name in ((bulk.open, Why.WINDOW.value), (bulk.free, BILLED))
            if since is not None
        ]
    return case(*((condition, literal(name)) for condition, name in out), else_=literal(FREE))


def _everybody(audience: Audience) -> Select[Any]:
    """Everybody who ever wrote to us as a citizen, in the audience's channels and languages."""
    return (
        select(func.count(address.c.citizen_id.distinct()))
        .join_from(address, citizen, citizen.c.id == address.c.citizen_id)
        .where(address.c.staff_id.is_(None), *_named(audience))
    )


def _ever(audience: Audience) -> Select[Any]:
    """Those of them who had asked for it once, for one of these communes."""
    held = _everybody(audience).join(subscription, subscription.c.address_id == address.c.id)
    return held.where(*_of(audience))


def _count(tx: Transaction, statement: Select[Any]) -> int:
    return int(tx.connection.execute(statement).scalar_one())
