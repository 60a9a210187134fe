"""The brake on more messages in a minute than one person writes."""

from __future__ import annotations

from bot.domain.messages import Say
from bot.domain.pace.limits import Limits
from bot.store.people.visitors import Visitor
from bot.words import _

SLOWER = Say(_("So many messages at once! Please give me a minute, then I am all yours again."))


def brake(this_minute: int, visitor: Visitor, limits: Limits) -> tuple[Say, ...] | None:
    """What is said instead of an answer where it is too much for a minute; None where it is not."""
    staff = visitor.staff is not None
    most = limits.staff_messages_a_minute if staff else limits.messages_a_minute
    over = this_minute - most
    if over <= 0:
        return None
    slower = _(
        "More than {most} messages in a minute: this one is not carried out. Please go on in a minute.", most=most
    )
    return ((Say(slower) if staff else SLOWER),) if over % most == 1 % most else ()
