"""`loa target` and `loa official`: goals, and the insurer's own counts, from Excel files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.domain.errors import Trouble
from bot.lazy import lazily
from bot.library import load
from bot.reports.plain_table import PlainTable
from bot.reports.sheets import CellMistake
from bot.services.reports.importing import MEASURES, SHEETS, SheetForm, read_counts, read_targets
from bot.settings.settings import read_settings
from bot.store.reports import targets as store

sheet: Callable[..., bytes] = lazily("bot.reports.excel", "sheet")
target_app = typer.Typer(no_args_is_help=True, help="Chỉ tiêu được giao: xem, nhập từ Excel.")
official_app = typer.Typer(no_args_is_help=True, help="Số liệu của cơ quan BHXH từng tháng, từng xã: nhập từ Excel.")
MOST_TOLD = 50
File = Annotated[Path, typer.Argument(help="Tệp Excel")]


@target_app.command("import")
def import_targets(file: File) -> None:
    """Nhập chỉ tiêu từ một tệp Excel, được hết hoặc không dòng nào; chỉ tiêu cũ ở lại."""
    settings = read_settings()
    found, mistakes = read_targets(_read(file), load(settings.content))
    _refuse(file, mistakes)
    at_the_database(settings, lambda tx: store.add_targets(tx, found, datetime.now(UTC)))
    typer.echo(f"Đã nhập {len(found)} chỉ tiêu.")


@target_app.command("list")
def list_targets() -> None:
    """Mọi chỉ tiêu, ghi trong content/targets hay nhập từ Excel."""
    settings = read_settings()
    library = load(settings.content)
    brought = at_the_database(settings, lambda tx: store.targets(tx, library.home.closing), writes=False)
    table = PlainTable("Đơn vị", "Chỉ tiêu", "Kỳ", "Số", "Quyết định", "Ngày")
    for one in (*library.targets, *brought):
        table.row(one.unit, MEASURES[one.measure][0], one.period.name, one.goal, one.decision, f"{one.day:%d/%m/%Y}")
    Console().print(table)


@target_app.command("template")
def target_template(file: File = Path("chi-tieu.xlsx")) -> None:
    """Ghi một tệp Excel mẫu cho `loa target import`."""
    _write(file, SHEETS["targets"])


@official_app.command("import")
def import_counts(file: File) -> None:
    """Nhập số liệu từng tháng, từng xã của cơ quan BHXH, được hết hoặc không dòng nào."""
    settings, now = read_settings(), datetime.now(UTC)
    found, mistakes = read_counts(_read(file), load(settings.content), now)
    _refuse(file, mistakes)
    at_the_database(settings, lambda tx: store.add_counts(tx, found, now))
    typer.echo(f"Đã nhập số liệu của {len({unit for _month, unit in found})} đơn vị, {len(found)} dòng.")


@official_app.command("template")
def count_template(file: File = Path("so-lieu-bhxh.xlsx")) -> None:
    """Ghi một tệp Excel mẫu cho `loa official import`."""
    _write(file, SHEETS["official"])


def _refuse(file: Path, mistakes: Sequence[CellMistake]) -> None:
    if mistakes:
        told = "\n".join(map(str, mistakes[:MOST_TOLD]))
        more = f"\n… và {len(mistakes) - MOST_TOLD} lỗi nữa" if len(mistakes) > MOST_TOLD else ""
        raise Trouble(f"Chưa nhập gì, vì {file} có {len(mistakes)} lỗi:\n{told}{more}")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble(f"Không đọc được {file}: {error.strerror or type(error).__name__}.") from error


def _write(file: Path, form: SheetForm) -> None:
    if file.exists():
        raise Trouble(f"Tệp {file} đã có; hãy chọn tên khác.")
    file.write_bytes(sheet(form.title, [one.name for one in form.columns], form.examples))
    typer.echo(f"Mẫu: {file}")
