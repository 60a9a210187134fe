"""Many requests at once come as one list: a hundred cards would bury the urgent one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import structlog

from bot.domain.events.leads import LeadEvent
from bot.domain.leads import Lead
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.leads.announcements import post_card, said_to_staff, seen
from bot.services.leads.cards import SHOWN, line, list_of, numbers_of
from bot.services.leads.routing import Roster
from bot.services.leads.who_hears import HEARS, PLAIN
from bot.services.notify import Reader, notify
from bot.store.staff.audited import Audited
from bot.words import Words, _, lines

log = structlog.get_logger()

CARDS = 3


@dataclass
class Round:
    """One look of the clock: what each reader is to be told is gathered, and posted at its end."""

    context: Context
    roster: Roster
    told: dict[int, tuple[Reader, list[tuple[Lead, Words]]]] = field(default_factory=dict)

    def tell(self, readers: Sequence[Reader], event: LeadEvent) -> None:
        """Those readers are to be told of it."""
        hears = HEARS[event.kind]
        heading = said_to_staff(hears.holder or hears.office or PLAIN, event, self.context)
        for reader in readers:
            self.told.setdefault(reader.member.id, (reader, []))[1].append((event.lead, heading))
        if not readers:
            log.error("lead_without_staff", lead=event.lead.number, commune=event.lead.commune)

    def post(self) -> None:
        """A few come as cards, more of them as one list."""
        for staff_id, (reader, found) in sorted(self.told.items()):
            if len(found) <= CARDS:
                for lead, heading in found:
                    post_card(lead, reader, self.context, heading)
                continue
            heading = _("{count} requests have waited too long:", count=len(found))
            waiting = [lead for lead, _heading in found]
            say = list_of(waiting, self.context, heading)
            seen(reader.member, waiting[:SHOWN], self.context, Audited.TOLD)
            notify(self.context, reader, say, f"late:{staff_id}")


def tell_of_all(
    moved: Sequence[Lead], back: int, leaving: Staff, to: Staff | None, giver: Staff, context: Context
) -> None:
    """Tells both officers that all requests of one were given to the other, or put back."""
    if to is not None and moved:
        seen(to, moved[:SHOWN], context, Audited.TOLD)
        listed = [line(lead, context.commune_name(lead.commune)) for lead in moved[:SHOWN]]
        count, name = len(moved), leaving.name
        words = _("{count} requests of {name} are yours now; “việc của tôi” lists them.", count=count, name=name)
        notify(context, to, Say(lines(words, *listed), names=numbers_of(moved[:SHOWN])), "all")
    left = _("{count} of your requests were handed over by {staff}.", count=len(moved) + back, staff=giver.name)
    notify(context, leaving, Say(left), "all")
