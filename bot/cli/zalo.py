"""`loa zalo`: the first consent of the Official Account, and its state."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import parse_qs, urlencode, urlsplit

import typer
from rich.console import Console

from bot.assembly.zalo_oa import challenge, check, client, verifier
from bot.channels.interface import Facts, TryLater, Undeliverable
from bot.channels.zalo_bot.incoming import NAME as ZALO_BOT
from bot.channels.zalo_oa.account import COSTS_NOTHING, QUOTAS, Account
from bot.channels.zalo_oa.api import Grant, OaReply
from bot.channels.zalo_oa.errors import ADVICE
from bot.channels.zalo_oa.incoming import NAME
from bot.channels.zalo_oa.template_sending import Templates
from bot.channels.zalo_oa.tokens import Tokens
from bot.cli.at_the_database import at_the_database
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.reports.plain_table import PlainTable
from bot.runtime.processes import this_process
from bot.settings.settings import Settings, read_settings
from bot.store.channels import zalo_oa
from bot.store.channels.zalo_oa import Pair
from bot.store.engine.database import Database, Transaction
from bot.store.statistics import plan_usage

KINDS = {
    "sub_quota": "trong hạn mức của gói",
    "purchase_quota": "từ tin đã mua",
    "reward_quota": "từ tin được tặng",
    "billed": "tính tiền",
    "template": "theo mẫu ZBS",
}
CHARGED = ("purchase_quota", "billed")
LIVES = timedelta(hours=25)

UPLOADS = 5000

zalo_app = typer.Typer(no_args_is_help=True, help="Zalo Official Account, Zalo Bot: cấp quyền lần đầu, xem tình trạng.")


@zalo_app.command("login")
def login(
    tokens: Annotated[
        bool, typer.Option("--tokens", help="Dán cặp mã lấy từ API Explorer, thay cho việc cấp quyền")
    ] = False,
) -> None:
    """Cấp quyền cho Loa dùng OA: làm một lần, và làm lại khi Loa báo phiên làm việc không gia hạn được nữa."""
    settings = read_settings()
    check(settings, settings.public_url)
    at_the_database(settings, lambda tx: zalo_oa.pair(tx, settings.zalo_oa_id), writes=False)
    grant = _pasted() if tokens else _consent(settings)
    now = datetime.now(UTC)
    # How old a pasted token is nobody knows: it is renewed at once, which proves the pair.
    expires = now if tokens else now + timedelta(seconds=grant.seconds)
    at_the_database(
        settings,
        lambda tx: zalo_oa.consented(tx, settings.zalo_oa_id, grant.access, grant.refresh, expires, now),
    )
    typer.echo("Đã cất cặp mã (có mã hóa). Loa tự gia hạn từ nay; xem bằng `loa zalo status`.")


@zalo_app.command("status")
def status() -> None:
    """Tình trạng OA (phiên làm việc, gói, hạn mức, chi phí, mẫu tin ZBS) và Zalo Bot (hạn mức)."""
    settings = read_settings()
    if settings.zalo_oa_id or not settings.zalo_bot_token.get_secret_value():
        check(settings, settings.public_url)
    table = PlainTable("Mục", "Tình trạng")
    for name, told in asyncio.run(_status(settings)):
        table.row(name, told)
    Console().print(table)


def _consent(settings: Settings) -> Grant:
    """Walks a person through the consent page, whose code is good once, for ten minutes."""
    ours, back = verifier(settings.vault_key), f"{settings.public_url}/chat/"
    asked = {"app_id": settings.zalo_oa_app_id, "redirect_uri": back, "code_challenge": challenge(ours)}
    typer.echo("1. Vào developers.zalo.me › ứng dụng › Sản phẩm › Official Account › Thiết lập chung, đặt và lưu:")
    typer.echo(f"     Callback URL:   {back}")
    typer.echo(f"     Code Challenge: {asked['code_challenge']}")
    typer.echo("2. Người quản trị OA mở liên kết này (hoặc liên kết trên trang ấy), chọn OA và đồng ý:")
    typer.echo(f"     {settings.zalo_oa_oauth}/v4/oa/permission?{urlencode(asked)}")
    typer.echo("3. Trình duyệt được đưa về một địa chỉ có “code=…”. Trong 10 phút, dán cả địa chỉ ấy vào đây.")
    query = parse_qs(urlsplit(typer.prompt("Địa chỉ", hide_input=True).strip()).query)
    code, account = query.get("code", [""])[0], query.get("oa_id", [""])[0]
    if not code:
        raise Trouble("Địa chỉ ấy không có “code=…”; hãy làm lại từ bước 2.")
    if account and account != settings.zalo_oa_id:
        raise Trouble(f"Đã đồng ý cho OA {account}, nhưng LOA_ZALO_OA_ID là {settings.zalo_oa_id}.")
    return _exchanged(settings, code, ours)


def _exchanged(settings: Settings, code: str, verifier: str) -> Grant:
    async def exchange() -> Grant | str:
        way = client(settings)
        try:
            return await way.exchange(code, verifier)
        finally:
            await way.close()

    try:
        answer = asyncio.run(exchange())
    except TryLater as error:
        raise Trouble(f"Chưa hỏi được Zalo ({error}); hãy làm lại từ bước 2.") from error
    if isinstance(answer, str):
        raise Trouble(f"Zalo không cấp quyền ({answer}): hãy xem lại mã ứng dụng, khóa bí mật và Code Challenge.")
    return answer


def _pasted() -> Grant:
    typer.echo("Trên developers.zalo.me › Công cụ › API Explorer, chọn OA Access Token rồi dán hai mã vào đây.")
    access = typer.prompt("Access token", hide_input=True).strip()
    refresh = typer.prompt("Refresh token", hide_input=True).strip()
    if not access or not refresh or not (access + refresh).isascii():
        raise Trouble("Cần đủ cả hai mã.")
    return Grant(access, refresh, int(LIVES.total_seconds()))


async def _status(settings: Settings) -> list[tuple[str, str]]:
    database = Database.open(settings.database, settings.vault, connections=2)
    try:
        told = await _of_account(settings, database) if settings.zalo_oa_id else []
        return told + await database.read(lambda tx: list(_of_bot(tx, settings)))
    finally:
        await database.close()


def _of_bot(tx: Transaction, settings: Settings) -> Iterator[tuple[str, str]]:
    """How much of the Zalo Bot's plan is used."""
    account, colon, _rest = settings.zalo_bot_token.get_secret_value().partition(":")
    if not colon:
        return
    today = datetime.now(VIET_NAM).date()
    yield "Zalo Bot, người dùng", f"{plan_usage.users(tx, ZALO_BOT, account)}/{settings.zalo_bot_users}"
    yield "Zalo Bot, tin tháng này", f"{plan_usage.sent(tx, ZALO_BOT, account, today)}/{settings.zalo_bot_messages}"


