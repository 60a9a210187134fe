"""`loa content`: versions of the content that were accepted, and the way back, out and in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import VIET_NAM
from bot.domain.content.drafts import Draft
from bot.domain.content.versions import How, Version
from bot.domain.errors import Trouble
from bot.library import Mistakes
from bot.library.snapshot import take
from bot.reports.plain_table import PlainTable
from bot.runtime.content import examine, from_packed, load_fitting
from bot.runtime.content_versions import folder_of
from bot.services.content import versions as accepting
from bot.settings.settings import read_settings
from bot.store.content import drafts, folders, versions
from bot.store.engine.database import Transaction
from bot.store.staff import members

WAYS = {
    How.FOLDER: "lưu trong thư mục",
    How.PUSH: "loa content push",
    How.UNDO: "quay về bản cũ",
    How.EDIT: "sửa trong trình duyệt",
}
MOST_LISTED = 1000

content_app = typer.Typer(
    no_args_is_help=True,
    help="Các phiên bản nội dung đã dùng: xem, quay về bản cũ, lấy bản đang dùng ra thư mục, đưa thư mục vào dùng.",
)
Folder = Annotated[
    Path | None, typer.Argument(metavar="[THƯ_MỤC]", help="Thư mục nội dung; trống: thư mục trong LOA_CONTENT")
]


@content_app.command("history")
def history(
    most: Annotated[int, typer.Option("--most", min=1, max=MOST_LISTED, help="Nhiều nhất bao nhiêu phiên bản")] = 20,
) -> None:
    """Các phiên bản đã dùng, mới nhất trước: lúc nào, từ đâu tới, ai soạn, ai duyệt, đổi gì, vì sao."""
    settings = read_settings()

    def work(tx: Transaction) -> list[tuple[Version, str]]:
        found, paths = versions.latest(tx, most), folders.paths(tx)
        told = drafts.by_number(tx, [one.draft for one in found if one.draft is not None])
        names = {one.id: one.name for one in members.all_staff(tx)}
        return [(one, _who(one, names, told.get(one.draft or 0)) or paths.get(one.folder, "")) for one in found]

    found = at_the_database(settings, work, writes=False)
    table = PlainTable("Số", "Lúc", "Bằng cách", "Ai, đổi gì, vì sao", "Dấu")
    for one, who in found:
        table.row(one.number, _at(one), WAYS[one.how], who, one.hash[:8])
    Console().print(table if found else "Chưa có phiên bản nào; lần đầu `loa serve` chạy là có.")


@content_app.command("undo")
def undo(
    number: Annotated[int | None, typer.Argument(help="Quay về phiên bản số mấy; trống: bản ngay trước")] = None,
) -> None:
    """Quay về một phiên bản cũ; Loa đang chạy dùng ngay trong nửa phút. Tệp trong thư mục không bị đổi."""
    settings = read_settings()
    packed = at_the_database(
        settings, lambda tx: versions.files(tx, accepting.earlier(tx, number).number), writes=False
    )
    from_packed(packed, lambda path: load_fitting(path, settings.keep_lead_days))
    done = at_the_database(settings, lambda tx: accepting.undo(tx, number, datetime.now(UTC), None))
    typer.echo(f"Đã quay về nội dung cũ, nay là phiên bản {done.number}.")
    typer.echo("Thư mục vẫn giữ bản trước đó: trước khi sửa tiếp, hãy lấy bản đang dùng về bằng `loa content pull`.")


@content_app.command("pull")
def pull(
    folder: Folder = None,
    force: Annotated[bool, typer.Option("--force", help="Bỏ phần sửa trong thư mục mà Loa chưa dùng")] = False,
) -> None:
    """Chép phiên bản đang dùng ra thư mục. Không ghi đè phần sửa chưa được dùng, trừ khi có --force."""
    settings = read_settings()
    content = folder or settings.content
    own, held = folder_of(content), take(content)
    if folder is not None and content.is_file():
        raise Trouble(f"{folder} là một tệp, không phải thư mục.")
    version, files = at_the_database(settings, lambda tx: accepting.pull(tx, own, held, force=force))
    try:
        files.write(content)
    except OSError as error:
        raise Trouble(f"Không ghi được vào thư mục {content} ({error.strerror}).") from error
    at_the_database(settings, lambda tx: folders.settled(tx, own, version.number, files.hash, datetime.now(UTC)))
    typer.echo(f"Thư mục {content} nay giữ phiên bản {version.number} ({_at(version)}): {len(files.files)} tệp.")


@content_app.command("push")
def push(
    folder: Folder = None,
    after: Annotated[
        int | None, typer.Option("--after", min=1, help="Số phiên bản mà người sửa đã xem và chịu thay")
    ] = None,
) -> None:
    """Đưa nội dung của thư mục vào dùng. Nếu nội dung đang dùng cũng đã đổi thì từ chối, trừ khi có --after."""
    settings = read_settings()
    content = folder or settings.content
    _existing(content)
    found = examine(content, lambda path: load_fitting(path, settings.keep_lead_days))
    if found.made is None:
        raise Mistakes(found.mistakes)
    own, now = folder_of(content), datetime.now(UTC)
    done = at_the_database(settings, lambda tx: accepting.push(tx, own, found.held, now, after=after, author=None))
    typer.echo(f"Nội dung trong {content} đang được dùng: phiên bản {done.number}.")


def _who(version: Version, names: Mapping[int, str], draft: Draft | None) -> str:
    """Who made it, who approved it, what they changed and why; "" where nobody said."""
    people = [names.get(one, f"số {one}") for one in (version.author, version.approver) if one is not None]
    what = f"{draft.kind} {draft.thing}" if draft else ""
    reason = f"“{draft.reason}”" if draft and draft.reason else ""
    return ", ".join(part for part in (" + ".join(people), what, reason) if part)


def _existing(content: Path) -> None:
    if not content.is_dir():
        raise Trouble(f"Không có thư mục {content}.")


def _at(version: Version) -> str:
    return f"{version.at.astimezone(VIET_NAM):%H:%M %d/%m/%Y}"
