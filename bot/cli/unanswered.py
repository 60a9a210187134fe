"""`loa unanswered`: questions not understood, in groups, to add, to answer or to drop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.preview import serve_here
from bot.cli.review_queue import QuestionGroup, ReviewQueue
from bot.domain.errors import Trouble
from bot.library.editing.changes import Change
from bot.reports.plain_table import PlainTable
from bot.search.text.foreign import clean
from bot.settings.settings import read_settings
from bot.web.editor.unanswered import create_unanswered
from bot.words import FIRST, languages

MOST_SHOWN = 30
KINDS = {"missed": "không hiểu", "unsure": "phải hỏi lại", "chosen": "đã chọn", "wrong": "bị chê chưa đúng"}

unanswered_app = typer.Typer(help="Câu hỏi Loa chưa trả lời được: xem, thêm vào nội dung, bỏ qua.")

Number = Annotated[int, typer.Argument(help="Số của nhóm trong `loa unanswered`")]
OnlyDiff = Annotated[bool, typer.Option("--diff", help="Chỉ in thay đổi, không ghi tệp")]
Asks = Annotated[list[str] | None, typer.Option("--ask", help="Cách hỏi sẽ thêm, lặp lại được; trống: câu đầu nhóm")]


@unanswered_app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    web: Annotated[bool, typer.Option("--web", help="Mở trang trên máy này để làm bằng chuột")] = False,
    port: Annotated[int, typer.Option(help="Cổng trên máy này")] = 8002,
) -> None:
    """Những nhóm câu hỏi chưa có câu trả lời tốt, nhóm đông trước; không có gì cho biết ai đã hỏi."""
    if context.invoked_subcommand is not None:
        return
    settings = read_settings()
    work = ReviewQueue(settings)
    if web:
        page = create_unanswered(work, languages(settings.locales)[FIRST])
        serve_here(page, port=port, path="/", what="Câu hỏi chưa trả lời được")
        return
    groups = work.groups()
    table = PlainTable("Số", "Lần", "Hỏi", "Vì sao", "Có thể là")
    for group in groups[:MOST_SHOWN]:
        kinds = ", ".join(dict.fromkeys(KINDS.get(each.kind, each.kind) for each in group.asked))
        table.row(group.number, len(group.asked), "\n".join(group.texts[:3]), kinds, group.guess)
    Console().print(table if groups else "Không có câu hỏi nào đang đợi.")


@unanswered_app.command("add")
def add(
    number: Number,
    answer: Annotated[str, typer.Argument(help="Mã câu trả lời; trống: câu máy đoán")] = "",
    ask: Asks = None,
    diff: OnlyDiff = False,
) -> None:
    """Thêm câu hỏi của nhóm làm một cách hỏi của một câu trả lời đã có."""
    work = ReviewQueue(read_settings())
    group = work.group(number)
    chosen = answer or group.guess
    if not chosen:
        raise Trouble("Hãy ghi mã câu trả lời.")
    for each in ask or group.texts[:1]:
        _make(work, work.ask(chosen, each), diff=diff)
    _done(work, group, diff=diff)


@unanswered_app.command("new")
def new(
    number: Number,
    topic: Annotated[str, typer.Argument(help="Chủ đề (tên thư mục trong content/topics)")],
    answer: Annotated[str, typer.Argument(help="Mã của câu trả lời mới, ví dụ dong-bang-vang")],
    title: Annotated[str, typer.Option(help="Câu hỏi, làm tiêu đề; trống: câu đầu nhóm")] = "",
    diff: OnlyDiff = False,
) -> None:
    """Bắt đầu một câu trả lời mới từ nhóm này; lời văn, căn cứ và ngày áp dụng để người biên tập điền."""
    work = ReviewQueue(read_settings())
    group = work.group(number)
    _make(work, work.new(topic, answer, title or group.texts[0], group.texts), diff=diff)
    _done(work, group, diff=diff)


@unanswered_app.command("drop")
def drop(number: Number) -> None:
    """Bỏ qua nhóm này: không cần trả lời."""
    work = ReviewQueue(read_settings())
    work.settle(work.group(number))
    typer.echo("Đã bỏ qua.")


def _make(work: ReviewQueue, changes: Sequence[Change], *, diff: bool) -> None:
    if diff:
        typer.echo("".join(clean(change.diff) for change in changes), nl=False)
        return
    work.write(changes)
    for change in changes:
        typer.echo(f"Đã ghi content/{change.path}. Hãy chạy `loa check`.")


def _done(work: ReviewQueue, group: QuestionGroup, *, diff: bool) -> None:
    if not diff:
        work.settle(group)
