"""`loa check`: every mistake in content/, what soon wants an editor, the table of sources."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.at_the_database import at_the_database
from bot.cli.law import day_of
from bot.domain.documents import FIELDS, place
from bot.domain.errors import Trouble
from bot.library import Library, load
from bot.library.legal_sources import FILE, sources_page
from bot.library.mending.mend import mend
from bot.library.warnings import unconfirmed, warnings
from bot.reports.documents.template import mistakes
from bot.reports.prints.register import outdated
from bot.reports.prints.trial import wrong_layouts
from bot.services.content import hanging
from bot.settings.settings import Settings, read_settings
from bot.store.content import prints
from bot.store.engine.database import Transaction


def check(
    sources: Annotated[bool, typer.Option("--sources", help="Ghi lại bảng căn cứ content/SOURCES.md")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Số đã áp dụng 30 ngày mà chưa xác nhận là lỗi")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Sửa giúp những lỗi máy sửa được mà không phải đoán")] = False,
    day: Annotated[str, typer.Option("--day", help="Xem như hôm nay là ngày này, ví dụ 2027-02-01")] = "",
) -> None:
    """Kiểm tra nội dung: mọi lỗi trong content/ cùng một lúc, kèm tệp, dòng, cột; và những điều sắp phải sửa."""
    settings = read_settings()
    content = settings.content
    if fix:
        _fix(content)
    library, today = load(content), day_of(day)
    for name, template in library.documents.items():
        if found := mistakes(template, FIELDS[name]):
            raise Trouble("\n".join(f"{content.name}/{place(name)}: {mistake}" for mistake in found))
    if strict and (waiting := unconfirmed(library, today)):
        raise Trouble("\n".join(f"Chờ xác nhận quá lâu: {warned}" for warned in waiting))
    if sources:
        (content / FILE).write_text(sources_page(library), encoding="utf-8")
    typer.echo(f"Nội dung không có lỗi: {len(library.topics)} chủ đề, {len(library.answers)} câu trả lời ({content}).")
    for warned in warnings(library, today):
        typer.echo(f"Nhắc: {warned}")
    for line in wrong_layouts(library, today):
        typer.echo(f"Nhắc: {line}")
    for line in _beside_the_database(settings, library, today):
        typer.echo(f"Nhắc: {line}")
    if _outdated(library, content):
        typer.echo(f"Nhắc: bảng căn cứ {content.name}/{FILE} đã cũ. Hãy chạy: loa check --sources")


def _fix(content: Path) -> None:
    """Mends what can be mended, and says each thing that it did.

    What is left, the check tells after it.
    """
    mending = mend(content)
    try:
        mending.write(content)
    except OSError as error:
        raise Trouble(f"Không ghi được {error.filename} ({error.strerror}).") from error
    for mended in mending.done:
        typer.echo(f"Đã sửa: {mended}")
    typer.echo(f"Máy sửa {len(mending.done)} chỗ trong {len(mending.after)} tệp.")


def _beside_the_database(settings: Settings, library: Library, today: date) -> list[str]:
    """What only shows beside the database, where there is one.

    Codes that hang elsewhere, rotas that name nobody, prints whose figures have changed.
    """

    def work(tx: Transaction) -> list[str]:
        return hanging.lines_of(tx, library) + [
            f"{one.kind} {one.code}, số liệu ngày {one.day:%d/%m/%Y}, đã đổi: {', '.join(changed)}. In lại."
            for one, changed in outdated(prints.latest(tx), library, today)
        ]

    try:
        return at_the_database(settings, work, writes=False)
    except Trouble:
        return []


def _outdated(library: Library, content: Path) -> bool:
    """Whether the table of sources no longer says what the content does; it may be absent."""
    page = content / FILE
    return page.is_file() and page.read_text(encoding="utf-8") != sources_page(library)
