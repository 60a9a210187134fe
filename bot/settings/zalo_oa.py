"""The settings of the Zalo Official Account.

Nothing of it runs before the account's id is set.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr, field_validator

from bot.channels.zalo_oa.hosts import API, BUSINESS, OAUTH
from bot.channels.zalo_oa.templates import FACTS, About, Template
from bot.settings.zalo import ZaloSettings

NONE = SecretStr("")


class ZaloOaSettings(ZaloSettings):
    """What an operator decides about the Official Account."""

    zalo_oa_id: str = Field(
        default="", pattern=r"^\d*$", description="Mã số của Zalo Official Account (OA); trống: không dùng OA"
    )
    zalo_oa_app_id: str = Field(default="", pattern=r"^\d*$", description="Mã ứng dụng trên developers.zalo.me")
    zalo_oa_app_secret: SecretStr = Field(
        default=NONE,
        description="“Khóa bí mật” của ứng dụng (trang Cài đặt); chỉ dùng để lấy và gia hạn phiên làm việc",
    )
    zalo_oa_secret_key: SecretStr = Field(
        default=NONE, description="“OA Secret Key” ở trang Webhook, khác khóa bí mật; để nhận ra tin thật của Zalo"
    )
    zalo_oa_signature: Literal["app", "oa"] = Field(
        default="app", description="Chữ ký webhook tính từ mã ứng dụng (app, theo tài liệu Zalo) hay mã OA (oa)"
    )
    zalo_oa_buttons: Literal["hide", "show", "text"] = Field(
        default="hide",
        description="Lựa chọn: nút không hiện lại lời (hide), nút hiện lại lời như tự gõ (show), chỉ đánh số (text)",
    )
    zalo_oa_contact: bool = Field(default=True, description="Hỏi số điện thoại bằng thẻ chia sẻ của Zalo")
    zalo_oa_contact_image: str = Field(
        default="",
        pattern=r"^(https://\S+)?$",
        description="Địa chỉ https của hình trên thẻ ấy (jpg, png); trống: không",
    )
    zalo_oa_billed: bool = Field(
        default=True, description="Gửi cả khi Zalo tính tiền: từ 48 giờ đến 7 ngày sau lời nhắn cuối của người dân"
    )
    zalo_oa_news: bool = Field(
        default=False,
        description="Gửi đợt tin như tin tư vấn, trong khung giờ Zalo cho; chỉ bật khi đã hỏi Zalo là được phép",
    )
    zalo_oa_message_price: int = Field(default=55, ge=0, description="Giá một tin tính tiền, đồng; chỉ để ước chi phí")
    zalo_oa_per_minute: float = Field(
        default=90, gt=0, description="Gọi Zalo nhiều nhất bao nhiêu lần một phút (gói Growth cho khoảng 100)"
    )
    zalo_oa_templates: dict[About, Template] = Field(
        default_factory=dict,
        description="Mẫu tin ZBS khi quá 7 ngày, JSON: lead cho tin về một yêu cầu, meeting để nhắc hội nghị,"
        " any cho tin khác; ví dụ"
        ' {"lead": {"id": "123456", "by": "uid", "data": {"ten": "{name}", "ma_yeu_cau": "số {request}"}}};'
        " lead dùng được {name} {request} {commune} {hotline}; meeting: {day} {hour} {place} {code} {commune}"
        " {hotline};"
        " by: uid (tài khoản Zalo) hoặc phone",
    )

    @field_validator("zalo_oa_templates")
    @classmethod
    def _known_there(cls, chosen: dict[About, Template]) -> dict[About, Template]:
        for about, template in chosen.items():
            if unknown := sorted(template.facts - FACTS[about]):
                names = ", ".join(sorted(FACTS[about]))
                raise ValueError(f"{about}: không có {', '.join(unknown)}; chỉ dùng được {names}")
            if about == "meeting" and template.by == "phone":
                raise ValueError("meeting: chỉ gửi theo tài khoản Zalo (by: uid); số khách để lại chỉ để gọi")
        return chosen

    zalo_oa_proof: bool = Field(default=False, description="Gửi kèm appsecret_proof, khi ứng dụng bật yêu cầu ấy")
    zalo_oa_api: str = Field(default=API, description="Địa chỉ API của OA")
    zalo_oa_business: str = Field(default=BUSINESS, description="Địa chỉ API của mẫu tin ZBS")
    zalo_oa_oauth: str = Field(default=OAUTH, description="Địa chỉ cấp phiên làm việc của Zalo")
