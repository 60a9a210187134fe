"""The second pair of eyes: asks for it, hears what somebody else says, and tells both.

What is approved says its noun (`What`) and number; content is the first, whatever else is published follows.
"""

from __future__ import annotations

from bot.domain.approvals import Approval, Verdict, What
from bot.domain.messages import Say
from bot.domain.people import Role
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.staff import approvals
from bot.store.staff import members as staff
from bot.words import Words, _, lines, verbatim


def ask(
    context: Context,
    what: What,
    about: int,
    text_hash: str,
    by: int | None,
    *,
    of: tuple[Role, ...],
    title: Words,
    reason: str,
    page: str,
) -> Approval:
    """Asks everybody else in the roles `of`; while it waits for somebody, nobody is told again.

    title   what it is; reason: what its author says of it; page: where it is read and approved
    """
    before = approvals.latest(context.tx, what, about)
    made = approvals.ask(context.tx, what, about, text_hash, by, context.now)
    if before is not None and before.verdict is Verdict.WAITING:
        return made
    author = staff.get(context.tx, by) if by is not None else None
    words = lines(
        _("{name} asks you to look at a change before it is used: {title}", name=author.name, title=title)
        if author
        else _("A change waits for somebody to look at it before it is used: {title}", title=title),
        verbatim(f"“{reason}”") if reason else None,
        verbatim(f"{context.board}{page}") if context.board else None,
    )
    for member in staff.in_roles(context.tx, *of):
        if member.id != by:
            notify(context, member, Say(words), f"approve:{what}:{about}")
    return made


def decide(context: Context, approval: Approval, yes: bool, by: int, note: str, title: Words) -> bool:
    """Writes down what the second person says, tells the author; False: another was faster."""
    verdict = Verdict.YES if yes else Verdict.NO
    if not approvals.decide(context.tx, approval.id, verdict, by, note, context.now):
        return False
    author = staff.get(context.tx, approval.asked_by) if approval.asked_by is not None else None
    second = staff.get(context.tx, by)
    if author is not None and second is not None:
        said = (
            _("{name} has approved your change: {title}", name=second.name, title=title)
            if yes
            else _("{name} sends your change back: {title}", name=second.name, title=title)
        )
        words = lines(said, verbatim(f"“{note}”") if note else None)
        notify(context, author, Say(words), f"decided:{approval.id}")
    return True
