"""`loa preview`: the editors' page in a browser, on this machine only, as all their pages."""

from __future__ import annotations

import asyncio
import sys
import webbrowser
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

import typer
import uvicorn
from rich.console import Console
from starlette.types import ASGIApp

from bot.domain.calendar import VIET_NAM
from bot.reports.plain_table import plain
from bot.settings.settings import Settings, read_settings
from bot.web.editor.preview import Preview, create_preview
from bot.web.security import for_this_machine
from bot.words import languages

HOST = "127.0.0.1"


def show_preview(
    answer: Annotated[str, typer.Argument(help="Mã câu trả lời, ví dụ muc-dong-toi-thieu")] = "",
    on: Annotated[datetime | None, typer.Option(help="Xem vào ngày nào", formats=["%Y-%m-%d", "%d/%m/%Y"])] = None,
    port: Annotated[int, typer.Option(help="Cổng trên máy này")] = 8001,
    browser: Annotated[bool, typer.Option(help="Mở trình duyệt")] = True,
) -> None:
    """Xem trước câu trả lời trên từng kênh, vào ngày bất kỳ; sửa tệp trong content/ là trang tự đổi theo."""
    day = on.date() if on else datetime.now(VIET_NAM).date()
    run_preview(read_settings(), answer, day, port=port, browser=browser)


def run_preview(settings: Settings, answer: str, on: date, *, port: int, browser: bool = True) -> None:
    """Serves until Ctrl-C; `answer` is the id to begin with, "" for the first one."""
    app = create_preview(Preview(settings.content, languages(settings.locales), on))
    asked = urlencode({"a": answer, "on": on.isoformat()})
    serve_here(app, port=port, path=f"/?{asked}", what="Xem trước", browser=browser)


def serve_here(app: ASGIApp, *, port: int, path: str, what: str, browser: bool = True) -> None:
    """Serves a page for the person at this machine, until Ctrl-C; `what` says what it is."""
    address = f"http://{HOST}:{port}{path}"
    Console(stderr=True).print(plain(f"{what} ở {address} (Ctrl-C để tắt)"), soft_wrap=True)

    async def serve() -> None:
        opening = asyncio.create_task(_open(address)) if browser and sys.stdout.isatty() else None
        config = uvicorn.Config(
            for_this_machine(app, HOST),
            host=HOST,
            port=port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        await uvicorn.Server(config).serve()
        if opening is not None:
            opening.cancel()

    asyncio.run(serve())


async def _open(address: str) -> None:
    await asyncio.sleep(1)
    await asyncio.to_thread(webbrowser.open, address)
