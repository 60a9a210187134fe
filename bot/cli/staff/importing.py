"""`loa staff import`: invites everybody in an Excel file, or nobody, with slips to print."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import local
from bot.domain.errors import Trouble
from bot.lazy import lazily
from bot.settings.settings import Settings, read_settings, ways_in

if TYPE_CHECKING:
    from bot.library import Library

library_here: Callable[[Settings], Library] = lazily("bot.cli.when_needed.library_here", "library_here")
slips_html: Callable[..., str] = lazily("bot.reports.slips", "slips_html")
example: Callable[[], bytes] = lazily("bot.services.staff.inviting", "template")
invite: Callable[..., list[Any]] = lazily("bot.services.staff.inviting", "invite")
read_invited: Callable[..., tuple[list[Any], list[Any]]] = lazily("bot.services.staff.inviting", "read_invited")
MOST_TOLD = 50


def import_staff(
    file: Annotated[Path, typer.Argument(help="Tệp Excel theo mẫu của `loa staff template`")],
    slips: Annotated[Path, typer.Option(help="Trang phiếu sẽ ghi, để in và phát")] = Path("phieu-moi.html"),
    days: Annotated[int, typer.Option(min=1, max=90, help="Mã mời dùng được bao nhiêu ngày")] = 14,
) -> None:
    """Mời mọi người trong một tệp Excel, được hết hoặc không ai; ghi một trang phiếu để in, mỗi người một mã."""
    settings, now = read_settings(), datetime.now(UTC)
    if slips.exists():
        raise Trouble(f"Tệp {slips} đã có; hãy chọn tên khác: --slips.")
    invited, mistakes = read_invited(_read(file), library_here(settings).places)
    if mistakes:
        told = "\n".join(map(str, mistakes[:MOST_TOLD]))
        more = f"\n… và {len(mistakes) - MOST_TOLD} lỗi nữa" if len(mistakes) > MOST_TOLD else ""
        raise Trouble(f"Chưa mời ai, vì {file} có {len(mistakes)} lỗi:\n{told}{more}")
    expires = now + timedelta(days=days)
    made = at_the_database(settings, lambda tx: invite(tx, invited, expires, now))
    _write(slips, slips_html(made, ways_in(settings), expires).encode())
    typer.echo(f"Đã mời {len(made)} người; phiếu để in và phát: {slips}")
    typer.echo(f"Mã dùng được đến hết {local(expires):%H:%M ngày %d/%m/%Y} và không hiện lại: phát xong hãy xóa tệp.")


def template(file: Annotated[Path, typer.Argument(help="Tệp Excel sẽ ghi")] = Path("can-bo.xlsx")) -> None:
    """Ghi một tệp Excel mẫu cho `loa staff import`, với hai dòng ví dụ."""
    if file.exists():
        raise Trouble(f"Tệp {file} đã có; hãy chọn tên khác.")
    _write(file, example())
    typer.echo(f"Mẫu: {file}. Cột “Xã”: nhiều xã thì cách nhau dấu phẩy; trống là tất cả (phụ trách, quản trị).")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Trouble(f"Không đọc được {file}: {error.strerror or type(error).__name__}.") from error


def _write(file: Path, body: bytes) -> None:
    """For its owner only: a code that is read can be used."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(body)
    except OSError as error:
        raise Trouble(f"Không ghi được {file}: {error.strerror or type(error).__name__}.") from error
