"""What operators do beside a running Loa: invite and dismiss staff, and look after parcels that were given up."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.people import Role
from bot.domain.places import Places
from bot.library import load
from bot.search.places.communes import CommuneIndex
from bot.services.staff.membership import code_hash, leave
from bot.settings.settings import Settings, read_settings
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.messages import outbox as parcels
from bot.store.staff import invitations
from bot.store.staff import members as staff
from bot.store.upkeep import key_rotation as rotation
from bot.store.upkeep.key_check import check_key
from bot.store.upkeep.version import check as check_tables

T = TypeVar("T")

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST_LISTED = 200
ROLES = {
    Role.OFFICER: "cán bộ xã",
    Role.COLLECTOR: "nhân viên thu",
    Role.SUPERVISOR: "phụ trách",
    Role.ADMIN: "quản trị",
}

staff_app = typer.Typer(no_args_is_help=True, help="Cán bộ: mời, xem danh sách, cho thôi.")
key_app = typer.Typer(invoke_without_command=True)
parcels_app = typer.Typer(help="Tin không gửi được: xem và gửi lại.")


def at_the_database(
    settings: Settings, work: Callable[[Transaction], T], *, writes: bool = True, any_key: bool = False
) -> T:
    """What `work` returns, done in one transaction beside whatever is running.

    Raises Trouble where the database has other tables than this release, or was written with another key (`any_key`:
    that does not matter).
    """

    async def go() -> T:
        database = Database.open(settings.database, settings.vault, connections=2)
        try:
            await check_tables(database)
            if not any_key:
                await database.read(check_key)
            return await (database.run(work) if writes else database.read(work))
        finally:
            await database.close()

    return asyncio.run(go())


@key_app.callback()
def key(context: typer.Context) -> None:
    """Tạo một khóa mới cho LOA_KEY; mất khóa là mất dữ liệu cá nhân, hãy cất một bản ngoài máy chủ."""
    if context.invoked_subcommand is None:
        typer.echo(Vault.new_text())


@key_app.command("rotate")
def rotate() -> None:
    """Cất lại mọi dữ liệu bằng LOA_KEY mới; khóa cũ để trong LOA_KEY_OLD. Chạy được khi Loa đang làm việc.

    Trước đó mọi tiến trình của Loa phải chạy lại với cả hai khóa. Dừng giữa chừng thì chạy lại lệnh này.
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


async def _rotated(settings: Settings) -> tuple[rotation.Rotated, int]:
    database = Database.open(settings.database, settings.vault, connections=2)
    try:
        return await rotation.rotate(database), await database.read(rotation.left)
    finally:
        await database.close()


@staff_app.command("invite")
def invite(
    name: Annotated[str, typer.Option(help="Tên để người dân và đồng nghiệp gọi, ví dụ “Chị Minh”")],
    role: Annotated[Role, typer.Option(help="officer, collector, supervisor hoặc admin")] = Role.OFFICER,
    commune: Annotated[list[str] | None, typer.Option(help="Tên hoặc mã xã, lặp lại được; trống: tất cả")] = None,
    days: Annotated[int, typer.Option(min=1, max=90, help="Mã mời dùng được bao nhiêu ngày")] = 7,
    skill: Annotated[list[str] | None, typer.Option(help="Kỹ năng trong content/offices, ví dụ khmer")] = None,
    capacity: Annotated[int | None, typer.Option(min=1, help="Giữ nhiều nhất bao nhiêu yêu cầu cùng lúc")] = None,
) -> None:
    """Mời một người làm cán bộ; mã mời chỉ hiện một lần."""
    settings, now = read_settings(), datetime.now(UTC)
    if not name.strip():
        raise Trouble("Hãy cho biết tên người được mời.")
    if role in (Role.OFFICER, Role.COLLECTOR) and not commune:
        raise Trouble("Hãy cho biết ít nhất một xã: --commune “Mỹ Long”.")
    codes = _communes(commune, load(settings.content).places) if commune else {}
    code = "".join(secrets.choice(LETTERS) for _ in range(10))
    expires = now + timedelta(days=days)
    skills = [word.strip().replace(" ", "-") for word in skill or ()]

    def work(tx: Transaction) -> None:
        invitations.invite(
            tx, code_hash(code), name.strip(), role, codes, expires, now, skills=skills, capacity=capacity
        )

    at_the_database(settings, work)
    places = ", ".join(codes.values()) or "tất cả các xã"
    typer.echo(f"Mã mời của {name.strip()} ({ROLES[role]}, {places}): {code[:5]}-{code[5:]}")
    typer.echo(f"Dùng được một lần, đến hết {expires.astimezone(VIET_NAM):%H:%M ngày %d/%m/%Y}; mã sẽ không hiện lại.")


