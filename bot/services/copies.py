"""Who may read what; copies of it do not outlive the right to them.

Asked when a right ends, and again by delivery for every parcel that it claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.messages import Address, Say, Subject
from bot.domain.people import Staff
from bot.domain.rights import may_read
from bot.services.context import Context
from bot.services.notify import change
from bot.store.cases import queries as cases
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines
from bot.store.messages import copies as store
from bot.store.messages.claiming import Parcel
from bot.store.messages.copies import Copy
from bot.store.staff import members as staff
from bot.words import Words, _


@dataclass(frozen=True)
class Stays:
    """A card on somebody's phone that no platform lets us empty."""

    address: Address
    subject: Subject


def reads(tx: Transaction, member: Staff, subjects: Iterable[Subject]) -> bool:
    """Whether the member of staff may read of all of these."""
    found = ((leads if one.kind == "lead" else cases).get(tx, one.id) for one in subjects)
    return member.active and all(one is not None and may_read(member, one) for one in found)


def still_readable(tx: Transaction, claimed: Sequence[Parcel]) -> list[Parcel]:
    """Those of the claimed parcels whose readers may still read them; the others are withdrawn."""
    kept = [parcel for parcel in claimed if _readable(tx, parcel)]
    for parcel in claimed:
        if parcel not in kept:
            store.drop(tx, parcel.number)
    return kept


def _readable(tx: Transaction, parcel: Parcel) -> bool:
    """Whether its reader may still read it where it goes."""
    if parcel.reader is None:
        return parcel.group or all(store.may_be_told(tx, one, parcel.address) for one in parcel.subjects)
    member = staff.at(tx, parcel.address)
    return member is not None and member.id == parcel.reader and reads(tx, member, parcel.subjects)


def withhold(subject: Subject, context: Context) -> None:
    """Takes every copy about it, and list with it, from those who may read it no more.

    The newest card in each chat is changed by others: it tells how things are now.
    """
    for copy in store.of(context.tx, subject):
        member = staff.get(context.tx, copy.reader)
        if member is not None and reads(context.tx, member, [subject]):
            continue
        if not _withdrawn(copy, context) and copy.listed:
            _empty(copy, context)


def discard_lists(subject: Subject, context: Context) -> None:
    """Takes the lists that name it from everybody: nothing of it is to be kept."""
    for copy in store.of(context.tx, subject):
        if copy.listed and not _withdrawn(copy, context):
            _empty(copy, context)


def sweep(member: Staff, context: Context) -> list[Stays]:
    """Takes from them what they may not read any more; returns what stays all the same.

    One who has left may read nothing: whatever waits for them is withdrawn, their web chat forgotten.
    """
    if not member.active:
        store.withdraw_all(context.tx, member.id)
    return [left for place in staff.places(context.tx, member.id) for left in sweep_at(place.address, member, context)]


def sweep_at(place: Address, member: Staff, context: Context) -> list[Stays]:
    """The same at one of their addresses; with a member who is not active: all of it."""
    stays = []
    store.sweeps(context.tx, member.id)
    for copy in store.at(context.tx, place, member.id):
        if member.active and reads(context.tx, member, copy.subjects):
            continue
        if not _withdrawn(copy, context) and not _empty(copy, context):
            stays += [Stays(place, one) for one in copy.subjects]
    if not member.active:
        chat_lines.forget_said(context.tx, place.chat, context.now)
    return list(dict.fromkeys(stays))


def withdraw_unsent(member: Staff, subject: Subject, context: Context) -> None:
    """What waits to tell the member of staff about it is withdrawn, though they may ask for it."""
    for copy in store.of(context.tx, subject):
        if copy.reader == member.id and not copy.sent:
            store.withdraw(context.tx, copy)


def _withdrawn(copy: Copy, context: Context) -> bool:
    """Withdraws it before it sets out; False where it may arrive, or has."""
    return not copy.sent and store.withdraw(context.tx, copy)


def _empty(copy: Copy, context: Context) -> bool:
    """Empties a copy that may have arrived; False where the platform lets nothing be changed."""
    if chat_lines.delete(context.tx, copy.address.chat, copy.key):
        store.emptied(context.tx, copy)
        return True
    if not context.edits(copy.address):
        return False
    change(context, copy.key, copy.address, Say(_emptied(copy)), "emptied")
    return True


def _emptied(copy: Copy) -> Words:
    """What is read where the copy was."""
    if copy.listed:
        return _("This list is not up to date any more.")
    number = str(copy.subjects[0].id)
    if copy.subjects[0].kind == "lead":
        return _("Request {number} is shown here no more.", number=number)
    return _("Question {number} is shown here no more.", number=number)
