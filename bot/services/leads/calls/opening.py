"""Three sentences to begin a call with, from what is known of the request."""

from __future__ import annotations

from bot.domain.calendar import VIET_NAM
from bot.domain.leads import Lead
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.leads.calls.known import WHEN
from bot.services.leads.cards import topic
from bot.words import Words, _, lines


def opening(lead: Lead, member: Staff, context: Context) -> Words:
    """Who calls and why; what it is about; whether now is a good moment."""
    name, day = lead.name, lead.asked_at.astimezone(VIET_NAM).date()
    commune = context.commune_name(lead.commune)
    hello = _("“Hello {name}, this is {staff} of {commune}.", name=name, staff=member.name, commune=commune)
    who = (
        _("{hello} Somebody close to you asked us on {day} to call you.”", hello=hello, day=day)
        if lead.asked_by_other
        else _("{hello} You asked us on {day} to call you.”", hello=hello, day=day)
    )
    read = topic(lead, member, context)
    about = (
        _("“You have read about {topic}; is that what you would like to know more of?”", topic=read)
        if read is not None
        else _("“What would you like to know about voluntary social insurance?”")
    )
    when = (
        _("“Is now a good moment? If not, when may I call again: {when}?”", when=WHEN[lead.prefer])
        if lead.prefer
        else _("“Is now a good moment, or shall I call at another time?”")
    )
    return lines(_("To begin with:"), who, about, when)
