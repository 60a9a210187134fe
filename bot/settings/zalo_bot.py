"""The settings of the Zalo Bot; nothing of it runs before its token is set."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr

from bot.channels.zalo_bot.hosts import API
from bot.settings.zalo import ZaloSettings

NONE = SecretStr("")


class ZaloBotSettings(ZaloSettings):
    """What an operator decides about the Zalo Bot."""

    zalo_bot_token: SecretStr = Field(
        default=NONE, description="Mã của Zalo Bot (Zalo Bot Manager cấp); trống: không dùng Zalo Bot"
    )
    zalo_bot_api: str = Field(
        default=API, pattern=r"^https?://\S+$", description="Địa chỉ Bot API của Zalo, không có / cuối"
    )
    zalo_bot_proxy: SecretStr = Field(default=NONE, description="Proxy để tới Zalo Bot, dạng http://…")
    zalo_bot_updates: Literal["auto", "webhook", "polling"] = Field(
        default="auto", description="Cách nhận tin Zalo Bot; auto: webhook khi có LOA_PUBLIC_URL, nếu không thì tự hỏi"
    )
    zalo_bot_webhook_secret: SecretStr = Field(
        default=NONE, description="Mật khẩu webhook Zalo Bot, 8–256 ký tự; trống: tính ra từ khóa"
    )
    zalo_bot_per_second: float = Field(default=5, gt=0, description="Gửi nhiều nhất bao nhiêu tin Zalo Bot một giây")
    zalo_bot_per_chat_second: float = Field(default=1, gt=0, description="…và cho một người bao nhiêu tin một giây")
    zalo_bot_poll_seconds: float = Field(
        default=1, ge=0, description="Tự hỏi tin mới cách nhau ít nhất bao nhiêu giây (dưới 1 giây Zalo có thể chặn)"
    )
    zalo_bot_users: int = Field(default=50, ge=1, description="Gói Zalo Bot cho bao nhiêu người dùng một bot")
    zalo_bot_messages: int = Field(default=3000, ge=1, description="Gói Zalo Bot cho gửi bao nhiêu tin một tháng")
    zalo_bot_picture_hours: int = Field(
        default=24, ge=1, description="Ảnh gửi qua Zalo Bot còn lấy được từ máy chủ này bao nhiêu giờ"
    )
