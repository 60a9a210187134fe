"""The minutes of a meeting as a Word file in the chat, where the channel carries one."""

from __future__ import annotations

from bot.domain.meetings import Meeting
from bot.domain.messages import Address, Media, Say
from bot.domain.outreach.results import MINUTES, file_name
from bot.domain.people import Staff
from bot.services.context import Context
from bot.services.notify import Reader, notify
from bot.store.staff import members as staff
from bot.talk import actions
from bot.words import _


def push(meeting: Meeting, member: Staff, event: str, context: Context) -> None:
    """Sends the file to each place where they read it; elsewhere they ask for it."""
    for place in staff.addresses(context.tx, member.id):
        if (file := file_of(meeting, place, context)) is not None:
            notify(context, Reader(member, (place,)), file, event)


def file_of(meeting: Meeting, place: Address, context: Context) -> Say | None:
    """The file with a word to it; None where that channel carries no such file."""
    media = Media("document", MINUTES, "", str(meeting.number), file_name(meeting.number))
    if not context.abilities_at(place).passes_on(media):
        return None
    said = _("The minutes of meeting {number}, as a Word file.", number=str(meeting.number))
    return Say(said, (actions.OUR.option(meeting.number),), media=media)
