"""What cannot go to an address goes another way: to their other address, or by a call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import structlog

from bot.channels.media.speech import is_read_aloud
from bot.domain.cases import Case
from bot.domain.leads import Lead
from bot.domain.message_fitting import fit
from bot.domain.messages import Address, Message, Say, Subject
from bot.domain.people import Role, Staff
from bot.services.cases.announcements import tell_citizen, tell_staff
from bot.services.cases.cards import KINDS
from bot.services.cases.escalation import climb as next_asked
from bot.services.context import Context
from bot.services.leads.climbing import climb
from bot.services.meetings import calls
from bot.services.notify import Reader, notify
from bot.services.outbox.overdue import LATE, PIECE, wakes_nobody_from
from bot.store.cases import queries as cases
from bot.store.leads import queries as leads
from bot.store.messages import late_parcels
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import addresses
from bot.store.people.addresses import Owner
from bot.store.staff import members as staff
from bot.talk.action import is_action
from bot.talk.actions import SPARE
from bot.words import Language, Value, Words, _

AT_ONCE = 200
log = structlog.get_logger()


@dataclass(frozen=True)
class Failure:
    """Why a parcel was given up.

    closed      nothing will ever arrive at that address
    elsewhere   its reader is not to be written to there any more, as the platform's rules foresee
    """

    reason: str
    closed: bool = False
    elsewhere: bool = False


def see_to(parcel: Parcel, failure: Failure, context: Context) -> None:
    """Has the reader of a parcel given up told elsewhere, or called; each way is tried once.

    What others were to do about it, they are told at once; what no rule foresees, the admins are.
    """
    owner, about = addresses.owner(context.tx, parcel.address), parcels.about(context.tx, parcel.number)
    member = staff.get(context.tx, owner.staff) if owner is not None and owner.staff is not None else None
    if about is not None and about.kind == "guest":
        if owner is None or not _told_elsewhere(parcel, owner, about, context):
            calls.undelivered(about.id, context)
        return
    by_choice = failure.closed and member is None and not parcel.group
    wanted_there = parcel.subscription is not None
    if wanted_there or parcel.kind in ("delete", "answer") or (by_choice and not failure.elsewhere):
        return
    if parcel.kind == "new" and owner is not None and not parcel.group:
        _another_way(parcel, failure, owner, member, about, context)
    if not failure.elsewhere:
        _tell_admins(parcel, failure, member, context)


def _another_way(
    parcel: Parcel, failure: Failure, owner: Owner, member: Staff | None, about: Subject | None, context: Context
) -> None:
    if _told_elsewhere(parcel, owner, about, context):
        return
    lead = leads.get(context.tx, about.id) if about is not None and about.kind == "lead" else None
    if member is not None and failure.closed:
        gone(member, about, context)
    elif lead is None or not lead.open:
        log.warning("nobody told", parcel=parcel.number, channel=parcel.address.channel)
    elif member is not None:
        _tell_supervisors(parcel, lead, member, context)
    else:
        _have_called(parcel, lead, context)


def gone(member: Staff, about: Subject | None, context: Context) -> None:
    """Nothing reaches the member any more: what lies with them goes on at once."""
    lead = leads.get(context.tx, about.id) if about is not None and about.kind == "lead" else None
    climb(member, lead, context)
    for case in cases.of_staff(context.tx, member.id):
        next_asked(case.number, member.id, context)
    if about is not None and about.kind == "case":
        next_asked(about.id, member.id, context)


def pass_on_late(context: Context) -> int:
    """Tells staff elsewhere what has waited too long; returns how many that were.

    Nobody is woken up for it.
    """
    if wakes_nobody_from(context) > context.now:
        return 0
    late = late_parcels.late_to_staff(context.tx, context.now - LATE, AT_ONCE)
    for parcel, about in late:
        owner = addresses.owner(context.tx, parcel.address)
        if owner is not None and _still_matters(about, context):
            _told_elsewhere(parcel, owner, about, context)
    late_parcels.passed_on(context.tx, [parcel.number for parcel, _about in late])
    return len(late)


def _still_matters(about: Subject, context: Context) -> bool:
    found = (leads if about.kind == "lead" else cases).get(context.tx, about.id)
    return found is not None and found.open


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
    put = partial(parcels.post, context.tx, about=about, bulk=parcel.bulk, posted=context.now, reader=parcel.reader)
    for number, piece in enumerate(fit(message, abilities, spare=SPARE)):
        own = key if number == 0 else f"{key}/{number}"
        put(own, other, piece, context.now, names=parcel.names)


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
    number, channel, phone = str(lead.number), context.title(parcel.address), lead.phone.spoken if lead.phone else ""
    if lead.waits:
        asked = _("Request {number}: no message reaches the citizen on {channel}. Please take it.", number=number,
                  channel=channel)  # fmt: skip
    else:
        asked = _("Request {number}: my messages no longer reach the citizen on {channel}. Please call {phone}.",
                  number=number, channel=channel, phone=phone)  # fmt: skip
    told = [member for member in [staff.get(context.tx, lead.taken_by)] if member] if lead.taken_by else []
    for member in told or _who_see(lead, context) or staff.supervisors(context.tx, lead.commune):
        _tell_once(member, parcel, lead, Say(asked), context)


def _who_see(lead: Lead, context: Context) -> list[Staff]:
    return [member for member in staff.of_commune(context.tx, lead.commune) if member.sees(lead)]


def _tell_supervisors(parcel: Parcel, lead: Lead, unreached: Staff, context: Context) -> None:
    """Tells the supervisors of an officer whom no request reaches."""
    words = _(
        "Request {number}: my message no longer reaches {staff} on {channel}. Please pass it on, and ask {staff} to "
        "send me any word there, so that I may write again.",
        number=str(lead.number),
        channel=context.title(parcel.address),
        staff=unreached.name,
    )
    for supervisor in staff.supervisors(context.tx, lead.commune):
        if supervisor.id != unreached.id:
            _tell_once(supervisor, parcel, lead, Say(words), context)


def _tell_admins(parcel: Parcel, failure: Failure, member: Staff | None, context: Context) -> None:
    """Once a day for each reason; where they can, on another channel than the one in trouble."""
    channel, reason = context.title(parcel.address), failure.reason
    if member is not None and failure.closed:
        what, words = parcel.address.chat, _("{staff} can no longer be reached on {channel} ({reason}).")
    elif parcel.group and failure.closed:
        what, words = parcel.address.chat, _("I may no longer write to a group of staff on {channel} ({reason}).")
    else:
        what = reason
        words = _("A message on {channel} could not be delivered and was given up ({reason}). See “loa parcels”.")
    values: dict[str, Value] = {"channel": channel, "reason": reason, "staff": member.name if member else ""}
    told = Say(Words(words.msgid, tuple(values.items())))
    once = replace(context, turn=f"given up:{parcel.address.channel}:{what}:{context.today}")
    for admin in staff.in_roles(context.tx, Role.ADMIN):
        found = staff.addresses(context.tx, admin.id)
        others = tuple(one for one in found if one.channel != parcel.address.channel)
        notify(once, Reader(admin, others or tuple(found)), told, "")


def _tell_once(member: Staff, parcel: Parcel, lead: Lead, say: Say, context: Context) -> None:
    """Once a day for each request and unreached chat."""
    once = replace(context, turn=f"stranded:{lead.number}:{parcel.address.chat}:{context.now.date()}")
    notify(once, member, say, "", about=lead.subject, but=parcel.address)


def go_without_file(parcel: Parcel, context: Context) -> None:
    """Posts the words of a parcel that was given up for its file, if its question still exists."""
    media = parcel.message.media
    about = parcels.about(context.tx, parcel.number)
    case = cases.get(context.tx, about.id) if about is not None and about.kind == "case" else None
    if media is None or is_read_aloud(media) or case is None or parcels.state(context.tx, parcel.key) != "never":
        return
    words = words_alone(parcel.message, context.language(addresses.language(context.tx, parcel.address)))
    key, now = f"{parcel.key}:words", context.now
    to = parcel.address
    parcels.post(context.tx, key, to, words, now, about=case.subject, posted=now, reader=parcel.reader)
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
