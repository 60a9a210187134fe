"""Becoming staff by an invitation code, leaving for good, and group chats of communes."""

from __future__ import annotations

import hashlib

from bot.domain.commands.staff import JoinStaff
from bot.domain.messages import Say
from bot.domain.people import Role
from bot.services.context import Context
from bot.services.staff import addresses
from bot.services.staff.leaving import keep_within
from bot.services.staff.my_work import still_waiting
from bot.store.people.visitors import Visitor
from bot.store.staff import groups, invitations
from bot.talk import actions
from bot.words import _


def code_hash(code: str) -> bytes:
    """What is kept of an invitation code; case and dashes do not matter."""
    return hashlib.sha256("".join(c for c in code.upper() if c.isalnum()).encode()).digest()


def join(command: JoinStaff, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Makes the invited person staff here; a new address of one who is staff has to wait."""
    waits = addresses.bring_code(command.code, visitor, context)
    if waits is not None:
        return waits
    member = invitations.redeem(
        context.tx, code_hash(command.code), visitor.address, context.now, visitor.citizen.language
    )
    if member is None:
        return (Say(_("That code is not valid (any more). Please ask whoever invited you for a new one.")),)
    if visitor.staff is not None:
        keep_within(member, context)
    if member.role is Role.EDITOR:
        return (Say(_("Welcome, {name}. You are here as an editor.", name=member.name)), how_editors_work())
    names = ", ".join(sorted(context.commune_name(code) for code in member.communes))
    where = _("all communes") if not member.communes else _("{communes}", communes=names)
    role = {
        Role.OFFICER: _("commune officer"),
        Role.COLLECTOR: _("collector"),
        Role.SUPERVISOR: _("supervisor"),
        Role.EDITOR: _("editor"),
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


def how_editors_work() -> Say:
    """What an editor hears in this chat, and where they look."""
    words = _(
        "As an editor you see no requests. When a content that somebody saved is not used, you are told here, with "
        "file, line and column; “bảng” opens the board, which shows the versions in use."
    )
    return Say(words)


def open_group(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Makes this group chat the one of the member's communes."""
    if visitor.staff is None or not visitor.staff.communes or visitor.staff.role is Role.EDITOR:
        return (Say(_("Only a commune's officer can do this. Join in a private chat first.")),)
    groups.add_group(context.tx, visitor.address, visitor.staff.communes)
    names = ", ".join(sorted(context.commune_name(code) for code in visitor.staff.communes))
    return (Say(_("New requests of {communes} are announced in this group from now on.", communes=names)),)
