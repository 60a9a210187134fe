"""Prints as pictures, and a decoder that reads their QR codes as a phone would."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO

import zxingcpp
from PIL import Image

from bot.domain.outreach.links import links_of
from bot.domain.outreach.prints import PrintKind
from bot.library import Library, load
from bot.library.library import Poster
from bot.reports.prints.contents import page_of, said_on
from bot.reports.prints.imprint import Content
from bot.reports.prints.press import typeset
from tests.content import CONTENT

DAY = date(2026, 11, 30)
#: Dots an inch of a phone's photograph of a whole A4 page: 1240 × 1754.
PHOTO = 150


@cache
def library() -> Library:
    return load(CONTENT)


def page(kind: PrintKind, code: str = "XMY7", day: date = DAY, commune: str = "29419") -> Content:
    links = links_of(code, zalo="https://zalo.me/4317", telegram="LoaVinhLongBot", web="https://loa.example.vn")
    poster = Poster(code, "Trụ sở", commune)
    return page_of(said_on(kind, library(), day), poster, links, library())


def pictures(kind: PrintKind, *pages: Content) -> list[Image.Image]:
    ppi = 72 if kind is PrintKind.POST else PHOTO
    made = typeset(library().prints.layouts, kind, pages or (page(kind),), png=True, ppi=ppi)
    return [Image.open(BytesIO(data)) for data in made]


def scanned(picture: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def words(content: object) -> str:
    """All words of a page, in their order."""
    match content:
        case {"text": str(text)}:
            return text
        case dict():
            return "\n".join(words(value) for key, value in content.items() if key != "qr")
        case list():
            return "".join(words(value) for value in content)
    return str(content)
