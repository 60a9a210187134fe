"""Options of a message that nobody has just asked for, as words, where there are no buttons.

A number would be read as an option of whatever was asked last; "nhận 17" means the same at any time.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import Abilities, Option, Say, link_of
from bot.talk.action import parse
from bot.talk.actions import ANSWER, BY_NAME
from bot.words import Words, _, lines, paragraphs


def in_words(say: Say, abilities: Abilities) -> Say:
    """Turns options into words where the channel has no buttons; those without any are left out."""
    links = tuple(option for option in say.options if link_of(option.token))
    if abilities.buttons and len(say.options) - len(links) <= abilities.most_buttons:
        return say
    listed = [words for words in map(_option, say.options) if words is not None]
    return replace(say, words=paragraphs(say.words, lines(*listed) if listed else None), options=links)


def _option(option: Option) -> Words | None:
    name, arg = parse(option.token) or ("", "")
    typed = BY_NAME[name].to_type(arg) if name in BY_NAME else None
    if name == ANSWER.name:
        typed = option.label  # its own question is answered by it
    if typed == option.label:
        return _("• Type “{typed}”", typed=typed)
    return _("• {label}: type “{typed}”", label=option.label, typed=typed) if typed else None
