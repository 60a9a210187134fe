"""`loa report`: a report as Word, Excel and PDF; with `--send`, frozen as it was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.domain.reports.periods import Period, read
from bot.lazy import lazily
from bot.library import load
from bot.reports.documents.order import as_pdf
from bot.reports.results.gathering import Gathered, gathered, unit_named
from bot.reports.results.report import Report
from bot.reports.results.word import document, template_of
from bot.services.reports.sending import freeze
from bot.settings.settings import read_settings
from bot.store.engine.database import Transaction
from bot.words import FIRST, languages

workbook: Callable[[Report], bytes] = lazily("bot.reports.results.workbook", "workbook")
Output = Annotated[Path | None, typer.Option(help="Tệp sẽ ghi")]


def write(
    month: Annotated[str, typer.Option(help="Tháng, ví dụ 2026-11")] = "",
    period: Annotated[str, typer.Option(help="Kỳ khác: 2026-Q4, 2026-H2, 2026, 2026-11-01..2026-11-20")] = "",
    unit: Annotated[str, typer.Option(help="Mã đơn vị: tỉnh, xã, tệp trong offices, mã đại lý; trống: tỉnh")] = "",
    docx: Output = None,
    xlsx: Output = None,
    pdf: Output = None,
    send: Annotated[bool, typer.Option("--send", help="Chốt bản này là bản đã gửi")] = False,
) -> None:
    """Báo cáo của một đơn vị trong một kỳ: Word, Excel, PDF; chốt bản đã gửi."""
    if not (docx or xlsx or pdf or send):
        raise Trouble("Hãy cho biết ghi vào đâu: --docx TỆP, --xlsx TỆP hay --pdf TỆP.")
    settings, now = read_settings(), datetime.now(UTC)
    library = load(settings.content)
    asked, language = _period(month or period, library.home.closing), languages(settings.locales)[FIRST]

    def gather(tx: Transaction) -> Gathered:
        found = unit_named(tx, library, unit)
        if found is None:
            raise Trouble(f"Không có đơn vị nào mang mã “{unit}”.")
        return gathered(tx, library, found, asked, language, local(now).date())

    report = at_the_database(settings, gather, writes=False)
    if xlsx:
        xlsx.write_bytes(workbook(report.report))
    if docx or pdf or send:
        made = document(report.report, template_of(library.documents))
        if docx:
            docx.write_bytes(made)
        if send:
            new = at_the_database(settings, lambda tx: freeze(tx, report, made, None, now))
            typer.echo(f"Đã chốt bản {new.version} của báo cáo, mã nội dung {new.hash[:12]}.")
        if pdf:
            pdf.write_bytes(as_pdf(made))
    typer.echo(f"{report.report.found.unit.name}, {language.say(asked.title)}.")


def _period(written: str, closing: int) -> Period:
    try:
        return read(written, closing)
    except ValueError as error:
        raise Trouble("Hãy ghi kỳ: --month 2026-11, hoặc --period 2026-Q4, 2026-H2, 2026.") from error
