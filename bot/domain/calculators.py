"""The dialogues about the law, by their stored names: what a button calls them, wherever one leads there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.messages import Option
from bot.words import Words, _

TOOLS: Mapping[str, Words] = {
    "estimate": _("Work out what I would pay"),
    "pension": _("Work out my pension"),
    "may-join": _("May I join?"),
    "missing": _("I lack years"),
    "withdrawal": _("Taking money out at once"),
    "maternity": _("Childbirth allowance"),
    "death": _("What the family gets after a death"),
}


def tool(name: str) -> Option:
    """The button that starts a dialogue."""
    return Option(f">{name}", TOOLS[name])


def tools(names: Iterable[str]) -> tuple[Option, ...]:
    """The buttons of those dialogues."""
    return tuple(tool(name) for name in names)
