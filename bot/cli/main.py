"""The command `loa`. Tells an operator's mistake in one sentence on stderr, exit code 2.

A command's module is loaded when the command is called: `loa reckon` needs no web server, `loa serve` no Alembic.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from bot.lazy import lazily

told: Callable[[], tuple[type[Exception], ...]] = lazily("bot.cli.when_needed.told", "told")
in_words: Callable[[Exception], str | None] = lazily("bot.cli.when_needed.told", "in_words")


class Written(NamedTuple):
    """Where a command, or a group of them, is written, and its line in the list of all."""

    module: str
    name: str
    line: str


COMMANDS: Mapping[str, Written] = {
    "ask": Written(
        "bot.cli.search",
        "ask",
        "Hỏi máy tìm kiếm: nó quyết định gì, và những câu trả lời nó tìm thấy.",
    ),
    "evaluate": Written(
        "bot.cli.search",
        "evaluate",
        "Chấm máy tìm kiếm bằng các câu hỏi đã biết đáp án; so với lần ghi mốc trước.",
    ),
    "calibrate": Written(
        "bot.cli.search",
        "calibrate",
        "Tính lại độ tin cậy của máy tìm kiếm từ nội dung và các câu hỏi đã biết đáp án, ghi vào content/search.",
    ),
    "check": Written(
        "bot.cli.content.check",
        "check",
        "Kiểm tra nội dung: mọi lỗi trong content/ cùng một lúc, kèm tệp, dòng, cột; và những điều sắp phải sửa.",
    ),
    "content": Written(
        "bot.cli.content.versions",
        "content_app",
        "Các phiên bản nội dung đã dùng: xem, quay về bản cũ, lấy bản đang dùng ra thư mục, đưa thư mục vào dùng.",
    ),
    "review": Written(
        "bot.cli.content.review",
        "review",
        "Bản nháp tiếng Khmer: xem cạnh lời tiếng Việt, sửa, cho dùng từng bản. Chưa ai đọc lại thì bà con không thấy.",
    ),
    "figures": Written(
        "bot.cli.law",
        "show_figures",
        "Các con số của luật có hiệu lực trong một ngày, con số nào sắp đổi, con số nào còn chờ xác nhận.",
    ),
    "reckon": Written(
        "bot.cli.law",
        "calculate_lines",
        'Tính theo luật cho chương trình khác: đọc {"id", "what", "inputs"}, ghi {"id", "result"} hoặc'
        ' {"id", "error"}.',
    ),
    "qr": Written(
        "bot.cli.outreach.posters",
        "make_codes",
        "Tạo mã QR (PNG, SVG) và một áp phích nhỏ cho một mã: Telegram, trang web, Zalo.",
    ),
    "codes": Written(
        "bot.cli.outreach.codes",
        "codes_app",
        "Mã trên áp phích, tờ rơi …: tạo hàng loạt, xem mỗi mã đưa ai tới.",
    ),
    "print": Written(
        "bot.cli.outreach.printing",
        "print_codes",
        "In áp phích, tờ rơi, thẻ bàn, tờ dán cửa, danh sách ký tên (PDF) và hình để đăng (PNG).",
    ),
    "report": Written(
        "bot.cli.reports.writing", "write", "Báo cáo của một đơn vị trong một kỳ: Word, Excel, PDF; chốt bản đã gửi."
    ),
    "meeting": Written("bot.cli.outreach.meetings", "meeting_app", "Hội nghị: xem, nhập cả tỉnh một lần từ Excel."),
    "campaign": Written(
        "bot.cli.outreach.campaigns", "campaign_app", "Đợt tin: xem trước, gửi, tạm dừng, dừng hẳn, kết quả."
    ),
    "target": Written("bot.cli.reports.importing", "target_app", "Chỉ tiêu được giao: xem, nhập từ Excel."),
    "official": Written(
        "bot.cli.reports.importing", "official_app", "Số liệu của cơ quan BHXH từng tháng, từng xã: nhập từ Excel."
    ),
    "pack": Written(
        "bot.cli.packing",
        "pack",
        "Đóng gói để dùng khi không có mạng: trang hỏi đáp tìm được, sổ tay A5, bài đọc trên loa truyền thanh.",
    ),
    "preview": Written(
        "bot.cli.preview",
        "show_preview",
        "Xem trước câu trả lời trên từng kênh, vào ngày bất kỳ; sửa tệp trong content/ là trang tự đổi theo.",
    ),
    "demo": Written(
        "bot.cli.demo",
        "demo",
        "Chạy thử trọn vẹn trên máy này, không cần gì thêm: người dân và cán bộ trên một trang.",
    ),
    "serve": Written(
        "bot.cli.serve",
        "serve",
        "Phục vụ: trang web, Telegram, và gửi tin (trừ khi `loa deliver` chạy riêng).",
    ),
    "deliver": Written("bot.cli.serve", "deliver", "Chỉ gửi tin, khi nhiều tiến trình dùng chung một PostgreSQL."),
    "talk": Written("bot.cli.demo", "talk", "Trò chuyện với Loa ngay trong cửa sổ dòng lệnh này."),
    "settings": Written(
        "bot.cli.maintenance",
        "settings",
        "Mọi cài đặt: tên biến, giá trị đang dùng (bí mật được che), ý nghĩa.",
    ),
    "init": Written(
        "bot.cli.care.init",
        "init",
        "Bắt đầu ở một tỉnh: hỏi những điều tỉnh phải quyết, ghi .env và content/offices/home.yaml.",
    ),
    "doctor": Written(
        "bot.cli.care.doctor",
        "doctor",
        "Khám toàn bộ: khóa, dữ liệu, đĩa, đồng hồ, máy đứng trước, chứng chỉ, sao lưu…; ✖ thì kèm việc phải làm.",
    ),
    "migrate": Written(
        "bot.cli.maintenance",
        "migrate",
        "Đưa cơ sở dữ liệu tới đúng phiên bản; chạy sau mỗi lần cập nhật Loa.",
    ),
    "backup": Written(
        "bot.cli.maintenance",
        "backup",
        "Sao lưu toàn bộ dữ liệu, kể cả khi Loa đang chạy. Khóa LOA_KEY không nằm trong đó: hãy cất riêng.",
    ),
    "restore": Written(
        "bot.cli.maintenance",
        "restore",
        "Khôi phục một bản sao lưu vào cơ sở dữ liệu trống, SQLite hay PostgreSQL đều được.",
    ),
    "resume": Written(
        "bot.cli.maintenance",
        "resume",
        "Sau khi khôi phục và đã xem lại: cho gửi tin hàng loạt trở lại.",
    ),
    "key": Written(
        "bot.cli.keys",
        "key_app",
        "Tạo một khóa mới cho LOA_KEY; mất khóa là mất dữ liệu cá nhân, hãy cất một bản ngoài máy chủ.",
    ),
    "staff": Written("bot.cli.staff.members", "staff_app", "Cán bộ: mời, xem danh sách, cho thôi."),
    "aside": Written(
        "bot.cli.parcels",
        "aside_app",
        "Tin đến mà Loa không đọc hoặc không trả lời được, đã để riêng: xem.",
    ),
    "parcels": Written("bot.cli.parcels", "parcels_app", "Tin không gửi được: xem và gửi lại."),
    "proposals": Written(
        "bot.cli.proposals",
        "proposals_app",
        "Câu trả lời của cán bộ được đề xuất đưa vào nội dung: xem và đánh dấu đã xong.",
    ),
    "zalo": Written("bot.cli.zalo", "zalo_app", "Zalo Official Account, Zalo Bot: cấp quyền lần đầu, xem tình trạng."),
    "who-hears-what": Written(
        "bot.cli.who_hears",
        "show",
        "Ai được báo gì khi có việc xảy ra với một yêu cầu gọi lại hay một câu hỏi trực tiếp.",
    ),
    "unanswered": Written(
        "bot.cli.unanswered",
        "unanswered_app",
        "Câu hỏi Loa chưa trả lời được: xem, thêm vào nội dung, bỏ qua.",
    ),
}


class Commands(TyperGroup):
    """All commands by their lines; the one that is called is loaded."""

    def __init__(self, **attributes: Any) -> None:
        lines = {name: TyperCommand(name, help=written.line) for name, written in COMMANDS.items()}
        super().__init__(**{**attributes, "commands": lines})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and loaded(str(name)), rest


def loaded(name: str) -> Any:
    """The command of that name, or the group of them, as Typer made it of what is written."""
    written = COMMANDS[name]
    # Importing makes objects by the hundred thousand that stay; looking for garbage among them is a fifth of the start.
    gc.disable()
    found = getattr(import_module(written.module), written.name)
    gc.enable()
    gc.freeze()
    whole = typer.Typer()
    if isinstance(found, typer.Typer):
        whole.add_typer(found, name=name)
    else:
        whole.command(name)(found)
    return typer.main.get_group(whole).commands[name]


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Loa: trợ lý trò chuyện giải thích bảo hiểm xã hội tự nguyện cho người dân.",
)


@app.callback()
def loa() -> None:
    """Makes `app` a group although no command is loaded yet."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point of the console script; ends in SystemExit."""
    try:
        app(arguments)
    except SystemExit:
        raise
    except told() as error:  # only now it is loaded what may have been raised
        sentence = in_words(error)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
    sys.exit(2)
