"""`loa check`: every mistake in content/, what soon wants an editor, the table of sources."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.domain.calendar import VIET_NAM
from bot.library import Library, load
from bot.library.legal_sources import FILE, sources_page
from bot.library.warnings import warnings
from bot.settings.settings import read_settings


def check(
    sources: Annotated[bool, typer.Option("--sources", help="Ghi lại bảng căn cứ content/SOURCES.md")] = False,
) -> None:
    """Kiểm tra nội dung: mọi lỗi trong content/ cùng một lúc, kèm tệp, dòng, cột; và những điều sắp phải sửa."""
    content = read_settings().content
    library = load(content)
    if sources:
        (content / FILE).write_text(sources_page(library), encoding="utf-8")
    typer.echo(f"Nội dung không có lỗi: {len(library.topics)} chủ đề, {len(library.answers)} câu trả lời ({content}).")
    for warned in warnings(library, datetime.now(VIET_NAM).date()):
        typer.echo(f"Nhắc: {warned}")
    if _outdated(library, content):
        typer.echo(f"Nhắc: bảng căn cứ {content.name}/{FILE} đã cũ. Hãy chạy: loa check --sources")


def _outdated(library: Library, content: Path) -> bool:
    """Whether the table of sources no longer says what the content does; it may be absent."""
    page = content / FILE
    return page.is_file() and page.read_text(encoding="utf-8") != sources_page(library)
