"""A post for a hamlet's group: a picture with words and a link, to be forwarded."""

from __future__ import annotations

from bot.domain.errors import Trouble
from bot.domain.messages import Media, Say
from bot.domain.outreach.prints import PRINTS, PrintKind
from bot.domain.people import Staff
from bot.library.library import Poster
from bot.reports.prints.contents import in_text
from bot.reports.prints.register import printed_on
from bot.services.context import Context
from bot.store.content import prints
from bot.store.outreach import codes
from bot.talk.actions import TO_WORK
from bot.words import _, verbatim

MOST_NAMED = 10


def post_for(code: str, member: Staff, context: Context) -> tuple[Say, ...]:
    """The post of a code in the member's communes; without a code that of the only one."""
    library = context.knowledge.library
    own = {one.code: one for one in codes.every(context.tx, library, member.communes)}
    if not own:
        return (Say(_("There is no code to print for your communes yet."), TO_WORK),)
    chosen = own.get(code) if code or len(own) > 1 else next(iter(own.values()))
    if not context.board:
        return (Say(_("Loa's own address is not set, so no code can be printed. Please tell the operator.")),)
    if chosen is None:
        known = ", ".join(list(own)[:MOST_NAMED])
        return (Say(_("For which code? Please type for example “bài đăng {code}”. Yours: {codes}.",
                      code=next(iter(own)), codes=known)),)  # fmt: skip
    return _made(chosen, context)


def _made(poster: Poster, context: Context) -> tuple[Say, ...]:
    library, today = context.knowledge.library, context.today
    try:
        words = in_text(PrintKind.POST, library, today)
    except Trouble as trouble:
        return (Say(verbatim(str(trouble)), TO_WORK),)
    prints.note(context.tx, printed_on(PrintKind.POST, [poster], library, today))
    link = f"{context.board}/q/{poster.code}"
    picture = Media("photo", PRINTS, "", f"{poster.code}@{today.isoformat()}")
    return (
        Say(_("Forward what follows to the hamlet's group, or save the picture.")),
        Say(verbatim(f"{words}\n{link}\nMã: {poster.code}"), media=picture),
    )
