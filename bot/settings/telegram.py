"""The settings of Telegram; nothing of it runs before the bot's token is set."""

from __future__ import annotations

from pydantic import Field, SecretStr

from bot.settings.environment import OperatorSettings

NONE = SecretStr("")


class TelegramSettings(OperatorSettings):
    """What an operator decides about the Telegram bot, and its name as posters print it."""

    telegram_token: SecretStr = Field(default=NONE, description="Mã của bot Telegram; trống: không dùng Telegram")
    telegram_api: str = Field(default="https://api.telegram.org", description="Địa chỉ Bot API")
    telegram_proxy: SecretStr = Field(default=NONE, description="Proxy để tới Telegram, dạng http://…")
    telegram_per_second: float = Field(
        default=25, gt=0, description="Gửi nhiều nhất bao nhiêu tin Telegram một giây (Telegram cho khoảng 30)"
    )
    telegram_per_chat_second: float = Field(
        default=1, gt=0, description="…và cho một người bao nhiêu tin một giây (Telegram cho khoảng 1)"
    )
    telegram_webhook_secret: SecretStr = Field(default=NONE, description="Mật khẩu webhook; trống: tính ra từ khóa")
    telegram_name: str = Field(
        default="", pattern=r"^\w*$", description="Tên bot Telegram in trên áp phích, không có @, ví dụ LoaVinhLongBot"
    )
