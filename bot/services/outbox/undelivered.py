"""What cannot go to an address goes another way: to their other address, or by a call."""

from __future__ import annotations

import re
from dataclasses import replace

import structlog

from bot.domain.cases import Case
from bot.domain.leads import Lead
from bot.domain.message_fitting import fit
from bot.domain.messages import Address, Message, Say, Subject
from bot.domain.people import Staff
from bot.services.cases.announcements import tell_citizen, tell_staff
from bot.services.cases.cards import KINDS
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.cases import queries as cases
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import addresses
from bot.store.people.addresses import Owner
from bot.store.staff import members as staff
from bot.talk.actions import VERDICTS, is_action
from bot.words import Language, _

PIECE = re.compile(r"\+\d+$")

log = structlog.get_logger()


def go_elsewhere(parcel: Parcel, context: Context) -> None:
    """Has the reader of a parcel given up told elsewhere, or called; each way is tried once."""
    owner = addresses.owner(context.tx, parcel.address)
    about = parcels.about(context.tx, parcel.number)
    lead = leads.get(context.tx, about.id) if about is not None and about.kind == "lead" else None
    if owner is not None and _told_elsewhere(parcel, owner, about, context):
        return
    if lead is None or not lead.open:
        log.warning("nobody told", parcel=parcel.number, channel=parcel.address.channel)
        return
    if owner is not None and owner.staff is not None:
        _tell_supervisors(parcel, lead, owner.staff, context)
    else:
        _have_called(parcel, lead, context)


def _told_elsewhere(parcel: Parcel, owner: Owner, about: Subject | None, context: Context) -> bool:
    """Whether they are told at another address, where it may have gone in the first place."""
    for other in addresses.others(context.tx, parcel.address, owner):
        key = _key_there(parcel, other)
        known = parcels.state(context.tx, key)
        if known in ("waiting", "sent"):
            return True
        if not known:
            _repost(parcel, key, other, about, context)
            return True
    return False


def _repost(parcel: Parcel, key: str, other: Address, about: Subject | None, context: Context) -> None:
    """Posts the same words; of the buttons only those that belong to no open question."""
    abilities = context.abilities_at(other)
    buttons = tuple(button for button in parcel.message.buttons if is_action(button.token))
    message = replace(parcel.message, buttons=buttons, wants_contact=False)
    if message.media is not None and not abilities.passes_on(message.media):
        message = words_alone(message, context.language(addresses.language(context.tx, other)))
    for number, piece in enumerate(fit(message, abilities, spare=VERDICTS)):
        own = key if number == 0 else f"{key}/{number}"
        parcels.post(context.tx, own, other, piece, context.now, about=about, bulk=parcel.bulk)


def _key_there(parcel: Parcel, other: Address) -> str:
    """The key that the parcel has at the other address, if it went to all of theirs."""
    piece = PIECE.search(parcel.key)
    suffix = piece[0] if piece else ""
    stem = parcel.key.removesuffix(suffix)
    place = f"{parcel.address.channel}:{parcel.address.chat}"
    if stem.endswith(place):
        return f"{stem.removesuffix(place)}{other.channel}:{other.chat}{suffix}"
    return f"{stem}:at:{other.channel}:{other.chat}{suffix}"


def _have_called(parcel: Parcel, lead: Lead, context: Context) -> None:
    """Asks the officer who has the request, else the commune's staff, to call."""
    words = _(
        "Request {number}: my messages no longer reach the citizen on Zalo. Please call {phone}.",
        number=str(lead.number),
        phone=lead.phone.spoken if lead.phone else "",
    )
    told = [member for member in [staff.get(context.tx, lead.taken_by)] if member] if lead.taken_by else []
    for member in told or _who_see(lead, context) or staff.supervisors(context.tx, lead.commune):
        _tell_once(member, parcel, lead, Say(words), context)


def _who_see(lead: Lead, context: Context) -> list[Staff]:
    return [member for member in staff.of_commune(context.tx, lead.commune) if member.sees(lead)]


def _tell_supervisors(parcel: Parcel, lead: Lead, unreached: int, context: Context) -> None:
    """Tells the supervisors of an officer whom no request reaches after a week of silence."""
    member = staff.get(context.tx, unreached)
    words = _(
        "Request {number}: my message no longer reaches {staff} on Zalo. Please pass it on, and ask {staff} to send me "
        "any word there, so that I may write again.",
        number=str(lead.number),
        staff=member.name if member else "",
    )
    for supervisor in staff.supervisors(context.tx, lead.commune):
        if supervisor.id != unreached:
            _tell_once(supervisor, parcel, lead, Say(words), context)


def _tell_once(member: Staff, parcel: Parcel, lead: Lead, say: Say, context: Context) -> None:
    """Once a day for each request and unreached chat."""
    once = replace(context, turn=f"stranded:{lead.number}:{parcel.address.chat}:{context.now.date()}")
    notify(once, member, say, "", about=lead.subject, but=parcel.address)


def go_without_file(parcel: Parcel, context: Context) -> None:
    """Posts the words of a parcel that was given up for its file, if its question still exists."""
    media = parcel.message.media
    about = parcels.about(context.tx, parcel.number)
    case = cases.get(context.tx, about.id) if about is not None and about.kind == "case" else None
    if media is None or case is None or parcels.state(context.tx, parcel.key) != "never":
        return
    words = words_alone(parcel.message, context.language(addresses.language(context.tx, parcel.address)))
    parcels.post(context.tx, f"{parcel.key}:words", parcel.address, words, context.now, about=case.subject)
    _tell_sender(parcel, case, context)


def words_alone(message: Message, language: Language) -> Message:
    """The message without its file, which says so."""
    if message.media is None:
        return message
    lost = language.say(_("({what} sent with this could not be carried here)", what=KINDS[message.media.kind]))
    return replace(message, text="\n".join(part for part in (message.text, lost) if part), media=None)


def _tell_sender(parcel: Parcel, case: Case, context: Context) -> None:
    """Once for each thing sent, however many addresses it was to addresses."""
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
