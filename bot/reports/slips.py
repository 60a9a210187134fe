"""Slips to print and hand out, one a person: an invitation code and how to use it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape

from bot.domain.calendar import local
from bot.reports.posters import qr_code

STYLE = """
.screen { font-size: 14pt; } @media print { .screen { display: none; } }
body { font: 12pt/1.45 "Be Vietnam Pro", "DejaVu Sans", sans-serif; color: #22201c; margin: 10mm; }
section { border: 1px dashed #888; padding: 6mm; margin: 0 0 6mm; break-inside: avoid; overflow: hidden; }
h2 { margin: 0; font-size: 15pt; } .code { font: bold 22pt monospace; letter-spacing: 2px; margin: 3mm 0; }
figure { float: right; margin: 0 0 0 6mm; text-align: center; font-size: 9pt; } ol { margin: 0; padding-left: 6mm; }
"""

SHOWN_ONCE = "Hãy in trang này (hoặc chép mã) trước khi rời đi: mã mời chỉ hiện một lần."
STYLE_HASH = f"'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
"""What a page's policy has to allow for the style."""


@dataclass(frozen=True)
class Slip:
    """What one person needs to join: whom the slip is for, as what, where, and the code."""

    name: str
    role: str
    where: str
    code: str


def slips_html(slips: Iterable[Slip], links: Mapping[str, str], expires: datetime, back: str = "") -> str:
    """A page of slips.

    links   the address that opens each channel, by its title
    back    the address of the page that it is shown from, "" for a file; not printed
    """
    pictures = "".join(
        f"<figure>{qr_code(link).svg_inline(scale=3)}<figcaption>{escape(title)}</figcaption></figure>"
        for title, link in links.items()
    )
    parts = "\n".join(_slip(one, pictures, expires) for one in slips)
    head = f'<p class="screen">{SHOWN_ONCE} <a href="{escape(back)}">Quay lại</a></p>' if back else ""
    return (
        '<!doctype html>\n<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Phiếu mời cán bộ</title><style>{STYLE}</style>\n{head}{parts}\n</html>\n"
    )


def _slip(slip: Slip, pictures: str, expires: datetime) -> str:
    where = "Quét mã bên cạnh" if pictures else "Mở nơi nhắn tin của Loa (Zalo, Telegram hay trang web)"
    return f"""<section>{pictures}
<h2>{escape(slip.name)}</h2>
<div>{escape(slip.role)}, {escape(slip.where)}</div>
<div class="code">{escape(slip.code)}</div>
<ol><li>{where}.</li>
<li>Nhắn: <b>mã mời {escape(slip.code)}</b></li>
<li>Loa chào đúng tên mình là xong. Mã dùng một lần, đến hết {local(expires):%H:%M ngày %d/%m/%Y}.</li></ol>
<p>Đừng đưa mã cho ai khác: ai nhắn mã này trước thì làm việc với tên của mình.</p>
</section>"""
