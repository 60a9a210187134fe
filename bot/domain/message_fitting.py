"""Fits a message to a channel: long text in pieces, options as buttons or a numbered list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.messages import Abilities, Button, Message, link_of

# From the best place to part a text to the worst. A figure before the full stop is a list's number, not a sentence.
SEAMS = (re.compile(r"\n[^\S\n]*\n"), re.compile(r"\n"), re.compile(r"(?<=[^\d\s][.!?…;])\s"), re.compile(r"\s"))
LEAST_FILLED = 4
JOINED = "\u200d\ufe0e\ufe0f"


def fit(message: Message, abilities: Abilities, *, spare: tuple[str, ...] = ()) -> list[Message]:
    """The message in one or more pieces, in order.

    Buttons and the wish for a phone number go with the last one; buttons whose tokens begin with one of `spare` are
    left out of a list. A picture goes with the text where that is short enough for a caption, else ahead of it under
    its own title; so do media, without a title. Lengths are counted in UTF-16 units, as Telegram does; no platform
    counts more. Text comes back in NFC.
    """
    message = with_links(message, abilities)
    offered = message.buttons
    if not abilities.buttons or len(offered) > abilities.most_buttons:
        offered = tuple(button for button in offered if not button.token.startswith(spare))
    buttons = offered if _carried(offered, abilities) else ()
    listed = "" if buttons else numbered(offered)
    text = "\n\n".join(part for part in (message.text, listed) if part)
    picture = message.picture if abilities.pictures else None
    *before, last = pieces(text, abilities.text_limit)
    media = message.media if message.media and abilities.passes_on(message.media) else None
    ending = Message(last, buttons, message.wants_contact and abilities.contact)
    if picture is None and media is None:
        return [*map(Message, before), ending]
    bare = media is not None and abilities.of(media.kind).bare
    if not before and not bare and units(last) <= abilities.caption_limit:
        return [replace(ending, picture=picture, media=media)]
    return [Message(picture.title if picture else "", picture=picture, media=media), *map(Message, before), ending]


def with_links(message: Message, abilities: Abilities) -> Message:
    """Buttons that open or call something where the channel has room for them; else words."""
    links = tuple(button for button in message.buttons if link_of(button.token))
    able = abilities.buttons and len(message.buttons) <= abilities.most_buttons
    lost = tuple(button for button in links if not able or link_of(button.token) not in abilities.links)
    pages = "\n".join(f"{button.label}: {button.token}" for button in lost if link_of(button.token) == "https")
    kept = tuple(button for button in message.buttons if button not in lost)
    return replace(message, text="\n\n".join(part for part in (message.text, pages) if part), buttons=kept)


def numbered(buttons: tuple[Button, ...]) -> str:
    """The labels as a list: "1. Có", "2. Không"; readers may answer with a number."""
    return "\n".join(f"{number}. {button.label}" for number, button in enumerate(buttons, start=1))


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def pieces(text: str, limit: int) -> list[str]:
    """`text` in NFC, parted at the best seams; pieces have at most `limit` (>= 2) UTF-16 units."""
    return list(_parted(unicodedata.normalize("NFC", text).strip(), limit))


def _carried(buttons: tuple[Button, ...], abilities: Abilities) -> bool:
    tokens = [button.token for button in buttons if not link_of(button.token)]
    short = all(len(token.encode()) <= abilities.token_bytes for token in tokens)
    return abilities.buttons and len(buttons) <= abilities.most_buttons and short


def _parted(rest: str, limit: int) -> Iterator[str]:
    while units(rest) > limit:
        cut = _cut(rest, limit)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    yield rest


def _cut(text: str, limit: int) -> int:
    """Where the first piece ends: at the best seam that leaves it at least a quarter full."""
    most = _longest(text, limit)
    for seam in SEAMS:
        ends = [found.start() for found in seam.finditer(text, 0, most + 2) if found.start() <= most]
        if ends and ends[-1] >= max(most // LEAST_FILLED, 1):
            return ends[-1]
    return _between_letters(text, most)


def _longest(text: str, limit: int) -> int:
    """How many characters of `text` are at most `limit` units."""
    count = length = 0
    for character in text:
        length += 1 + (character > "\uffff")
        if length > limit:
            break
        count += 1
    return count


def _between_letters(text: str, most: int) -> int:
    """The last place up to `most` that cuts off no accent and no part of an emoji, or `most`."""
    for cut in range(most, 0, -1):
        if not unicodedata.combining(text[cut]) and not {text[cut - 1], text[cut]} & set(JOINED):
            return cut
    return most
