"""Becoming staff by an invitation code, leaving for good, and group chats of communes."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.domain.commands.staff import JoinStaff
from bot.domain.messages import Say
from bot.domain.people import Role
from bot.services.context import Context
from bot.services.staff.my_work import still_waiting
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.people.visitors import Visitor
from bot.store.scheduling import due
from bot.store.staff import groups, invitations
from bot.store.staff import members as staff
from bot.talk import actions
from bot.words import _


def code_hash(code: str) -> bytes:
    """What is kept of an invitation code; case and dashes do not matter."""
    return hashlib.sha256("".join(c for c in code.upper() if c.isalnum()).encode()).digest()


def join(command: JoinStaff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Links this address with the invited person; a code works once."""
    member = invitations.redeem(
        context.tx, code_hash(command.code), visitor.address, context.now, visitor.citizen.language
    )
    if member is None:
        return (Say(_("That code is not valid (any more). Please ask whoever invited you for a new one.")),)
    names = ", ".join(sorted(context.commune_name(code) for code in member.communes))
    where = _("all communes") if not member.communes else _("{communes}", communes=names)
    role = {
        Role.OFFICER: _("commune officer"),
        Role.COLLECTOR: _("collector"),
        Role.SUPERVISOR: _("supervisor"),
        Role.ADMIN: _("administrator"),
    }[member.role]
    welcome = Say(
        _(
            "Welcome, {name}. You are here as {role} for {where}. New requests arrive in this chat by themselves.",
            name=member.name,
            role=role,
            where=where,
        ),
        (actions.WORK.option(), actions.STAFF_HELP.option()),
    )
    return (welcome, *still_waiting(member, context))


def leave(tx: Transaction, staff_id: int, now: datetime) -> bool:
    """Ends a membership; the clock gives their requests to colleagues. False: there was none."""
    if not staff.remove(tx, staff_id):
        return False
    for lead in leads.of_staff(tx, staff_id):
        due.put(tx, "lead", lead.number, now)
    return True


def open_group(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Makes this group chat the one of the member's communes."""
    if visitor.staff is None or not visitor.staff.communes:
        return (Say(_("Only a commune's officer can do this. Join in a private chat first.")),)
    groups.add_group(context.tx, visitor.address, visitor.staff.communes)
    names = ", ".join(sorted(context.commune_name(code) for code in visitor.staff.communes))
    return (Say(_("New requests of {communes} are announced in this group from now on.", communes=names)),)
