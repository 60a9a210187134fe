"""What is known for a call beside name and phone: when, how it came, what goes with it."""

from __future__ import annotations

from bot.domain.calls.known import BY_STAFF, PLACES, PREFERENCES
from bot.domain.consents import ATTACH_QUESTIONS, ATTACH_SUM
from bot.domain.leads import Lead
from bot.domain.messages import Abilities, Option
from bot.domain.people import Staff
from bot.domain.rights import RIGHTS, Act, Reach
from bot.services.context import Context
from bot.store.leads import extras
from bot.store.leads import queries as leads
from bot.talk import actions
from bot.talk.noticed import KHMER
from bot.words import Words, _, lines, verbatim

WHEN = {option.token: option.label for option in PREFERENCES}
WHERE = {option.token: option.label for option in PLACES}
SPOKEN = {KHMER: _("Speaks Khmer.")}
ADDED = {ATTACH_SUM: _("Worked out before:"), ATTACH_QUESTIONS: _("Asked before:")}


def came_by(lead: Lead, context: Context) -> list[Words]:
    """Over which channel it was asked for, and by which poster they had come."""
    if lead.channel == BY_STAFF:
        return [_("Written by staff: {where}", where=WHERE[lead.source])] if lead.source in WHERE else []
    title, poster = context.titles.get(lead.channel), context.knowledge.library.posters.get(lead.source)
    return [
        *([_("Asked over: {channel}", channel=title)] if title is not None else []),
        *([_("Came by: {where}", where=poster.where)] if poster is not None else []),
    ]


def speaks(lead: Lead, context: Context) -> list[Words]:
    """A language in which Loa itself does not speak to them, but which they speak."""
    codes = {code for _address, code in leads.asker(context.tx, lead.number)}
    return [words for code, words in SPOKEN.items() if code in codes]


def with_it(lead: Lead, member: Staff, context: Context) -> list[Words]:
    """What the citizen had go with it, for who calls them and for those in charge."""
    found = extras.of(context.tx, lead.number)
    if not found:
        return []
    if lead.taken_by != member.id and RIGHTS[Act.SEE_HELD][member.role] is not Reach.AREA:
        return [_("The citizen has added something; it comes when you have taken the request.")]
    return [lines(ADDED[extra.purpose], verbatim(extra.words)) for extra in found]


def fitting(options: tuple[Option, ...], context: Context) -> tuple[Option, ...]:
    """Where there is no room for all, the note gives way to calling and undoing."""
    abilities = context.abilities_at(context.chat) if context.chat is not None else Abilities()
    if not abilities.buttons or len(options) <= abilities.most_buttons:
        return options
    return tuple(option for option in options if not option.token.startswith(actions.NOTE.prefix))
