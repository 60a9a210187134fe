"""Plain message text as HTML: paragraphs, bullet lists, links and phone numbers to tap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape

from bot.domain.messages import Message

BULLET = "• "
# Only what looks like a phone number all through is dialled: sums of money, dates, 12-digit identity numbers are not.
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])"
    r"|(?<![\w.,/+-])(?P<phone>(?:\+84|0)(?:[ .-]?\d){9,10}|1[89]00(?:[ .]?\d){4,6})(?![\d/]|[.,-]\d)"
)


def prose(text: str) -> Markup:
    """Makes HTML of plain text: an empty line parts paragraphs, bullets start with "• "."""
    return Markup("").join(part for block in _paragraphs(text) for part in _block(block.split("\n")))


def folded(text: str, heading: str) -> tuple[str, str]:
    """Parts the text where `heading` begins a paragraph: what is shown, and the rest or ""."""
    shown, found, rest = f"\n\n{text}".partition(f"\n\n{heading}")
    return shown.strip(), rest.strip() if found else ""


def beyond_card(message: Message) -> str:
    """What the text says and the card does not."""
    card = message.picture
    if card is None:
        return message.text
    shown = {f"{card.title}: {card.figure}", "\n".join(f"{BULLET}{label}: {value}" for label, value in card.rows)}
    shown |= set(_paragraphs(card.note)) | set(_paragraphs(card.basis))
    return "\n\n".join(block for block in _paragraphs(message.text) if block not in shown)


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text.strip())


def _block(lines: list[str]) -> Iterator[Markup]:
    for bulleted, group in groupby(lines, key=lambda line: line.startswith(BULLET)):
        if bulleted:
            items = (Markup("<li>{}</li>").format(_linked(line.removeprefix(BULLET))) for line in group)
            yield Markup("<ul>{}</ul>").format(Markup("").join(items))
        else:
            yield Markup("<p>{}</p>").format(Markup("<br>").join(_linked(line) for line in group))


def _linked(line: str) -> Markup:
    parts, end = [], 0
    for found in _LINK.finditer(line):
        parts += [escape(line[end : found.start()]), _link(found)]
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])


def _link(found: re.Match[str]) -> Markup:
    if url := found["url"]:
        return Markup('<a href="{0}" rel="noopener nofollow" target="_blank">{0}</a>').format(url)
    phone = found["phone"]
    return Markup('<a href="tel:{}">{}</a>').format(re.sub(r"[ .-]", "", phone), phone)
