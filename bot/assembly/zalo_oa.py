"""Puts the Zalo Official Account together from the settings: for a running Loa, and for the operator's commands."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import socket
from collections.abc import Callable
from datetime import datetime

from bot.channels.interface import Readers
from bot.channels.media.forwarding import Files
from bot.channels.zalo.downloads import ZaloMedia
from bot.channels.zalo_oa.account import Line
from bot.channels.zalo_oa.api import App, Client
from bot.channels.zalo_oa.channel import Rules, ZaloOa
from bot.channels.zalo_oa.outgoing import Manner
from bot.channels.zalo_oa.tokens import Alarm, Tokens
from bot.channels.zalo_oa.webhook import Signature
from bot.domain.errors import Trouble
from bot.domain.messages import Pace
from bot.settings.settings import Settings
from bot.store.engine.database import Database

BURST = 5


def check(settings: Settings) -> None:
    """Raises Trouble where the account's id is set and something else that it needs is not."""
    needed = {
        "LOA_ZALO_OA_APP_ID": settings.zalo_oa_app_id,
        "LOA_ZALO_OA_APP_SECRET": settings.zalo_oa_app_secret.get_secret_value(),
        "LOA_ZALO_OA_SECRET_KEY": settings.zalo_oa_secret_key.get_secret_value(),
    }
    missing = [name for name, value in needed.items() if not value]
    if not settings.zalo_oa_id:
        raise Trouble("Chưa đặt LOA_ZALO_OA_ID: Loa chưa dùng Zalo Official Account nào.")
    if missing:
        raise Trouble(f"Đã đặt LOA_ZALO_OA_ID thì phải đặt cả {', '.join(missing)}.")
    if not settings.public_url.startswith("https://") and settings.zalo_oa_api.startswith("https://"):
        raise Trouble("Zalo OA cần LOA_PUBLIC_URL là địa chỉ https mà Zalo gọi tới được.")


def zalo_oa(
    settings: Settings, database: Database, clock: Callable[[], datetime], alarm: Alarm, readers: Readers, files: Files
) -> ZaloOa | None:
    """The channel; None where no account is set. Raises Trouble where its settings are not whole."""
    if not settings.zalo_oa_id:
        return None
    check(settings)
    tokens = Tokens(database, client(settings), settings.zalo_oa_id, clock, owner(), alarm)
    pace = Pace(per_second=settings.zalo_oa_per_minute / 60, per_chat_second=1, burst=BURST)
    rules = Rules(
        manner(settings),
        settings.zalo_oa_billed,
        {str(about): one for about, one in settings.zalo_oa_templates.items()},
        pace,
    )
    return ZaloOa(Line(tokens, clock), rules, readers, ZaloMedia(settings.zalo_media_hosts), files)


def manner(settings: Settings) -> Manner:
    """How options, and the wish for a phone number, are put."""
    return Manner(settings.zalo_oa_buttons, settings.zalo_oa_contact, settings.zalo_oa_contact_image)


def client(settings: Settings) -> Client:
    """The way to Zalo."""
    return Client(
        App(
            settings.zalo_oa_app_id,
            settings.zalo_oa_app_secret.get_secret_value(),
            settings.zalo_oa_api,
            settings.zalo_oa_business,
            settings.zalo_oa_oauth,
            settings.zalo_oa_proof,
        )
    )


def signature(settings: Settings) -> Signature:
    """What webhook calls are signed with."""
    return Signature(
        settings.zalo_oa_app_id,
        settings.zalo_oa_id,
        settings.zalo_oa_secret_key.get_secret_value(),
        settings.zalo_oa_app_secret.get_secret_value(),
        settings.zalo_oa_signature,
    )


def owner() -> str:
    """This process among all that may renew the token."""
    return f"{socket.gethostname()}:{os.getpid()}"


def verifier(settings: Settings) -> str:
    """The PKCE verifier, 43 characters: always the same, for its challenge is kept in Zalo's console."""
    digest = hmac.new(settings.vault_key.encode(), b"zalo oa pkce", hashlib.sha256).digest()
    return _base64(digest)


def challenge(verifier: str) -> str:
    """The PKCE challenge of a verifier (S256)."""
    return _base64(hashlib.sha256(verifier.encode()).digest())


def _base64(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
