"""A poster's links, their QR codes, and the small poster itself, to print.

No parameter survives a link into Zalo, so the poster has the code in large letters, to be typed there.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import segno

from bot.library import Library
from bot.words import FIRST

WIDTH, MARGIN, CODE_SIZE, PICTURE = 1240, 90, 150, 320
INK, MAIN = "#22201c", "#0a5346"
HOW = {
    "zalo": ("Zalo", "Quét mã, rồi nhắn: {code}"),
    "telegram": ("Telegram", "Quét mã, bấm Bắt đầu"),
    "web": ("Trang web", "Quét mã là hỏi được ngay"),
}


def qr_code(link: str) -> segno.QRCode:
    return segno.make(link, error="m", micro=False)


def poster_svg(code: str, links: Mapping[str, str], library: Library) -> str:
    """The poster as SVG: whose assistant it is, a QR picture a link, and the code to be typed."""
    home = library.home
    step = (WIDTH - 2 * MARGIN) // len(links)
    parts = [
        _text(WIDTH // 2, 150, 60, _capital(home.name_in(FIRST)), MAIN, bold=True),
        _text(WIDTH // 2, 240, 50, "Hỏi về bảo hiểm xã hội tự nguyện", INK),
    ]
    for place, (name, link) in enumerate(links.items()):
        middle = MARGIN + step * place + step // 2
        picture = qr_code(link)
        side = picture.symbol_size()[0]
        inline = picture.svg_inline(scale=PICTURE / side, dark=INK)
        parts.append(f'<g transform="translate({middle - PICTURE // 2} 330)">{inline}</g>')
        title, how = HOW[name]
        parts.append(_text(middle, 710, 42, title, MAIN, bold=True))
        parts.append(_text(middle, 762, 25, how.format(code=code), INK))
    parts += [
        _text(WIDTH // 2, 870, 40, "Nhắn mã này cho Loa:", INK),
        _text(WIDTH // 2, 1010, CODE_SIZE, code, MAIN, bold=True),
        _text(WIDTH // 2, 1100, 32, f"Trả lời tự động, không cần khai tên. Tổng đài: {home.hotline}", INK),
    ]
    body = "\n".join(parts)
    size = f'viewBox="0 0 {WIDTH} 1180" width="{WIDTH}" height="1180"'
    white = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{white}\n{body}\n</svg>\n'


def _text(x: int, y: int, size: int, words: str, colour: str, *, bold: bool = False) -> str:
    weight = "700" if bold else "400"
    # Letters are about two thirds as wide as high: long names are made to fit.
    size = min(size, (WIDTH - 2 * MARGIN) * 3 // 2 // max(1, len(words)))
    face = f'font-family="Be Vietnam Pro, DejaVu Sans, sans-serif" font-size="{size}" font-weight="{weight}"'
    return f'<text x="{x}" y="{y}" text-anchor="middle" fill="{colour}" {face}>{escape(words)}</text>'


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
