"""People are asked whether they would like to be told something, and say for which commune."""

from __future__ import annotations

from bot.domain.commands.subscriptions import NewsOf, Subscribe
from bot.domain.messages import Option, Say
from bot.domain.outreach.facts import Fact, Step
from bot.domain.outreach.subscriptions import IN_BULK, Purpose, Subscription
from bot.services.context import Context
from bot.services.facts import count
from bot.store.people import asking, consents, subscriptions
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.action import Action
from bot.talk.understanding import told_actions
from bot.words import Words, _, lines

TOLD = {
    Purpose.NEWS: _("news of voluntary social insurance"),
    Purpose.MEETINGS: _("new meetings near you"),
    Purpose.PAYMENT: _("when your next payment is due"),
}
ASKS = {Purpose.NEWS: told_actions.NEWS, Purpose.MEETINGS: told_actions.MEETING_NEWS}


def subscribe(command: Subscribe, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps their consent, and tells them from now on at this address."""
    citizen, channel = visitor.citizen, visitor.address.channel
    shown = consents.digest(command.shown)
    given = consents.give(
        context.tx, citizen.id, command.consent, (command.purpose.value,), channel, shown, context.now
    )
    subscriptions.begin(context.tx, citizen.id, visitor.address_id, command.purpose, command.commune, given)
    count(context, Fact(Step.SUBSCRIBED, command.commune, channel, topic=command.purpose.value))
    said = _(
        "Thank you. From now on I tell you {what} in {commune}. “ngừng tin” ends it at any time.",
        what=TOLD[command.purpose],
        commune=context.commune_name(command.commune),
    )
    return (Say(said, (told_actions.STOP_NEWS.option(), *actions.TO_MENU)),)


def move(command: NewsOf, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """What they are told is that of another commune."""
    if not subscriptions.move(context.tx, visitor.citizen.id, command.commune):
        return (Say(_("I tell you nothing by myself at the moment."), (told_actions.NEWS.option(), *actions.TO_MENU)),)
    said = _("Done: what I tell you is that of {commune} from now on.", commune=context.commune_name(command.commune))
    return (Say(said, actions.TO_MENU),)


def offer(purpose: Purpose, visitor: Visitor, context: Context) -> tuple[Option, ...]:
    """The button that asks for it, where this is a time to ask; that it was asked is on record."""
    action = ASKS[purpose]
    if purpose not in context.knowledge.library.subscribing or (visitor.staff is not None and visitor.staff.active):
        return ()
    if not asking.may_be_asked(context.tx, visitor.citizen.id, purpose, context.now):
        return ()
    asking.asked(context.tx, visitor.address_id, purpose, context.now)
    return (action.option(),)


def in_words(those: list[Subscription], context: Context) -> Words | None:
    """What they are told, for “my data”; None where they are told nothing."""
    told = (
        _("I tell you {what}: {commune}.", what=TOLD[one.purpose], commune=context.commune_name(one.commune))
        if one.commune
        else _("I tell you {what}.", what=TOLD[one.purpose])
        for one in those
    )
    return lines(*told) if those else None


def ways(those: list[Subscription]) -> tuple[Action, ...]:
    """What may be done about what they are told."""
    told = {one.purpose for one in those}
    news = (told_actions.NEWS_OF, told_actions.STOP_NEWS) if told & set(IN_BULK) else ()
    return (*news, *((told_actions.NEW_WAY, told_actions.STOP_REMINDING) if Purpose.PAYMENT in told else ()))
