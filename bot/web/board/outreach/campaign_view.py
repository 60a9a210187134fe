"""What the board shows of a campaign, and carries out for those who look at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.commands.campaigns import Deed
from bot.domain.outreach.campaigns import Campaign, Preview
from bot.domain.people import Staff
from bot.domain.rights import Act, roles_with
from bot.services.campaigns import going, planning
from bot.services.campaigns.checks import refused_for, theirs
from bot.services.campaigns.dispatch import deeds
from bot.services.campaigns.outcomes import No
from bot.services.campaigns.preview import preview
from bot.services.campaigns.results import Outcome, results
from bot.services.campaigns.said import halted, name_of, whom
from bot.services.context import Context
from bot.store.staff import members
from bot.talk.understanding.numbers import read_number
from bot.web.board.outreach.campaign_form import Order
from bot.words import Words

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Shown:
    """One campaign as its page shows it: what it would do, or what came of it."""

    campaign: Campaign
    name: str
    whom: Words
    halted: Words | None
    foreseen: Preview | None
    outcome: Outcome | None
    deeds: tuple[Deed, ...]
    testers: tuple[Staff, ...]
    titles: Mapping[str, Words]


def counted_by(order: Order, member: Staff, context: Context) -> Preview | No:
    """Whom what is asked for would reach now, or why it cannot go."""
    if order.wrong is not None and theirs(order.wrong, member, context) is None:
        return No.NUMBER
    content = context.knowledge.library.campaigns.get(order.content)
    refused = refused_for(content, order.audience, context)
    if refused is not None or content is None:
        return refused or No.CONTENT
    return preview(content, order.audience, order.at, order.wrong, context)


def shown_of(number: int, member: Staff, context: Context) -> Shown | None:
    """The campaign of that number; None where it is not theirs to see."""
    found = theirs(number, member, context)
    if found is None:
        return None
    content = context.knowledge.library.campaigns.get(found.content)
    begun = found.started_at is not None or found.over
    return Shown(
        found,
        name_of(found, context),
        whom(found, context),
        halted(found),
        None if begun or content is None else preview(content, found.audience, found.at, found.wrong, context),
        results(found, context) if begun else None,
        deeds(found, member),
        tuple(one for one in members.in_roles(context.tx, *roles_with(Act.SEND_NEWS)) if one.id != member.id),
        context.titles,
    )


def done_with(deed: Deed, number: int, member: Staff, fields: Mapping[str, str], context: Context) -> Campaign | No:
    """Carries out what somebody sent in, with its fields; No says why not."""
    note = " ".join(fields.get("note", "").split())[:LONGEST_NOTE]
    match deed:
        case Deed.TEST:
            testers = {read_number(name.partition("-")[2]) for name in fields if name.startswith("tester-")}
            return planning.test(number, member, testers, context)
        case Deed.ASK:
            return planning.ask(number, member, note, context)
        case Deed.APPROVE | Deed.REFUSE:
            return planning.decide(number, member, deed is Deed.APPROVE, note, context)
        case Deed.START:
            return going.start(number, member, context)
        case Deed.PAUSE:
            return going.pause(number, member, context)
        case Deed.RESUME:
            return going.resume(number, member, context)
        case _:
            return going.stop(number, member, context)
