"""What `loa doctor` looks at from outside: arriving requests, certificate, webhooks, clock."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from sqlalchemy import text

from bot.cli.care.inside import read
from bot.domain.errors import Trouble
from bot.settings.settings import Settings
from bot.store.engine.lockfile import lock_of

PATIENCE, SEEN = 5.0, "/seen"
NOW = text("SELECT clock_timestamp()")
SOON, DRIFT = timedelta(days=14), timedelta(seconds=30)


def clock(settings: Settings, _backups: Path) -> str:
    if lock_of(settings.database) is None:
        there: datetime = read(
            settings, lambda tx: tx.connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        )
    else:
        told = get(settings, "/healthz").headers.get("date", "")
        there = parsedate_to_datetime(told) if told else datetime.now(UTC)
    if abs(datetime.now(UTC) - there) > DRIFT:
        raise Trouble(f"đồng hồ lệch ({there:%H:%M:%S} ở nơi kia); hãy bật chỉnh giờ: timedatectl set-ntp true")
    return "đúng giờ."


def proxy(settings: Settings, _backups: Path) -> str:
    answer = get(settings, SEEN, token=settings.derived("doctor"))
    if answer.status_code != 200:
        raise Trouble(f"trang trả lời {answer.status_code}; Loa đang chạy chưa, cùng LOA_KEY chưa?")
    seen = answer.json()
    wanted = urlsplit(settings.public_url)
    wrong = [] if seen["host"] == wanted.netloc else [f"Host tới nơi là {seen['host']}"]
    wrong += [] if seen["scheme"] == wanted.scheme else [f"X-Forwarded-Proto tới nơi là {seen['scheme']}"]
    if not seen["forwarded"]:
        wrong.append("không có X-Forwarded-For, nên cả tỉnh bị đếm là một nơi")
    elif seen["proxy"]:
        wrong.append(f"X-Forwarded-For không được tin; thêm {seen['client']} vào LOA_TRUSTED_PROXIES")
    if wrong:
        raise Trouble("; ".join(wrong) + ". Xem docs/operate.md, phần 1.")
    return f"Host, X-Forwarded-Proto, X-Forwarded-For tới đủ (máy này được thấy là {seen['client']})."


def metrics(settings: Settings, _backups: Path) -> str:
    if get(settings, "/metrics").status_code == 200:
        raise Trouble("ai ở ngoài cũng đọc được /metrics; hãy chặn ở máy đứng trước hoặc đặt LOA_METRICS_TOKEN.")
    return "người ngoài không đọc được /metrics."


def webhooks(settings: Settings, _backups: Path) -> str:
    named = {"telegram": settings.telegram_token, "zalo": settings.zalo_oa_secret_key}
    named["zalo-bot"] = settings.zalo_bot_token
    paths = [path for path, token in named.items() if token.get_secret_value()]
    if not paths:
        return "chưa nối kênh nào có webhook."
    status = [httpx.post(f"{settings.public_url}/{path}/nobody", timeout=PATIENCE).status_code for path in paths]
    wrong = [path for path, code in zip(paths, status, strict=True) if code >= 500]
    if wrong:
        raise Trouble(f"ngoài không tới được {', '.join(wrong)}; xem máy đứng trước.")
    return f"ngoài tới được: {', '.join(paths)}."


def certificate(settings: Settings, _backups: Path) -> str:
    wanted = urlsplit(settings.public_url)
    if wanted.scheme != "https" or not wanted.hostname:
        return "LOA_PUBLIC_URL không phải https, nên không có chứng chỉ."
    context = ssl.create_default_context()
    try:
        with (
            socket.create_connection((wanted.hostname, wanted.port or 443), PATIENCE) as plain,
            context.wrap_socket(plain, server_hostname=wanted.hostname) as sealed,
        ):
            ends = ssl.cert_time_to_seconds(str((sealed.getpeercert() or {})["notAfter"]))
    except ssl.SSLError as error:
        raise Trouble(f"chứng chỉ không dùng được ({error.reason}); hãy xin lại.") from error
    left = datetime.fromtimestamp(ends, UTC) - datetime.now(UTC)
    if left < SOON:
        raise Trouble(f"chứng chỉ chỉ còn {left.days} ngày; hãy xem vì sao không tự gia hạn.")
    return f"chứng chỉ còn {left.days} ngày."


def get(settings: Settings, path: str, token: str = "") -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.get(f"{settings.public_url}{path}", headers=headers, timeout=PATIENCE)
