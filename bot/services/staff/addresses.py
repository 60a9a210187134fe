"""Where a member of staff works: a new address needs a tap at an old one, and can go again.

A right is never the side effect of another act: linking addresses makes nobody staff.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from bot.domain.commands.staff import AnswerNewAddress
from bot.domain.messages import Address, Say
from bot.domain.people import Staff
from bot.domain.text import CODE_LETTERS
from bot.services.context import Context
from bot.services.copies import sweep_at
from bot.services.notify import notify, tell_admins
from bot.store.people import linking as links
from bot.store.people.visitors import Visitor, settle_in
from bot.store.staff import members as staff
from bot.store.staff import new_addresses, sessions
from bot.store.staff.members import StaffAddress
from bot.talk import actions
from bot.talk.actions import TO_MENU, TO_WORK
from bot.words import Words, _, lines

LENGTH = 8
TYPED_WITHIN = timedelta(minutes=15)
TAPPED_WITHIN = timedelta(days=1)
TYPED, TAPPED = "new address: typed", "new address: tapped"


def give_code(member: Staff, context: Context) -> tuple[Say, ...]:
    """A code for one more address of theirs; the one before it is void."""
    code = _new_code()
    new_addresses.offer(context.tx, member.id, _digest(TYPED, code), context.now + TYPED_WITHIN)
    words = _(
        "To work from one more place (Zalo, Telegram or the web page), type there within {minutes} minutes: "
        "mã mời {code}. Then a question comes here; the new place works only after you tap “Yes, that is me”.",
        code=f"{code[:4]}-{code[4:]}",
        minutes=int(TYPED_WITHIN.total_seconds()) // 60,
    )
    return (Say(words, TO_WORK),)


def bring_code(code: str, visitor: Visitor, context: Context) -> tuple[Say, ...] | None:
    """Has the place wait for a tap at an old one; None where that is no such code."""
    if visitor.staff is not None and visitor.staff.active:
        return None
    tapped = _new_code()
    digests, until = (_digest(TYPED, code), _digest(TAPPED, tapped)), context.now + TAPPED_WITHIN
    who = new_addresses.bring(context.tx, digests[0], visitor.address_id, digests[1], context.now, until)
    member = staff.get(context.tx, who) if who is not None else None
    if member is None or not member.active:
        return None
    asked = _(
        "Somebody wants to work as you from a new place ({place}). Is that you? Unanswered, it lapses tomorrow. "
        "Never say yes because somebody asks you to.",
        place=context.title(visitor.address),
    )
    options = (actions.ADDRESS_MINE.option(tapped), actions.ADDRESS_STRANGE.option(tapped))
    reached = notify(context, member, Say(asked, options), "new-address")
    if not reached:
        return (Say(_("None of your old places can be reached, so please ask an administrator to let this one in.")),)
    words = _(
        "I have asked at the place where you work already: please tap “Yes, that is me” there within a day. "
        "Can you not open it any more? Then ask an administrator to let this place in."
    )
    return (Say(words),)


def answer(command: AnswerNewAddress, member: Staff, context: Context) -> tuple[Say, ...]:
    """Lets the new place in, or turns it away; the code works once, for a day."""
    which = new_addresses.answer(context.tx, member.id, _digest(TAPPED, command.code), context.now)
    if which is None:
        return (Say(_("That question is settled, or has lapsed. Nothing has changed."), TO_WORK),)
    if not command.mine:
        tell_admins(context, "new-address-refused", _turned_away(member, links.place(context.tx, which), context))
        return (Say(_("Thank you. That place was not let in, and the administrators know."), TO_WORK),)
    said = let_in(which, member, context)
    return (Say(said, TO_WORK),)


def let_in(which: int, member: Staff, context: Context) -> Words:
    """The address is theirs from now on; all of their places hear of it."""
    place = links.place(context.tx, which)
    other = staff.at(context.tx, place)
    if other is not None and other.active and other.id != member.id:
        return _("That place belongs to another member of staff by now. Nothing has changed.")
    staff.link(context.tx, member.id, place, context.now)
    welcome = _("Welcome, {name}. You can work here now, as at your other places.", name=member.name)
    notify(context, place, Say(welcome, (actions.WORK.option(), actions.STAFF_HELP.option())), "new-address-in")
    told = _("{place} is a place of yours from now on. Was that not you? Type: bỏ liên kết.",
             place=context.title(place))  # fmt: skip
    for own in staff.addresses(context.tx, member.id):
        if own not in (place, context.chat):
            notify(context, own, Say(told), "new-address-told")
    return told


def admit(number: int, context: Context) -> bool:
    """An admin lets in what waits under that number; False where nothing does (any more)."""
    found = _settled(number, context)
    if found is None:
        return False
    member, place = found
    other = staff.at(context.tx, place)
    if other is not None and other.active and other.id != member.id:
        return False
    let_in(settle_in(context.tx, place, context.now, member.language), member, context)
    return True


def turn_away(number: int, context: Context) -> bool:
    """An admin turns away what waits under that number; False where nothing does (any more).

    The member of staff is told where they work already, and so are the admins.
    """
    found = _settled(number, context)
    if found is None:
        return False
    told = _turned_away(*found, context)
    notify(context, found[0], Say(told), "new-address-turned-away")
    tell_admins(context, "new-address-refused", told)
    return True


def _settled(number: int, context: Context) -> tuple[Staff, Address] | None:
    """Whose place waited under that number; None where somebody else was first."""
    found = next((one for one in new_addresses.waiting(context.tx, context.now) if one.id == number), None)
    member = staff.get(context.tx, found.staff) if found is not None else None
    if found is None or member is None or not member.active:
        return None
    return (member, found.address) if new_addresses.settle(context.tx, number, context.now) else None


def _turned_away(member: Staff, place: Address, context: Context) -> Words:
    return _("A place that called itself {name} was turned away ({place}).", name=member.name,
             place=context.title(place))  # fmt: skip


def throw_out_newest(member: Staff, context: Context) -> tuple[Say, ...] | None:
    """ "Bỏ liên kết" of staff: the newest of their places goes, wherever that is typed.

    So a stranger who has got in cannot throw the owner out. None where there is but one place.
    """
    places = staff.places(context.tx, member.id)
    if len(places) < 2:
        return None
    newest = places[-1]
    words = _("{place} is no place of yours any more.", place=context.title(newest.address))
    throw_out(newest, member, context)
    if newest.address == context.chat:
        return (Say(words, TO_MENU),)
    return (Say(lines(words, _signed_out()), TO_WORK),)


def throw_out(place: StaffAddress, member: Staff, context: Context) -> None:
    """Nobody works there any more: codes are void, sessions end, all concerned are told, once."""
    sweep_at(place.address, replace(member, active=False), context)
    if not staff.let_go(context.tx, place):
        return
    links.void(context.tx, place.id)
    new_addresses.void(context.tx, member.id)
    sessions.end_all(context.tx, member.id, context.now)
    words = _("{place} is no place of yours any more.", place=context.title(place.address))
    for own in staff.addresses(context.tx, member.id):
        if own != context.chat:
            notify(context, own, Say(lines(words, _signed_out())), "thrown-out-told")
    if place.address != context.chat:
        gone = _("This place is not used for work any more.")
        notify(context, place.address, Say(gone, TO_MENU), "thrown-out")
    told = _("{name} works no more from {place}; codes and sessions at the board are void.", name=member.name,
             place=context.title(place.address))  # fmt: skip
    tell_admins(context, "thrown-out-admins", told)


def _signed_out() -> Words:
    return _("You are signed out of the board everywhere; “bảng” opens it again.")


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(LENGTH))


def _digest(purpose: str, code: str) -> bytes:
    """What is kept of a code; the purpose keeps one kind from being used as another."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(f"{purpose} {plain}".encode()).digest()
