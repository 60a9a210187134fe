"""`loa key`: makes a key, and seals everything anew with it."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.at_the_database import at_the_database
from bot.domain.errors import Trouble
from bot.settings.settings import Settings, read_settings
from bot.store.engine.database import Database
from bot.store.engine.vault import Vault
from bot.store.upkeep import key_rotation
from bot.store.upkeep.key_check import check_key

key_app = typer.Typer(invoke_without_command=True)


@key_app.callback()
def key(context: typer.Context) -> None:
    """Tạo một khóa mới cho LOA_KEY; mất khóa là mất dữ liệu cá nhân, hãy cất một bản ngoài máy chủ."""
    if context.invoked_subcommand is None:
        typer.echo(Vault.new_text())


@key_app.command("rotate")
def rotate() -> None:
    """Cất lại mọi dữ liệu bằng LOA_KEY mới; khóa cũ để trong LOA_KEY_OLD. Chạy được khi Loa đang làm việc.

    Trước đó mọi tiến trình của Loa phải dừng hết, rồi chạy lại với cả hai khóa. Dừng giữa chừng thì chạy lại lệnh này.
    """
    settings = read_settings()
    at_the_database(settings, check_key, writes=False)
    rotated, rest = asyncio.run(_rotated(settings))
    typer.echo(f"Đã cất lại {rotated.done} dòng bằng khóa mới.")
    if rotated.unread:
        raise Trouble(f"{rotated.unread} dòng không khóa nào mở được, nên để nguyên; đừng bỏ LOA_KEY_OLD vội.")
    if rest:
        raise Trouble(f"Còn {rest} dòng vừa được cất bằng khóa cũ: hãy chạy lại mọi tiến trình, rồi chạy lệnh này nữa.")
    typer.echo("Không còn gì cất bằng khóa cũ: bỏ LOA_KEY_OLD được rồi (bản sao lưu cũ thì vẫn cần khóa cũ).")


async def _rotated(settings: Settings) -> tuple[key_rotation.Rotated, int]:
    database = Database.open(settings.database, settings.vault, connections=2)
    try:
        return await key_rotation.rotate(database), await database.read(key_rotation.left)
    finally:
        await database.close()
