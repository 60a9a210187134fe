"""Tells editors of a changed code on walls, and of an unknown name in a rota."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.domain.messages import Say
from bot.library.hanging import changed_codes, strangers, written
from bot.library.library import Library
from bot.services.content.notices import MENDERS, MOST
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.content import noticed
from bot.store.engine.database import Transaction
from bot.store.scheduling import due
from bot.store.staff import members as staff
from bot.words import _, lines, verbatim

LOOKS = timedelta(minutes=2)
ALL = 0
CODE, ROTA = "code:", "rota"


def tick(context: Context) -> int:
    """Looks every two minutes at the content in use; each change is told once.

    Returns how much was due.
    """
    if due.get(context.tx, "hanging", ALL) is None:
        due.put(context.tx, "hanging", ALL, context.now)
    for one in due.claim(context.tx, "hanging", context.now, 1):
        due.move(context.tx, [replace(one, at=context.now + LOOKS)])
        return look(context)
    return 0


def lines_of(tx: Transaction, library: Library) -> list[str]:
    """A line for each code that hung elsewhere before, and each name in a rota that nobody has."""
    return changed_codes(_codes(noticed.known(tx)), library.posters) + strangers(library, _names(tx))


def look(context: Context) -> int:
    """Compares with what was known, and tells; returns how many lines that were."""
    library, before = context.knowledge.library, noticed.known(context.tx)
    codes, unknown = _codes(before), strangers(library, _names(context.tx))
    digest = sha256("\n".join(unknown).encode()).hexdigest() if unknown else ""
    told = changed_codes(codes, library.posters)
    if digest != before.get(ROTA, ""):
        told += unknown
    now = {f"{CODE}{code}": written(poster) for code, poster in library.posters.items()} | {ROTA: digest}
    changed = {name: said for name, said in now.items() if before.get(name) != said}
    gone = {f"{CODE}{code}" for code in codes if code not in library.posters}
    if changed or gone:
        noticed.keep(context.tx, changed, gone)
    if told:
        _tell(told, context)
    return len(told)


def _codes(known: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(CODE): said for name, said in known.items() if name.startswith(CODE)}


def _names(tx: Transaction) -> list[str]:
    return [one.name for one in staff.all_staff(tx) if one.active]


def _tell(told: list[str], context: Context) -> None:
    more = _("… and {count} more; see them all with: loa check", count=str(len(told) - MOST)) if told[MOST:] else None
    words = lines(_("The content is in use, but please look at this:"), verbatim("\n".join(told[:MOST])), more)
    for member in staff.in_roles(context.tx, *MENDERS):
        notify(context, member, Say(words), "hanging")
