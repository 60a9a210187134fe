"""`loa campaign`: one message to many who asked for such.

It is approved in the chat, never from here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.when_needed.in_a_turn import in_a_turn
from bot.domain.calendar import VIET_NAM, local
from bot.domain.errors import Trouble
from bot.domain.leads import LeadState
from bot.domain.outreach.campaigns import STATES, Audience, Campaign, Preview
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Staff
from bot.library.campaigns import CampaignText
from bot.reports.plain_table import PlainTable
from bot.services.campaigns import going, planning
from bot.services.campaigns.outcomes import SAID, No
from bot.services.campaigns.preview import preview as reckon
from bot.services.campaigns.results import STEPS
from bot.services.campaigns.results import results as results_of
from bot.services.campaigns.said import achieved, foreseen, name_of
from bot.services.context import Context
from bot.services.staff.inviting import communes_named
from bot.settings.settings import read_settings
from bot.store.outreach import campaigns
from bot.store.staff import members
from bot.words import FIRST, Words

LISTED = 50
Number = Annotated[int, typer.Argument(help="Số của đợt tin")]
By = Annotated[str, typer.Option(help="Tên cán bộ làm việc này, đúng như trong `loa staff list`")]
Communes = Annotated[list[str] | None, typer.Option("--commune", help="Chỉ xã này (tên hoặc mã), lặp lại được")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Chỉ ai đọc ngôn ngữ này, ví dụ vi")]
Channels = Annotated[list[str] | None, typer.Option("--channel", help="Chỉ kênh này, ví dụ telegram, zalo_oa")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="Chỉ ai tới qua mã này trong tháng, ví dụ XMY7")]
Outcomes = Annotated[
    list[LeadState] | None, typer.Option("--outcome", help="Chỉ ai có yêu cầu gọi lại đang ở trạng thái này")
]
At = Annotated[str, typer.Option(help="Giờ bắt đầu, ví dụ 2026-12-01 08:00; trống: ngay khi cho gửi")]
AsJson = Annotated[bool, typer.Option("--json", help="In JSON, cho chương trình khác đọc")]

campaign_app = typer.Typer(no_args_is_help=True, help="Đợt tin: xem trước, gửi, tạm dừng, dừng hẳn, kết quả.")


@campaign_app.command()
def preview(
    content: Annotated[str, typer.Argument(help="Tên tệp trong content/campaigns, không có .md")],
    commune: Communes = None,
    language: Languages = None,
    channel: Channels = None,
    source: Sources = None,
    outcome: Outcomes = None,
    at: At = "",
    corrects: Annotated[int | None, typer.Option(help="Đính chính cho đợt tin số này")] = None,
    by: Annotated[str, typer.Option(help="Ghi lại và gửi thử cho cán bộ này; trống: chỉ xem")] = "",
    colleague: Annotated[list[str] | None, typer.Option(help="Gửi thử cho cả đồng nghiệp này, nhiều nhất ba")] = None,
    as_json: AsJson = False,
) -> None:
    """Sẽ tới bao nhiêu người, ai không nhận và vì sao, tốn bao nhiêu, người cuối nhận lúc nào; ghi lại và gửi thử."""
    hour = _hour(at)

    def work(context: Context) -> tuple[Preview, str, int | str]:
        library = context.knowledge.library
        words = _words(content, context)
        codes = frozenset(communes_named(commune or (), library.places))
        named = (frozenset(language or ()), frozenset(channel or ()), frozenset(source or ()), frozenset(outcome or ()))
        audience = Audience(Purpose.NEWS, codes, *named)
        counted = reckon(words, audience, hour, corrects, context)
        number = _written(content, audience, hour, corrects, by, colleague or [], context) if by else 0
        return counted, _vi(foreseen(counted, context), context), number

    counted, said, number = in_a_turn(read_settings(), work)
    if isinstance(number, str):
        raise Trouble(number)
    if as_json:
        row: dict[str, object] = {"number": number, "count": counted.count, "cost": counted.cost}
        row |= {"last_at": counted.last_at.isoformat() if counted.last_at else None, "left_out": counted.left_out}
        ways = [{"channel": one.channel, "account": one.account, "count": one.count} for one in counted.reached]
        typer.echo(json.dumps({**row, "reached": ways}, ensure_ascii=False))
        return
    typer.echo(
        f"{said}\nĐã ghi là đợt tin số {number} và gửi thử. Bắt đầu: loa campaign start {number} --by …"
        if number
        else said
    )


@campaign_app.command()
def start(number: Number, by: By) -> None:
    """Cho một đợt tin đã gửi thử bắt đầu vào giờ của nó; từ 200 người nhận thì phải có người khác duyệt trước."""
    _do(number, by, going.start)


@campaign_app.command()
def pause(number: Number, by: By) -> None:
    """Tạm dừng: tin chưa gửi thì thu lại, sau cho gửi tiếp được (trong khung chat: “gửi tiếp đợt tin …”)."""
    _do(number, by, going.pause)


@campaign_app.command()
def stop(number: Number, by: By) -> None:
    """Dừng hẳn: ai chưa nhận thì không nhận nữa."""
    _do(number, by, going.stop)


@campaign_app.command()
def results(
    number: Annotated[int, typer.Argument(help="Số của đợt tin; 0: mọi đợt")] = 0, as_json: AsJson = False
) -> None:
    """Kết quả: đã gửi, bị chặn, bấm nút, hỏi, nhờ gọi, ngừng tin, tham gia; từng ngày với --json."""

    def work(context: Context) -> list[tuple[Campaign, str, str, dict[str, object]]]:
        one = campaigns.get(context.tx, number) if number else None
        found = campaigns.latest(context.tx, LISTED) if not number else [one] if one else []
        return [(each, name_of(each, context), *_told(each, context)) for each in found]

    found = in_a_turn(read_settings(), work)
    if number and not found:
        raise Trouble(f"Không có đợt tin số {number}.")
    table = PlainTable("Số", "Tin", "Giờ", "Trạng thái", whole=True)
    for campaign, name, said, row in found:
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        elif number:
            typer.echo(f"{name}\n{said}")
        else:
            table.row(campaign.number, name, f"{local(campaign.at):%d/%m/%Y %H:%M}", row["state_in_words"])
    if not number and not as_json:
        Console().print(table if found else "Chưa có đợt tin nào.")


def _told(campaign: Campaign, context: Context) -> tuple[str, dict[str, object]]:
    outcome = results_of(campaign, context)
    days = {str(day): {step.value: count for step, count in steps.items()} for day, steps in outcome.days.items()}
    row: dict[str, object] = {"number": campaign.number, "content": campaign.content, "state": campaign.state}
    row |= {"state_in_words": _vi(STATES[campaign.state], context), "at": local(campaign.at).isoformat()}
    row |= {"open": outcome.open, "left_out": dict(outcome.left_out), "days": days}
    row |= {step.value: outcome.total(step) for step in STEPS}
    return _vi(achieved(outcome), context), row


def _do(number: int, by: str, deed: Callable[[int, Staff, Context], Campaign | No]) -> None:
    def work(context: Context) -> tuple[str, bool]:
        done = deed(number, _member(by, context), context)
        if isinstance(done, No):
            return _vi(SAID[done], context), False
        return f"Đợt tin số {number}: {_vi(STATES[done.state], context)}.", True

    said, good = in_a_turn(read_settings(), work)
    if not good:
        raise Trouble(said)
    typer.echo(said)


def _written(
    content: str, audience: Audience, at: datetime, wrong: int | None, by: str, others: list[str], context: Context
) -> int | str:
    """The number of the campaign, which is written down and tested; or why not."""
    member = _member(by, context)
    made = planning.make(content, audience, at, member, context, wrong=wrong)
    if not isinstance(made, No):
        colleagues = [_member(name, context).id for name in others]
        made = planning.test(made.number, member, colleagues, context)
    return _vi(SAID[made], context) if isinstance(made, No) else made.number


def _words(content: str, context: Context) -> CampaignText:
    known = context.knowledge.library.campaigns
    if content not in known:
        raise Trouble(f"Không có {content} trong content/campaigns (có: {', '.join(known) or 'chưa có đợt nào'}).")
    return known[content]


def _member(name: str, context: Context) -> Staff:
    found = [one for one in members.all_staff(context.tx) if one.active and one.name == name]
    if len(found) != 1:
        raise Trouble(f"{'Không có' if not found else 'Có nhiều'} cán bộ tên {name}; xem `loa staff list`.")
    return found[0]


def _hour(typed: str) -> datetime:
    if not typed:
        return datetime.now(UTC)
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=VIET_NAM)
    except ValueError as error:
        raise Trouble("Giờ viết như 2026-12-01 08:00.") from error


def _vi(words: Words, context: Context) -> str:
    return context.language(FIRST).say(words)
