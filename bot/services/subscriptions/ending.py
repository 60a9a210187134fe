"""One word ends what somebody is told, at once and without a question."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.commands.subscriptions import Unsubscribe
from bot.domain.messages import Say
from bot.domain.outreach.campaigns import REACTS_WITHIN
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.subscriptions import Purpose
from bot.services.context import Context
from bot.services.facts import count
from bot.store.outreach import campaigns, recipients
from bot.store.people import subscriptions
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.words import _


def unsubscribe(command: Unsubscribe, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """ "Ngừng tin", also from who was told nothing: they are not asked again."""
    if not stop(command.purposes, visitor, context):
        return (Say(_("All right. I was not telling you anything by myself, and I will not."), actions.TO_MENU),)
    said = _("Done, I do not write to you by myself about that any more. You can still ask me anything.")
    return (Say(said, actions.TO_MENU),)


def stop(purposes: Iterable[Purpose], visitor: Visitor, context: Context) -> bool:
    """Ends these at every address of theirs; whether there was anything to end."""
    ended = subscriptions.stop(context.tx, visitor.citizen.id, purposes, context.now)
    channel = visitor.address.channel
    count(context, *(Fact(Step.UNSUBSCRIBED, "", channel, topic=purpose.value) for purpose in ended))
    if ended and (number := recipients.last_had(context.tx, visitor.citizen.id, context.now - REACTS_WITHIN)):
        told = campaigns.get(context.tx, number)
        count(context, *((Fact(Step.CAMPAIGN_STOPPED, "", channel, told.code),) if told else ()))
    return bool(ended)
