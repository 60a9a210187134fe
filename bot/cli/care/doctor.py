"""`loa doctor`: looks at all that an operator answers for, and says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer

from bot.cli.care import inside, outside
from bot.domain.errors import Trouble
from bot.library import Mistakes
from bot.settings.settings import Settings, read_settings
from bot.store.engine.errors import MISHAPS, in_a_sentence

Look = Callable[[Settings, Path], str]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ok: None where there is nothing to look at."""

    name: str
    ok: bool | None
    said: str


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Cho chương trình khác đọc")] = False,
    backups: Annotated[Path, typer.Option(help="Thư mục chứa các bản sao lưu")] = Path("backup"),
) -> None:
    """Khám toàn bộ: khóa, dữ liệu, đĩa, đồng hồ, máy đứng trước, chứng chỉ, sao lưu…; ✖ thì kèm việc phải làm."""
    settings = read_settings()
    found = [_looked(name, look, settings, backups) for name, look in LOOKS.items()]
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            typer.echo(f"{'–' if one.ok is None else '✔' if one.ok else '✖'} {one.name}: {one.said}")
    if any(one.ok is False for one in found):
        raise typer.Exit(1)


def _looked(name: str, look: Look, settings: Settings, backups: Path) -> Finding:
    if look in FROM_OUTSIDE and not settings.public_url:
        return Finding(name, None, "chưa đặt LOA_PUBLIC_URL.")
    if look is inside.speech and not settings.speech_program:
        return Finding(name, None, "chưa đặt LOA_SPEECH_PROGRAM.")
    try:
        return Finding(name, True, look(settings, backups))
    except (Trouble, Mistakes) as trouble:
        return Finding(name, False, str(trouble))
    except httpx.HTTPError as error:
        return Finding(name, False, f"không gọi được ({type(error).__name__}); xem máy đứng trước, tên miền.")
    except MISHAPS as error:
        return Finding(name, False, str(in_a_sentence(error) or type(error).__name__))


LOOKS: dict[str, Look] = {
    "Khóa": inside.key,
    "Bảng": inside.tables,
    "Dữ liệu": inside.integrity,
    "Quyền tệp": inside.modes,
    "Đĩa": inside.disk,
    "Đồng hồ": outside.clock,
    "Máy đứng trước": outside.proxy,
    "Số đo": outside.metrics,
    "Webhook": outside.webhooks,
    "Nội dung": inside.content,
    "Bản dịch": inside.translations,
    "Chứng chỉ": outside.certificate,
    "Sao lưu": inside.backup,
    "Danh sách xóa": inside.erasures,
    "Đọc thành tiếng": inside.speech,
}
FROM_OUTSIDE = {outside.clock, outside.proxy, outside.metrics, outside.webhooks, outside.certificate}
