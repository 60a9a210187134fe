"""The Zalo Official Account as set up, and its parts for the operator's commands."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import partial

from bot.assembly.channel_row import Connection, Surroundings
from bot.channels.interface import Webhook
from bot.channels.zalo.downloads import ZaloMedia
from bot.channels.zalo_oa.account import Account
from bot.channels.zalo_oa.api import App, Client
from bot.channels.zalo_oa.channel import Rules, ZaloOa
from bot.channels.zalo_oa.incoming import NAME
from bot.channels.zalo_oa.outgoing import Manner
from bot.channels.zalo_oa.tokens import Tokens
from bot.channels.zalo_oa.webhook import MOST_BYTES, SIGNATURE_HEADER, Signature, webhook
from bot.domain.errors import Trouble
from bot.domain.pace.rate_limits import Pace
from bot.settings.zalo_oa import ZaloOaSettings

PATH = "zalo/oa"
BURST = 5


def check(settings: ZaloOaSettings, public_url: str) -> None:
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
    if not public_url.startswith("https://") and settings.zalo_oa_api.startswith("https://"):
        raise Trouble("Zalo OA cần LOA_PUBLIC_URL là địa chỉ https mà Zalo gọi tới được.")


def zalo_oa(settings: ZaloOaSettings, here: Surroundings) -> Connection:
    """The account. Raises Trouble where its settings are not whole."""
    check(settings, here.settings.public_url)
    alarm = partial(here.jobs.alarm, but=NAME)
    tokens = Tokens(here.db, client(settings), settings.zalo_oa_id, here.now, here.worker, alarm)
    account = ZaloOa(
        Account(tokens, here.now), _rules(settings), here.jobs.readers, ZaloMedia(settings.zalo_media_hosts), here.files
    )
    signed = signature(settings)
    return Connection(
        account,
        lambda receive: Webhook(
            PATH, account.account, SIGNATURE_HEADER, webhook(signed, receive, here.now), longest=MOST_BYTES
        ),
        loops=(account.keep_fresh,),
    )


def _rules(settings: ZaloOaSettings) -> Rules:
    return Rules(
        manner(settings),
        settings.zalo_oa_billed,
        {str(about): one for about, one in settings.zalo_oa_templates.items()},
        Pace(per_second=settings.zalo_oa_per_minute / 60, per_chat_second=1, burst=BURST),
        settings.zalo_oa_news,
        settings.zalo_oa_message_price,
    )


def manner(settings: ZaloOaSettings) -> Manner:
    """How options, and the wish for a phone number, are put."""
    return Manner(settings.zalo_oa_buttons, settings.zalo_oa_contact, settings.zalo_oa_contact_image)


def client(settings: ZaloOaSettings) -> Client:
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


def signature(settings: ZaloOaSettings) -> Signature:
    """What webhook calls are signed with."""
    return Signature(
        settings.zalo_oa_app_id,
        settings.zalo_oa_id,
        settings.zalo_oa_secret_key.get_secret_value(),
        settings.zalo_oa_app_secret.get_secret_value(),
        settings.zalo_oa_signature,
    )


def verifier(key: str) -> str:
    """The PKCE verifier that follows from the key, 43 characters.

    Its challenge is kept in Zalo's console.
    """
    digest = hmac.new(key.encode(), b"zalo oa pkce", hashlib.sha256).digest()
    return _base64(digest)


def challenge(verifier: str) -> str:
    """The PKCE challenge of a verifier (S256)."""
    return _base64(hashlib.sha256(verifier.encode()).digest())


def _base64(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
