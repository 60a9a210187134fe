"""What is said is read aloud too where somebody wishes it: by voice message or on a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.channels.media.speech import page_sound, sound
from bot.domain.message_fitting import numbered
from bot.domain.messages import Address, Button, Message, link_of
from bot.library.answers.speech import spoken
from bot.services.context import Context
from bot.store.messages import hosted_media
from bot.store.people import addresses
from bot.talk.actions import SPARE
from bot.words import Language, _, in_language

LIVES = timedelta(hours=6)


def aloud(message: Message, address: Address, key: str, language: Language, context: Context) -> tuple[Message, ...]:
    """The message with what reads it aloud there: a second message, or a link in the first.

    Nothing is added where nobody wishes it, and to what is a sound itself.
    """
    if message.media is not None or not addresses.is_read_aloud(context.tx, address):
        return (message,)
    code, personal = language.code, not _is_of_the_library(message.text, language.code, context)
    words = spoken(_read(message), code)
    if (voice := sound(words, code, context.abilities_at(address), personal=personal)) is not None:
        return (message, Message("", media=voice))
    hosted = Message("", media=page_sound(words, code, personal=personal))
    page = f"{context.board}/listen/{hosted_media.keep(context.tx, f'{key}:aloud', hosted, context.now + LIVES)}"
    label = language.say(_("Listen"))
    if link_of(page):
        return (replace(message, buttons=(*message.buttons, Button(page, label))),)
    return (replace(message, text=f"{message.text}\n\n{label}: {page}"),)


def _read(message: Message) -> str:
    """The words and what may be chosen, as somebody who does not see buttons needs them."""
    buttons = tuple(one for one in message.buttons if not link_of(one.token) and not one.token.startswith(SPARE))
    return "\n".join(part for part in (message.text, numbered(buttons)) if part)


def _is_of_the_library(words: str, code: str, context: Context) -> bool:
    """Whether it is an answer, which begins with its title, and nothing about one person."""
    first, _gap, _rest = words.partition("\n\n")
    return any(first == in_language(code, answer.title) for answer in context.knowledge.library.answers.values())
