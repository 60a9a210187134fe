"""One person at several addresses: codes given and brought, citizens united, and parted."""

from __future__ import annotations

import secrets

from bot.domain.commands.citizens import LinkAddress
from bot.domain.messages import Say
from bot.domain.text import CODE_LETTERS
from bot.services.context import Context
from bot.services.leads.withdraw import withdraw_doubles
from bot.services.notify import notify
from bot.services.staff.addresses import throw_out_newest
from bot.store.people import linking as links
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.actions import TO_MENU
from bot.words import Words, _, lines

LENGTH = 8
CODES_AN_HOUR = 5
MISSES_AN_HOUR = 5


def give_code(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """A code that works once, for a quarter of an hour."""
    if visitor.staff is not None and visitor.staff.active:
        return (_works_here(),)
    if links.offered(context.tx, visitor.address_id, context.now) >= CODES_AN_HOUR:
        return (_too_often(),)
    code = "".join(secrets.choice(CODE_LETTERS) for _place in range(LENGTH))
    links.offer(context.tx, visitor.address_id, code, context.now)
    words = _(
        "Your code: {code}. Open the other place where you write to me (Zalo, Telegram or the web page) and type "
        "there: liên kết {code}. It works once, for {minutes} minutes. Show it to nobody.",
        code=f"{code[:4]}-{code[4:]}",
        minutes=int(links.CODES_LIVE.total_seconds() // 60),
    )
    return (Say(words, (actions.LINK_CODE.option(), *TO_MENU)),)


def bring_code(command: LinkAddress, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Makes the two addresses one person's, and says so at both."""
    if links.misses(context.tx, visitor.address_id, context.now) >= MISSES_AN_HOUR:
        return (_too_often(),)
    other = links.redeem(context.tx, command.code, context.now)
    if other is None:
        links.miss(context.tx, visitor.address_id, context.now)
        said = _("That code is not valid (any more). Please ask for a new one in the other place: type “liên kết”.")
        return (Say(said, TO_MENU),)
    if other == visitor.address_id:
        return (Say(_("That code is from this very place. Please type it in the other one."), TO_MENU),)
    return _link(visitor, other, context)


def _link(visitor: Visitor, other: int, context: Context) -> tuple[Say, ...]:
    """Staff are never linked: what one place may do does not come to another by the way."""
    ids = sorted((visitor.address_id, other))
    whose = {one: links.whose(context.tx, one) for one in ids}
    (mine, here), (theirs, there) = whose[visitor.address_id], whose[other]
    if here is not None:
        return (_works_here(),)
    if there is not None:
        return (Say(_("That place is one where a member of staff works, so I do not link it."), TO_MENU),)
    elsewhere = links.place(context.tx, other)
    if mine != theirs:
        links.unite(context.tx, mine, theirs)
        for citizen in (mine, theirs):
            withdraw_doubles(citizen, context)
    told = _(
        "This place is now linked with {place}: what you do in one counts in both. Was that not you? "
        "Type: bỏ liên kết.",
        place=context.title(visitor.address),
    )
    notify(context, elsewhere, Say(told), "linked")
    done = _(
        "Linked with {place}: requests, consent and language are now the same in both.", place=context.title(elsewhere)
    )
    return (Say(done, (actions.MY_DATA.option(), *TO_MENU)),)


def part(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Undoes links: each place keeps what it had. Of staff, the newest of their places goes."""
    if visitor.staff is not None and visitor.staff.active:
        thrown_out = throw_out_newest(visitor.staff, context)
        if thrown_out is not None:
            return thrown_out
    if len(links.addresses(context.tx, visitor.citizen.id)) < 2:
        return (Say(_("This place is not linked with any other."), TO_MENU),)
    for which in links.part(context.tx, visitor.address_id, visitor.citizen.language, context.now):
        if which != visitor.address_id:
            told = _("This place is not linked with {place} any more.", place=context.title(visitor.address))
            notify(context, links.place(context.tx, which), Say(told, TO_MENU), "parted")
    return (Say(_("Parted. Each place keeps what it had before."), TO_MENU),)


def linked(visitor: Visitor, context: Context) -> Words | None:
    """The places where they are known, for “my data”; None where there is only this one."""
    places = links.addresses(context.tx, visitor.citizen.id)
    if len(places) < 2:
        return None
    named = lines(*(_("• {place}", place=context.title(place)) for place in places))
    return lines(
        _("You write to me from {count} linked places:", count=len(places)),
        named,
        _("To part them, type: bỏ liên kết."),
    )


def _works_here() -> Say:
    words = _(
        "You work here as staff, so I link this place with no other: what staff may do never goes along. To work from "
        "one more place, type: thêm nơi nhắn tin."
    )
    return Say(words, TO_MENU)


def _too_often() -> Say:
    return Say(_("That was tried too often. Please wait an hour and try again."), TO_MENU)
