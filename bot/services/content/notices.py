"""Tells who can mend it that a content is refused, why, and which version stays in use."""

from __future__ import annotations

from bot.domain.calendar import local
from bot.domain.content.drafts import Draft
from bot.domain.content.versions import Refused
from bot.domain.messages import Say
from bot.domain.rights import Act, roles_with
from bot.services.content import waiting
from bot.services.context import Context
from bot.services.notify import notify
from bot.store.staff import members as staff
from bot.words import Words, _, lines, verbatim

MOST = 5
MENDERS = roles_with(Act.MEND_CONTENT)


def tell_refused(context: Context, refused: Refused, version: int) -> None:
    """Posts the first mistakes to everybody who can mend them."""
    held = waiting.draft_of(context.tx, refused)
    for member in staff.in_roles(context.tx, *MENDERS):
        notify(context, member, Say(_waits(context, held) if held else _said(refused, version)), "content")


def _waits(context: Context, draft: Draft) -> Words:
    """Files were changed, and somebody has to look at them before they are used."""
    return lines(
        _("A change waits for somebody to look at it before it is used: {title}", title=draft.reason),
        verbatim(f"{context.board}/staff/content/draft/{draft.number}") if context.board else None,
    )


def _said(refused: Refused, version: int) -> Words:
    more = len(refused.mistakes) - MOST
    return lines(
        _(
            "The content saved at {at} is not used, for it has mistakes. Loa still speaks from version {version}.",
            at=local(refused.at),
            version=str(version),
        ),
        verbatim("\n".join(refused.mistakes[:MOST])),
        _("… and {count} more; see them all with: loa check", count=str(more)) if more > 0 else None,
        _("Once the files are mended and saved, Loa uses them by itself."),
    )
