"""Tells the admins of a dead channel over another one, once, and when it is well again."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.calendar import local
from bot.domain.messages import Address
from bot.services.context import Context
from bot.services.notify import tell_admins
from bot.store.channels import health
from bot.store.channels.health import Fared
from bot.words import Words, _, verbatim


def watch_channels(context: Context, news: Iterable[Fared]) -> None:
    """Puts the news on record, and tells what nobody has been told."""
    health.record(context.tx, news)
    for one in health.states(context.tx):
        event = f"{one.channel}:{one.account}:{one.way}"
        if one.dead(context.now) and one.failing is not None and one.told is None:
            if tell_admins(context, f"{event}:{one.failing.timestamp()}", _dead(one, context), but=one.channel):
                health.tell(context.tx, one, context.now)
        elif one.failing is None and one.told is not None:
            tell_admins(context, f"{event}:{one.told.timestamp()}:well", _well(one, context))
            health.tell(context.tx, one, None)


def _dead(one: Fared, context: Context) -> Words:
    words = {
        "in": _("Nothing comes in over {channel} since {at}: {reason}. Please have it looked at."),
        "out": _(
            "Nothing goes out over {channel} since {at}: {reason}. Please have it looked at; what waits goes out "
            "when it works again."
        ),
    }[one.way]
    since = local(one.failing or context.now)
    return Words(words.msgid, (("channel", _title(one, context)), ("at", since), ("reason", verbatim(one.reason))))


def _well(one: Fared, context: Context) -> Words:
    words = {"in": _("Messages come in over {channel} again."), "out": _("Messages go out over {channel} again.")}
    return Words(words[one.way].msgid, (("channel", _title(one, context)),))


def _title(one: Fared, context: Context) -> Words:
    return context.title(Address(one.channel, one.account, ""))
