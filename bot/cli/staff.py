"""`loa staff`: invites staff, lists them, lets them go."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.people import Role
from bot.domain.places import Places
from bot.domain.text import CODE_LETTERS
from bot.library import load
from bot.search.places.communes import CommuneIndex
from bot.services.staff.membership import code_hash, leave
from bot.settings.settings import read_settings
from bot.store.engine.database import Transaction
from bot.store.staff import invitations, members

ROLES = {
    Role.OFFICER: "cán bộ xã",
    Role.COLLECTOR: "nhân viên thu",
    Role.SUPERVISOR: "phụ trách",
    Role.ADMIN: "quản trị",
}

staff_app = typer.Typer(no_args_is_help=True, help="Cán bộ: mời, xem danh sách, cho thôi.")


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
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(10))
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
    everybody = at_the_database(settings, members.all_staff, writes=False)
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
