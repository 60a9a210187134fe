"""What a page says when something is refused or goes wrong, by HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.words import Words, _

_OTHER = _("Something went wrong here. Please try again in a few minutes.")
_BY_STATUS: Mapping[int, Words] = MappingProxyType(
    {
        403: _("This message cannot be sent from another site. Please open the chat again and send it there."),
        404: _("There is no such page. The button below leads back to the chat."),
        405: _("This page cannot be opened that way. The button below leads back to the chat."),
        410: _(
            "The chat on this device has been closed. The button below opens it again. If you keep seeing this, "
            "please allow cookies in your browser."
        ),
        413: _("That message is too long. Please keep it under 2,000 characters and send it again."),
        408: _("Your message took too long to arrive. Please send it once more."),
        429: _("So many people at once! Please wait a minute and send it once more; nothing you sent before is lost."),
        503: _("We are busy right now. Please try again in a few minutes; whatever you sent before is safe."),
    }
)


def sentence(status: int) -> Words:
    """A kind sentence for this status, never how it went wrong."""
    return _BY_STATUS.get(status, _OTHER)
