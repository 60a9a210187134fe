"""Options of a message that nobody has just asked for, as words, where there are no buttons.

A number would be read as an option of whatever was asked last; "nhận 17" means the same at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.messages import Abilities, Option, Say, link_of
from bot.words import Words, _, lines, paragraphs

# What the talk understands as this option, whenever it is typed; {number} is the option's argument.
TYPED: Mapping[str, Words] = {
    "take": _("take {number}"),
    "lead": _("request {number}"),
    "outcome": _("outcome {number}"),
    "note": _("note {number}"),
    "hand": _("hand over {number}"),
    "case-pass": _("somebody else {number}"),
    "end-case": _("end"),
    "work": _("my requests"),
    "case": _("answer {number}"),
    "ready": _("ready answers {number}"),
    "live": _("ask an officer"),
    "consultation": _("call me"),
    "topics": _("topics"),
    "my-data": _("my data"),
    "menu": _("menu"),
}


def in_words(say: Say, abilities: Abilities) -> Say:
    """Turns options into words where the channel has no buttons; those without any are left out."""
    links = tuple(option for option in say.options if link_of(option.token))
    if abilities.buttons and len(say.options) - len(links) <= abilities.most_buttons:
        return say
    listed = [words for words in map(_option, say.options) if words is not None]
    return replace(say, words=paragraphs(say.words, lines(*listed) if listed else None), options=links)


def _option(option: Option) -> Words | None:
    name, _colon, number = option.token.removeprefix(">").partition(":")
    typed = TYPED.get(name) if option.token.startswith(">") else None
    if typed is None:
        return None
    return _("• {label}: type “{typed}”", label=option.label, typed=replace(typed, values=(("number", number),)))
