"""Settings of limits: what people ask for, what comes in over the web."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

from pydantic import Field, field_validator

from bot.domain.pace.limits import DoorLimits, Limits
from bot.settings.environment import OperatorSettings


class LimitSettings(OperatorSettings):
    """Limits of citizens and staff, of origins, and of the web server.

    An origin is an IPv4 address or an IPv6 /64.
    """

    requests_per_day: int = Field(default=3, ge=1, description="Mỗi người được gửi bao nhiêu yêu cầu tư vấn một ngày")
    cases_per_day: int = Field(default=5, ge=1, description="Mỗi người được hỏi trực tiếp bao nhiêu lần một ngày")
    answer_minutes: int = Field(
        default=15, ge=1, le=480, description="Cán bộ có bao nhiêu phút làm việc để trả lời, rồi Loa hỏi người kế tiếp"
    )
    messages_per_minute: int = Field(default=20, ge=1, description="Mỗi người dân được nhắn bao nhiêu tin một phút")
    staff_messages_per_minute: int = Field(default=120, ge=1, description="…và mỗi cán bộ")

    told_after_seconds: int = Field(
        default=120,
        ge=0,
        le=600,
        description="Cán bộ làm xong bao nhiêu giây thì người dân mới được báo",
    )
    origin_requests_per_hour: int = Field(
        default=10, ge=1, description="Một nơi gửi bao nhiêu yêu cầu tư vấn một giờ; quá thì chờ trong khay ở bảng việc"
    )
    trusted_proxies: str = Field(
        default="127.0.0.1,::1",
        description="Máy đứng trước được tin khi nói người dân từ đâu tới (X-Forwarded-For): địa chỉ, mạng, cách phẩy",
    )
    connections: int = Field(default=900, ge=50, description="Máy chủ web mở cùng lúc bao nhiêu kết nối")
    sessions_per_minute: int = Field(
        default=60,
        ge=1,
        description="Một nơi (một IP, hay một mạng IPv6 /64) mở bao nhiêu trò chuyện mới một phút",
    )
    posts_per_minute: int = Field(default=300, ge=1, description="Một nơi gửi bao nhiêu tin trên trang web một phút")
    chat_posts_per_minute: int = Field(default=40, ge=1, description="…và một cuộc trò chuyện")
    streams: int = Field(default=200, ge=1, description="Một nơi mở cùng lúc bao nhiêu trang trò chuyện")
    chat_streams: int = Field(default=8, ge=1, description="…và một cuộc trò chuyện")
    board_per_minute: int = Field(default=300, ge=1, description="Một cán bộ mở bao nhiêu trang của bảng việc một phút")
    sign_ins_per_minute: int = Field(default=30, ge=1, description="Một nơi thử đăng nhập bao nhiêu lần một phút")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, written: str) -> str:
        for one in written.split(","):
            ip_network(one.strip(), strict=False)
        return written

    @property
    def limits(self) -> Limits:
        """The limits of citizens and staff."""
        within = timedelta(minutes=self.answer_minutes)
        return Limits(
            self.requests_per_day,
            self.messages_per_minute,
            self.cases_per_day,
            within,
            self.staff_messages_per_minute,
            self.origin_requests_per_hour,
            timedelta(seconds=self.told_after_seconds),
        )

    @property
    def door_limits(self) -> DoorLimits:
        """The limits of what comes in over the web."""
        return DoorLimits(
            self.sessions_per_minute,
            self.posts_per_minute,
            self.streams,
            self.chat_posts_per_minute,
            self.chat_streams,
            self.board_per_minute,
            self.sign_ins_per_minute,
        )
