"""`loa pack`: what a commune takes along where there is no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile

import typer

from bot.cli.law import day_of
from bot.cli.when_needed.library_here import library_here
from bot.reports.pack.contents import booklet_data, page_data
from bot.reports.pack.page import page_html
from bot.reports.prints.press import typeset
from bot.reports.prints.scripts import scripts
from bot.settings.settings import read_settings

READ_FIRST = """\
Bộ tài liệu này dùng được khi không có mạng, số liệu ngày {day}{until}.

hoi-dap.html             mở bằng trình duyệt (Chrome, Edge, Firefox…), gõ câu hỏi có dấu hay không dấu
so-tay.pdf               sổ tay khổ A5, in hai mặt rồi đóng gáy
bai-phat-thanh.pdf       bài đọc trên loa truyền thanh, mỗi bài hai đến ba phút, số viết bằng chữ
bai-phat-thanh-….txt     cũng các bài ấy, để chép sang chỗ khác
"""


def pack(
    archive: Annotated[Path, typer.Option("--zip", help="Tệp zip sẽ ghi")],
    on: Annotated[str, typer.Option(help="Số liệu của ngày nào, ví dụ 2027-01-01; trống: hôm nay")] = "",
) -> None:
    """Đóng gói để dùng khi không có mạng: trang hỏi đáp tìm được, sổ tay A5, bài đọc trên loa truyền thanh."""
    library, day = library_here(read_settings()), day_of(on)
    layouts, page, read_out = library.prints.layouts, page_data(library, day), scripts(library, day)
    until = f", dùng đến hết ngày {page['until']}" if page["until"] else ""
    files: dict[str, bytes] = {
        "DOC-TRUOC.txt": READ_FIRST.format(day=page["day"], until=until).encode("utf-8-sig"),
        "hoi-dap.html": page_html(page).encode(),
        "so-tay.pdf": typeset(layouts, "booklet", [booklet_data(library, day)])[0],
        "bai-phat-thanh.pdf": typeset(layouts, "script", read_out)[0],
    }
    for number, one in enumerate(read_out, start=1):
        text = "\n\n".join([str(one["title"]).upper(), *one["paragraphs"]])
        files[f"bai-phat-thanh-{number}.txt"] = text.encode("utf-8-sig")
    with ZipFile(archive, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    typer.echo(f"{archive}: {len(files)} tệp, {len(library.answers)} câu hỏi đáp, số liệu ngày {page['day']}{until}.")