async def _of_account(settings: Settings, database: Database) -> list[tuple[str, str]]:
    way = client(settings)
    tokens = Tokens(database, way, settings.zalo_oa_id, lambda: datetime.now(UTC), this_process(), lambda *_alarm: None)
    try:
        pair = await database.read(lambda tx: zalo_oa.pair(tx, settings.zalo_oa_id))
        told = [("Phiên làm việc", _session(pair)), *await database.read(lambda tx: list(_spent(tx, settings)))]
        if pair is not None and not pair.refusal:
            told += await _asked(settings, Account(tokens, lambda: datetime.now(UTC)), await tokens.checked(pair))
    except TryLater as error:
        told.append(("Zalo", f"chưa hỏi được: {error}"))
    finally:
        await tokens.close()
        await way.close()
    return told


def _session(pair: Pair | None) -> str:
    if pair is None:
        return "chưa được cấp quyền; hãy chạy: loa zalo login"
    if pair.refusal:
        return f"Zalo không gia hạn nữa ({pair.refusal}); hãy chạy: loa zalo login"
    renewed, expires = (moment.astimezone(VIET_NAM) for moment in (pair.renewed_at, pair.expires))
    return f"gia hạn lúc {renewed:%H:%M %d/%m}, dùng được đến {expires:%H:%M %d/%m} (Loa tự gia hạn)"


def _spent(tx: Transaction, settings: Settings) -> Iterator[tuple[str, str]]:
    """What was sent this month beyond the free two days, by what it was charged to."""
    today = datetime.now(VIET_NAM).date()
    charged = 0
    for kind in sorted((QUOTAS | KINDS.keys()) - COSTS_NOTHING):
        times = plan_usage.used(tx, NAME, "", kind, today)
        charged += times if kind in CHARGED else 0
        if times:
            yield f"Tin tháng này, {KINDS[kind]}", str(times)
    uploads = plan_usage.used(tx, NAME, "", "upload", today)
    yield "Hình, tệp tải lên tháng này", f"{uploads}/{UPLOADS}"
    cost = f"{charged * settings.zalo_oa_message_price:,}".replace(",", ".")
    yield "Ước chi phí tin tư vấn tháng này", f"{cost} đồng (chưa kể mẫu ZBS)"


async def _asked(settings: Settings, oa: Account, pair: Pair) -> list[tuple[str, str]]:
    account = await oa.get(pair, "/v2.0/oa/getoa", {})
    package = account.text("package_name") or "không rõ"
    quota = {"quota_owner": "OA", "product_type": "cs", "quota_type": "sub_quota"}
    left = await oa.post(pair, "/v3.0/oa/quota/message", quota)
    told = [
        ("OA", _or_error(account, f"{account.text('name')}, gói {package}")),
        ("Hạn mức tin ngoài 48 giờ", _or_error(left, _left(left))),
    ]
    templates = Templates(oa, {}, lambda _tx, _parcel: Facts())
    for about, template in settings.zalo_oa_templates.items():
        try:
            await templates.checked(template, pair)
            wrong = "tham số khớp" if templates.known[template.id][1] else "Zalo không cho biết tham số"
        except Undeliverable:
            wrong = "tham số KHÔNG khớp, tin sẽ không đi bằng mẫu này"
        told.append((f"Mẫu ZBS {template.id} ({about})", wrong))
    return told


def _left(answer: OaReply) -> str:
    items = answer.data.get("items", [])
    left = [f"còn {item.get('remain')}/{item.get('total')}" for item in items if isinstance(item, dict)]
    return ", ".join(left) or "Zalo không cho biết"


def _or_error(answer: OaReply, told: str) -> str:
    return f"lỗi {answer.error}: {ADVICE.get(answer.error, 'xem tài liệu Zalo')}" if answer.error else told
