"""What somebody sent and could not be carried: its reader gets the words and is told so, and so is who sent it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.cases import Case
from bot.domain.messages import Message, Say
from bot.services.cases.cards import KINDS, tell_citizen, tell_staff
from bot.services.context import Context
from bot.store.cases import messages as casemail
from bot.store.cases import queries as cases
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import addresses as reach
from bot.store.staff import members as staff
from bot.words import Language, _


def go_without_file(parcel: Parcel, context: Context) -> None:
    """Posts the words of a parcel that was given up for its file; nothing where the question has been erased since."""
    media = parcel.message.media
    number = casemail.about(context.tx, parcel.number)
    case = cases.get(context.tx, number or 0)
    if media is None or case is None or parcels.state(context.tx, parcel.key) != "never":
        return
    owner = reach.owner(context.tx, parcel.address)
    member = staff.get(context.tx, owner.staff) if owner is not None and owner.staff is not None else None
    language = context.language(
        case.language if parcel.address == case.address else member.language if member else "vi"
    )
    words = words_alone(parcel.message, language)
    parcels.post(context.tx, f"{parcel.key}:words", parcel.address, words, context.now, case=case.number)
    _tell_sender(parcel, case, context)


def words_alone(message: Message, language: Language) -> Message:
    """The message without its file, which says so."""
    if message.media is None:
        return message
    lost = language.say(_("({what} sent with this could not be carried here)", what=KINDS[message.media.kind]))
    return replace(message, text="\n".join(part for part in (message.text, lost) if part), media=None)


def _tell_sender(parcel: Parcel, case: Case, context: Context) -> None:
    """Once for each thing sent, however many addresses it was to reach."""
    assert parcel.message.media is not None
    turn, _colon, _rest = parcel.key.partition(":")
    there = replace(context, turn=turn)
    words = _(
        "{number}: {what} that you sent did not arrive. Please send it again, or type what it shows.",
        number=str(case.number),
        what=KINDS[parcel.message.media.kind],
    )
    if parcel.address != case.address:
        tell_citizen(case, there, "lost", Say(words))
    elif case.taken_by is not None:
        tell_staff(case, there, case.taken_by, "lost", Say(words))
