"""`loa staff`: invites staff, lists them, changes them, lets them go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.cli.staff.access import addresses, list_invitations, revoke
from bot.cli.staff.importing import import_staff, template
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.people import Role, Staff
from bot.lazy import lazily
from bot.reports.plain_table import PlainTable
from bot.services.staff.roles import ROLES
from bot.settings.settings import Settings, read_settings
from bot.store.staff import members
from bot.words import FIRST, Words

if TYPE_CHECKING:
    from bot.domain.places import Places
    from bot.library import Library
    from bot.services.context import Context
    from bot.services.copies import Stays

leave: Callable[[int, Context], list[Stays] | None] = lazily("bot.services.staff.leaving", "leave")
change: Callable[[Staff, Context], list[Stays]] = lazily("bot.services.staff.leaving", "change")
stays_in_words: Callable[[Sequence[Stays], Context], Words | None] = lazily(
    "bot.services.staff.leaving", "stays_in_words"
)
communes_named: Callable[[Sequence[str], Places], dict[str, str]] = lazily(
    "bot.services.staff.inviting", "communes_named"
)
Invited: Callable[..., Any] = lazily("bot.services.staff.inviting", "Invited")
invite_all: Callable[..., list[Any]] = lazily("bot.services.staff.inviting", "invite")
in_a_turn: Callable[..., Any] = lazily("bot.cli.when_needed.in_a_turn", "in_a_turn")
library_here: Callable[[Settings], Library] = lazily("bot.cli.when_needed.library_here", "library_here")

staff_app = typer.Typer(no_args_is_help=True, help="Cán bộ: mời, xem danh sách, cho thôi.")
staff_app.command("addresses")(addresses)
staff_app.command("invitations")(list_invitations)
staff_app.command("revoke")(revoke)
staff_app.command("import")(import_staff)
staff_app.command("template")(template)


@staff_app.command("invite")
def invite(
    name: Annotated[str, typer.Option(help="Tên để người dân và đồng nghiệp gọi, ví dụ “Chị Minh”")],
    role: Annotated[Role, typer.Option(help="officer, collector, supervisor, editor hoặc admin")] = Role.OFFICER,
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
    if role is Role.EDITOR and commune:
        raise Trouble("Người biên tập nội dung không thuộc xã nào; hãy bỏ --commune.")
    codes = communes_named(commune, library_here(settings).places) if commune else {}
    skills = tuple(word.strip().replace(" ", "-") for word in skill or ())
    invited, expires = Invited(name.strip(), role, codes, skills, capacity), now + timedelta(days=days)
    (slip,) = at_the_database(settings, lambda tx: invite_all(tx, [invited], expires, now))
    typer.echo(f"Mã mời của {slip.name} ({slip.role}, {slip.where}): {slip.code}")
    typer.echo(f"Dùng được một lần, đến hết {expires.astimezone(VIET_NAM):%H:%M ngày %d/%m/%Y}; mã sẽ không hiện lại.")


@staff_app.command("list")
def list_staff() -> None:
    """Mọi cán bộ, cả người đã thôi."""
    settings = read_settings()
    everybody = at_the_database(settings, members.all_staff, writes=False)
    communes = library_here(settings).places.communes if any(member.communes for member in everybody) else {}
    names = {code: commune.name for code, commune in communes.items()}
    table = PlainTable("Số", "Tên", "Việc", "Xã", "")
    for member in everybody:
        everywhere = "" if member.role is Role.EDITOR else "tất cả"
        places = ", ".join(names.get(code, code) for code in sorted(member.communes)) or everywhere
        table.row(member.id, member.name, ROLES[member.role], places, "" if member.active else "đã thôi")
    Console().print(table if everybody else "Chưa có cán bộ nào; hãy mời bằng `loa staff invite`.")


@staff_app.command("remove")
def remove(number: Annotated[int, typer.Argument(help="Số của cán bộ trong `loa staff list`")]) -> None:
    """Cho một cán bộ thôi: không còn thấy yêu cầu nào, việc đang giữ được báo cho đồng nghiệp, lịch sử vẫn giữ tên."""
    told = in_a_turn(read_settings(), lambda context: _left(number, context))
    if told is None:
        raise Trouble(f"Không có cán bộ số {number} đang làm việc.")
    typer.echo(f"Cán bộ số {number} đã thôi; việc đang giữ được báo cho đồng nghiệp.")
    if told:
        typer.echo(told)


def _left(number: int, context: Context) -> str | None:
    """What is to be told besides, where they have left by that."""
    stays = leave(number, context)
    if stays is None:
        return None
    return _in_words(stays, context)


def _in_words(stays: Sequence[Stays], context: Context) -> str:
    words = stays_in_words(stays, context)
    return context.language(FIRST).say(words) if words is not None else ""


@staff_app.command("edit")
def edit(
    number: Annotated[int, typer.Argument(help="Số của cán bộ trong `loa staff list`")],
    name: Annotated[str | None, typer.Option(help="Tên mới")] = None,
    role: Annotated[Role | None, typer.Option(help="officer, collector, supervisor hoặc admin")] = None,
    commune: Annotated[list[str] | None, typer.Option(help="Tên hoặc mã xã, lặp lại được; thay các xã cũ")] = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Từ nay phụ trách tất cả các xã")] = False,
) -> None:
    """Đổi tên, việc hay xã của một cán bộ; việc ngoài xã mới được giao lại, thẻ cũ bị xóa trắng."""
    settings = read_settings()
    communes = frozenset(communes_named(commune, library_here(settings).places)) if commune else None
    if everywhere:
        communes = frozenset()

    def work(context: Context) -> str | None:
        member = members.get(context.tx, number)
        if member is None or not member.active:
            return None
        changed = replace(
            member,
            name=(name or "").strip() or member.name,
            role=role or member.role,
            communes=member.communes if communes is None else communes,
        )
        if changed.role in (Role.OFFICER, Role.COLLECTOR) and not changed.communes:
            raise Trouble("Cán bộ xã, nhân viên thu cần ít nhất một xã: --commune “Mỹ Long”.")
        return _in_words(change(changed, context), context)

    told = in_a_turn(settings, work)
    if told is None:
        raise Trouble(f"Không có cán bộ số {number} đang làm việc.")
    typer.echo(f"Đã đổi cán bộ số {number}.")
    if told:
        typer.echo(told)
