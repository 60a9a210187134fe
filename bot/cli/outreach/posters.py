"""`loa qr CODE`: QR pictures of a poster's links, and a small poster to print."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.outreach.codes import register
from bot.cli.when_needed.library_here import library_here
from bot.domain.errors import Trouble
from bot.reports.posters import HOW, poster_svg, qr_code
from bot.settings.settings import links_of_code, read_settings

SCALE = 16


def make_codes(
    code: Annotated[str, typer.Argument(help="Mã trong content/posters, ví dụ XMY7")],
    folder: Annotated[Path, typer.Option(help="Thư mục sẽ ghi")] = Path("qr"),
) -> None:
    """Tạo mã QR (PNG, SVG) và một áp phích nhỏ cho một mã: Telegram, trang web, Zalo."""
    settings = read_settings()
    library = library_here(settings)
    codes = register(library, settings)
    poster = codes.get(code.upper())
    if poster is None:
        known = ", ".join(codes) or "chưa có mã nào"
        raise Trouble(f"Không có mã {code.upper()} (đang có: {known}).")
    links = links_of_code(poster.code, settings)
    if not links:
        raise Trouble("Chưa biết địa chỉ nào: hãy đặt LOA_PUBLIC_URL, LOA_TELEGRAM_NAME hoặc LOA_ZALO_LINK.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, link in links.items():
        for kind in ("png", "svg"):
            qr_code(link).save(str(folder / f"{poster.code}-{name}.{kind}"), scale=SCALE)
        typer.echo(f"{HOW[name][0]}: {link}")
    target = folder / f"{poster.code}.svg"
    target.write_text(poster_svg(poster.code, links, library), encoding="utf-8")
    typer.echo(f"Áp phích ({poster.where}): {target}")
