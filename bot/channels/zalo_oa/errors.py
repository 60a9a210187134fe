"""What a Zalo Official Account's refusals mean.

They come with HTTP 200 and a number in `error`; one table decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Literal, TypeAlias

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.calendar import VIET_NAM

Verdict: TypeAlias = Literal[
    "sent", "token", "upload", "later", "busy", "night", "never", "closed", "window", "paid", "operator", "unknown"
]
"""What to do about it.

token       the access token is no good any more: renew it, once
upload      what was uploaded has expired: upload it again
later       try this message again; busy: send nothing at all for a while; night: not before six in the morning
never       this message will not be taken
closed      this person wants, or can get, nothing from us
window      their last message is too long ago: by another way
paid        nothing that costs goes until somebody has put something right
operator    nothing goes until somebody has put something right
unknown     nobody has told us of that number
"""

MEANING: Mapping[int, Verdict] = {
    0: "sent",
    **dict.fromkeys((-216, -220, -124), "token"),
    -100: "upload",
    **dict.fromkeys((-200, -214, -218), "later"),
    -32: "busy",
    -234: "night",
    **dict.fromkeys((-201, -210, -233, -240, -248, -249), "never"),
    **dict.fromkeys((-213, -217, -227, -244), "closed"),
    **dict.fromkeys((-230, -232, -305, -311), "window"),
    **dict.fromkeys((-204, -205, -209, -212, -219, -221, -223, -224, -235, -237, -238, -241, -242), "operator"),
    **dict.fromkeys((-211, -320, -321), "paid"),
}
ADVICE: Mapping[int, str] = {
    -204: "OA đang bị khóa; hãy mở Zalo OA Manager xem thông báo của Zalo",
    -205: "không có OA này; hãy kiểm tra LOA_ZALO_OA_ID",
    -209: "ứng dụng chưa bật; vào developers.zalo.me, chuyển ứng dụng sang “Đang hoạt động”",
    -211: "hết hạn mức tin; hãy mua thêm hoặc nâng gói trong Zalo OA Manager (xem `loa zalo status`)",
    -212: "ứng dụng chưa đăng ký sản phẩm “Official Account API” trên developers.zalo.me",
    -219: "ứng dụng đã bị gỡ hoặc khóa; hãy xem trên developers.zalo.me",
    -221: "OA chưa xác thực; hãy làm thủ tục xác thực trong Zalo OA Manager",
    -223: "OA chưa cấp quyền này cho ứng dụng; hãy chạy lại `loa zalo login`",
    -224: "gói OA chưa đủ để dùng API; hãy nâng gói trong Zalo OA Manager",
    -242: "Zalo đòi appsecret_proof; hãy đặt LOA_ZALO_OA_PROOF=true và kiểm tra LOA_ZALO_OA_APP_SECRET",
    -320: "cần tài khoản Zalo Cloud (ZCA) gắn với OA",
    -321: "tài khoản Zalo Cloud (ZCA) hết tiền",
}
# Refusals of templates that only an operator can mend; after any other the citizen is reached by another way.
TEMPLATE_ADVICE: Mapping[int, str] = {
    **dict.fromkeys((-109, -117, -131, -146, -147), "mẫu tin ZBS không dùng được; hãy xem `loa zalo status`"),
    **dict.fromkeys((-111, -1121, -1122, -1124), "tham số của mẫu tin ZBS không khớp; hãy xem `loa zalo status`"),
    **dict.fromkeys((-115, -137, -321), "tài khoản Zalo Cloud (ZCA) hết tiền"),
    **dict.fromkeys((-135, -136, -1351, -320), "OA chưa được gửi mẫu tin ZBS; hãy xem gói OA và tài khoản Zalo Cloud"),
    **dict.fromkeys((-126, -127), "mẫu tin ZBS đang ở chế độ thử; hãy duyệt mẫu trước khi dùng"),
    -144: "hết hạn mức mẫu tin ZBS của hôm nay",
}
LATER = timedelta(minutes=1)
BUSY = timedelta(seconds=30)
OPERATOR = timedelta(minutes=10)
UNKNOWN_TRIES = 3
MORNING = time(6, 5)


def meaning(code: int) -> Verdict:
    """What that number means."""
    return MEANING.get(code, "unknown")


def refusal(code: int, now: datetime, *, free: bool = False) -> Undeliverable | TryLater:
    """What is to be raised for a number that is not 0; nothing has arrived for certain.

    free    whether it was refused to something that costs nothing
    """
    reason = f"zalo {code}"
    match meaning(code):
        case "never":
            return Undeliverable(reason)
        case "closed":
            return Undeliverable(reason, closed=True, elsewhere=True)
        case "window":
            return Undeliverable(reason, elsewhere=True)
        case "busy":
            return TryLater(reason, BUSY, whole_channel=True)
        case "night":
            return TryLater(reason, morning(now) - now)
        case "operator" | "token":
            return TryLater(reason, OPERATOR, whole_channel=True)
        case "paid":
            return TryLater(reason, OPERATOR, whole_channel=free)
        case "unknown":
            return TryLater(reason, LATER, tries=UNKNOWN_TRIES)
    return TryLater(reason, LATER)


def morning(now: datetime) -> datetime:
    """The next time at which the night of Zalo is over."""
    here = now.astimezone(VIET_NAM)
    over = datetime.combine(here.date(), MORNING, VIET_NAM)
    return over if over > here else over + timedelta(days=1)
