"""The settings that both Zalo channels share."""

from __future__ import annotations

from pydantic import Field

from bot.channels.zalo.hosts import HOSTS
from bot.settings.environment import OperatorSettings


class ZaloSettings(OperatorSettings):
    """Where posters send people who use Zalo, and from where what they send is fetched."""

    zalo_link: str = Field(
        default="", pattern=r"^(https://\S+)?$", description="Địa chỉ mở Zalo in trên áp phích, dạng https://zalo.me/…"
    )
    zalo_media_hosts: tuple[str, ...] = Field(
        default=HOSTS,
        description="Máy của Zalo mà từ đó Loa tải hình, giọng nói, tệp người ta gửi (OA và Bot); không tải ở đâu khác."
        ' JSON, ví dụ ["zdn.vn"]: cả các máy có tên tận cùng như vậy',
    )
