"""What the pages themselves say, beside the bot's own messages, in the languages offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Wording:
    """One language of the pages; `errors` by HTTP status, 0 for any other."""

    code: str
    assistant: str
    officer: str
    skip: str
    lines: str
    label: str
    placeholder: str
    send: str
    menu: str
    refresh: str
    older: str
    waiting: str
    me: str
    as_text: str
    photo: str
    file: str
    unsent: str
    offline: str
    empty: str
    back: str
    errors: Mapping[int, str]

    def error(self, status: int) -> str:
        return self.errors.get(status, self.errors[0])


VI = Wording(
    code="vi",
    assistant="Trợ lý BHXH tự nguyện",
    officer="Hộp tin của cán bộ xã",
    skip="Tới ô nhắn tin",
    lines="Các tin nhắn",
    label="Tin nhắn của bà con",
    placeholder="Nhắn câu hỏi ở đây",
    send="Gửi",
    menu="Menu",
    refresh="Xem tin mới",
    older="Xem tin cũ hơn",
    waiting="Đang trả lời",
    me="Tôi",
    as_text="Đọc bằng chữ",
    photo="Hình được gửi tới",
    file="Tệp tin",
    unsent="Tin chưa gửi được. Bà con kiểm tra mạng rồi bấm Gửi lần nữa nhé.",
    offline="Đang mất mạng. Tin mới sẽ hiện khi có mạng lại.",
    empty="Dạ, xin chờ một chút, lời chào sẽ hiện ngay.",
    back="Về trang nhắn tin",
    errors=MappingProxyType(
        {
            0: "Dạ, trang này đang gặp trục trặc. Bà con thử lại sau ít phút nhé.",
            403: "Dạ, tin này không gửi được từ một trang khác. Bà con mở lại trang nhắn tin rồi gửi nhé.",
            404: "Dạ, không có trang này. Bà con bấm nút dưới đây để về trang nhắn tin nhé.",
            405: "Dạ, trang này không mở được theo cách đó. Bà con bấm nút dưới đây để về trang nhắn tin nhé.",
            410: "Dạ, cuộc trò chuyện trên máy này đã khép lại. Bà con bấm nút dưới đây để mở lại. Nếu vẫn thấy dòng "
            "này, xin bật cookie trong trình duyệt.",
            413: "Dạ, tin nhắn dài quá. Bà con viết ngắn lại, dưới 2.000 chữ cái, rồi gửi giúp nhé.",
            503: "Dạ, hệ thống đang bận. Bà con thử lại sau ít phút nhé, tin đã gửi trước đó vẫn còn nguyên.",
        }
    ),
)

EN = Wording(
    code="en",
    assistant="Voluntary social insurance",
    officer="Commune officer's inbox",
    skip="To the message box",
    lines="Messages",
    label="Your message",
    placeholder="Type your question",
    send="Send",
    menu="Menu",
    refresh="Show new messages",
    older="Show older messages",
    waiting="Answering",
    me="Me",
    as_text="Read as text",
    photo="A photo that was sent",
    file="File",
    unsent="Not sent. Please check your connection and tap Send again.",
    offline="No connection. New messages will appear when it is back.",
    empty="One moment, the greeting is on its way.",
    back="Back to the chat",
    errors=MappingProxyType(
        {
            0: "Something went wrong here. Please try again in a few minutes.",
            403: "This message cannot be sent from another site. Please open the chat again and send it there.",
            404: "There is no such page. The button below leads back to the chat.",
            405: "This page cannot be opened that way. The button below leads back to the chat.",
            410: "The chat on this device has been closed. The button below opens it again. If you keep seeing this, "
            "please allow cookies in your browser.",
            413: "That message is too long. Please keep it under 2,000 characters and send it again.",
            503: "We are busy right now. Please try again in a few minutes; whatever you sent before is safe.",
        }
    ),
)

WORDINGS: Mapping[str, Wording] = MappingProxyType({"vi": VI, "en": EN})