@staff_app.command("list")
def list_staff() -> None:
    """Mọi cán bộ, cả người đã thôi."""
    settings = read_settings()
    everybody = at_the_database(settings, staff.all_staff, writes=False)
    names = {code: commune.name for code, commune in load(settings.content).places.communes.items()}
    table = Table("Số", "Tên", "Việc", "Xã", "")
    for member in everybody:
        places = ", ".join(names.get(code, code) for code in sorted(member.communes)) or "tất cả"
        table.add_row(str(member.id), member.name, ROLES[member.role], places, "" if member.active else "đã thôi")
    Console().print(table if everybody else "Chưa có cán bộ nào; hãy mời bằng `loa staff invite`.")


@staff_app.command("remove")
def remove(number: Annotated[int, typer.Argument(help="Số của cán bộ trong `loa staff list`")]) -> None:
    """Cho một cán bộ thôi: không còn thấy yêu cầu nào, việc đang giữ được báo cho đồng nghiệp, lịch sử vẫn giữ tên."""
    if not at_the_database(read_settings(), lambda tx: leave(tx, number, datetime.now(UTC))):
        raise Trouble(f"Không có cán bộ số {number} đang làm việc.")
    typer.echo(f"Cán bộ số {number} đã thôi; việc đang giữ được báo cho đồng nghiệp.")


@parcels_app.callback(invoke_without_command=True)
def list_parcels(context: typer.Context) -> None:
    """Những tin không gửi được, mới nhất trước; không hiện nội dung."""
    if context.invoked_subcommand is not None:
        return
    rows = at_the_database(read_settings(), lambda tx: parcels.unsent(tx, MOST_LISTED), writes=False)
    table = Table("Số", "Kênh", "Yêu cầu", "Hẹn gửi", "Đã thử", "Lý do")
    for row in rows:
        due = f"{row.due.astimezone(VIET_NAM):%d/%m %H:%M}"
        lead = str(row.about.id) if row.about is not None and row.about.kind == "lead" else ""
        table.add_row(str(row.number), row.address.channel, lead, due, str(row.attempts), row.reason)
    Console().print(table if rows else "Không có tin nào bị kẹt.")


@parcels_app.command("resend")
def resend(
    numbers: Annotated[list[int] | None, typer.Argument(help="Số của các tin trong `loa parcels`")] = None,
    every: Annotated[bool, typer.Option("--all", help="Gửi lại tất cả")] = False,
) -> None:
    """Gửi lại những tin đã bỏ cuộc."""
    if every == bool(numbers):
        raise Trouble("Hãy ghi số của các tin cần gửi lại, hoặc --all để gửi lại tất cả.")

    def work(tx: Transaction) -> int:
        chosen = [row.number for row in parcels.unsent(tx, 1_000_000)] if every else numbers or []
        return parcels.resend(tx, chosen, datetime.now(UTC))

    count = at_the_database(read_settings(), work)
    if not count and not every:
        raise Trouble("Không có tin nào mang số ấy trong `loa parcels`.")
    typer.echo(f"Sẽ gửi lại {count} tin.")


def _communes(named: Iterable[str], places: Places) -> dict[str, str]:
    """The communes by code; raises Trouble for a name that none, or more than one, answers to."""
    index, known = CommuneIndex(places), places.communes
    found = {}
    for typed in named:
        if typed in known:
            found[typed] = known[typed].name
            continue
        matches = index.find(typed)
        if not matches:
            raise Trouble(f"Không tìm thấy xã nào tên “{typed}”.")
        if len(matches) > 1:
            choices = "; ".join(f"{match.commune.code} {match.label}" for match in matches[:6])
            raise Trouble(f"“{typed}” có thể là nhiều xã, hãy ghi mã: {choices}.")
        found[matches[0].commune.code] = matches[0].commune.name
    return found
