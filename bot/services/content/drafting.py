"""Drafts of the content: kept, approved by somebody else, planned, dropped, published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.domain.approvals import Approval, Verdict, What
from bot.domain.content.drafts import Draft, Edit, Outcome, Source, State
from bot.domain.content.versions import How, Version
from bot.domain.messages import Say
from bot.domain.people import Staff
from bot.library.editing.names import name_of
from bot.library.snapshot import Snapshot
from bot.services import approvals
from bot.services.content.notices import MENDERS
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.content import drafts, versions
from bot.store.staff import approvals as records
from bot.store.staff import members as staff
from bot.words import Words, _, lines, verbatim

WHAT: What = "content"
# What the others are told of what one alone may do.
_ALONE: Mapping[Source, Words] = MappingProxyType(
    {
        Source.UNDO: _("{name} has gone back to an earlier content: {title}"),
        Source.WITHDRAWAL: _("{name} has withdrawn something from the content: {title}"),
        Source.RELEASE: _("{name} has released a text in Khmer or taken it back: {title}"),
    }
)


def title(context: Context, draft: Draft) -> Words:
    """What it changes, as editors call it."""
    return name_of(context.knowledge.library, draft.kind, draft.thing)


def page(number: int) -> str:
    """Where it is on the board."""
    return f"/staff/content/draft/{number}"


def save(
    context: Context,
    source: Source,
    kind: str,
    thing: str,
    edit: Edit,
    author: int | None,
    reason: str,
    *,
    version: int,
    number: int | None = None,
    asking: bool = True,
) -> int | None:
    """Keeps a new draft, or what an open one says from now on, and asks for its approval.

    asking   whether it is asked for now; else its author does, once they have seen what it changes

    Returns its number, None where the draft named is over.
    """
    if number is None:
        number = drafts.add(context.tx, source, kind, thing, version, edit, author, reason, context.now)
    else:
        old = drafts.get(context.tx, number)
        if old is None:
            return None
        # What is written into it needs the approval that it would need alone, of somebody other than its last writer.
        new = replace(old, source=source, kind=kind, thing=thing, author=author)
        if not drafts.rewrite(context.tx, replace(new, edit=edit, version=version, reason=reason), context.now):
            return None
    if source.needs_second and asking:
        _ask(context, number, kind, thing, edit.hash, author, reason)
    return number


def ask(context: Context, draft: Draft) -> Outcome:
    """Its author has seen what it changes, and asks for its approval."""
    if draft.state is not State.OPEN:
        return Outcome.OVER
    _ask(context, draft.number, draft.kind, draft.thing, draft.edit.hash, draft.author, draft.reason)
    return Outcome.ASKED


def _ask(context: Context, number: int, kind: str, thing: str, text_hash: str, author: int | None, reason: str) -> None:
    name, where = name_of(context.knowledge.library, kind, thing), page(number)
    approvals.ask(context, WHAT, number, text_hash, author, of=MENDERS, title=name, reason=reason, page=where)


def standing(context: Context, draft: Draft) -> Approval | None:
    """What was last asked for it."""
    return records.latest(context.tx, WHAT, draft.number)


def decide(context: Context, draft: Draft, member: Staff, *, yes: bool, note: str, seen: str) -> Outcome:
    """A second person approves it or sends it back; `seen` is the hash of what they looked at."""
    if draft.state is not State.OPEN:
        return Outcome.OVER
    approval = standing(context, draft)
    if approval is None or approval.hash != seen or draft.edit.hash != seen:
        return Outcome.CHANGED
    if member.id in {approval.asked_by, draft.author}:
        return Outcome.OWN_WORK
    if not approval.open_to(member) or not approvals.decide(
        context, approval, yes, member.id, note, title(context, draft)
    ):
        return Outcome.OVER
    return Outcome.APPROVED if yes else Outcome.SENT_BACK


def plan(context: Context, draft: Draft, day: date | None) -> Outcome:
    """It goes into use at the beginning of that day, once it is approved."""
    return Outcome.PLANNED if drafts.plan(context.tx, draft.number, day) else Outcome.OVER


def drop(context: Context, draft: Draft) -> Outcome:
    """It is not wanted."""
    return Outcome.DROPPED if drafts.end(context.tx, draft.number, State.DROPPED, context.now) else Outcome.OVER


def hindrance(context: Context, draft: Draft | None) -> Outcome | None:
    """Why it may not be used yet."""
    if draft is None or draft.state is not State.OPEN:
        return Outcome.OVER
    if not draft.source.needs_second:
        return None
    approval = standing(context, draft)
    if approval is None or not approval.holds(draft.edit.hash):
        return Outcome.CHANGED if approval and approval.verdict is Verdict.YES else Outcome.UNAPPROVED
    return None


def publish(context: Context, draft: Draft, newest: Version, files: Snapshot, by: int | None) -> Outcome:
    """Its files, checked together with the content in use, become the next version."""
    now_there, current = drafts.get(context.tx, draft.number), versions.newest(context.tx)
    if (why := hindrance(context, now_there)) is not None:
        return why
    if now_there is None or now_there.edit.hash != draft.edit.hash:
        return Outcome.CHANGED
    if current is None or current.number != newest.number:
        return Outcome.LATER
    approval = standing(context, draft)
    how = How.UNDO if draft.source is Source.UNDO else How.EDIT
    versions.add(
        context.tx,
        current,
        files.hash,
        files.packed(),
        how,
        context.now,
        author=draft.author,
        approver=approval.decided_by if approval else None,
        draft=draft.number,
    )
    drafts.end(context.tx, draft.number, State.PUBLISHED, context.now)
    _announce(context, draft, by)
    return Outcome.PUBLISHED


def failed(context: Context, draft: Draft, why: Outcome) -> None:
    """Its day has come and it cannot be used: the editors are told, and it waits for them."""
    drafts.plan(context.tx, draft.number, None)
    told = _("A change was to be used today and could not be: {title}", title=title(context, draft))
    words = lines(told, verbatim(f"{context.board}{page(draft.number)}") if context.board else None)
    for member in staff.in_roles(context.tx, *MENDERS):
        notify(context, member, Say(words), f"unpublished:{draft.number}:{why}")


def _announce(context: Context, draft: Draft, by: int | None) -> None:
    author = staff.get(context.tx, draft.author) if draft.author is not None else None
    if draft.source.needs_second:
        if author is not None and author.id != by:
            words = _("Your change is in use: {title}", title=title(context, draft))
            notify(context, author, Say(words), f"used:{draft.number}")
        return
    name = author.name if author else ""
    said = _ALONE[draft.source]
    what = replace(said, values=(("name", name), ("title", title(context, draft))))
    told = lines(what, verbatim(f"“{draft.reason}”") if draft.reason else None)
    for member in staff.in_roles(context.tx, *MENDERS):
        if member.id != draft.author:
            notify(context, member, Say(told), f"alone:{draft.number}")
