"""`loa key`: makes a key, and seals everything anew with it."""

from __future__ import annotations

from collections.abc import Callable

import typer

from bot.domain.errors import Trouble
from bot.lazy import lazily
from bot.store.engine.vault import Vault

sealed_anew: Callable[[], tuple[int, int, int]] = lazily("bot.cli.when_needed.sealing_anew", "sealed_anew")

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
    done, unread, rest = sealed_anew()
    typer.echo(f"Đã cất lại {done} dòng bằng khóa mới.")
    if unread:
        raise Trouble(f"{unread} dòng không khóa nào mở được, nên để nguyên; đừng bỏ LOA_KEY_OLD vội.")
    if rest:
        raise Trouble(f"Còn {rest} dòng vừa được cất bằng khóa cũ: hãy chạy lại mọi tiến trình, rồi chạy lệnh này nữa.")
    typer.echo("Không còn gì cất bằng khóa cũ: bỏ LOA_KEY_OLD được rồi (bản sao lưu cũ thì vẫn cần khóa cũ).")
