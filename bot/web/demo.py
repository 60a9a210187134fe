"""The demo's front page: a citizen's phone beside a commune officer's inbox, both of them the real thing.

For tests: iframes titled by `citizen` and `officer`, data-testid "step" (four of them) and "language" (the toggle).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from bot.web.chat.session import keep_language, wording_of
from bot.web.dependencies import WebParts
from bot.web.templating import Pages


@dataclass(frozen=True)
class Step:
    title: str
    text: str


@dataclass(frozen=True)
class Story:
    """What the page says in one language; `other` is the code of the language that the toggle leads to."""

    title: str
    about: str
    caution: str
    citizen: str
    officer: str
    other: str
    toggle: str
    steps: tuple[Step, ...]


VI = Story(
    title="Loa, bản dùng thử",
    about="Loa trả lời người dân về bảo hiểm xã hội tự nguyện, và nối họ với cán bộ ở xã. Hai màn hình ở đây là "
    "hai người đang dùng cùng một hệ thống.",
    caution="Đây là bản dùng thử, ai mở trang này cũng đọc được hộp tin của cán bộ. Xin đừng nhập tên, số điện thoại "
    "thật của ai.",
    citizen="Điện thoại của người dân",
    officer="Hộp tin của cán bộ xã",
    other="en",
    toggle="English",
    steps=(
        Step("Hỏi bằng lời của mình", "Ở điện thoại, nhắn “đóng ít nhất bao nhiêu một tháng”. Không dấu cũng được."),
        Step("Tính thử", "Bấm Menu, chọn mục tính thử, rồi xem mỗi tháng đóng bao nhiêu, sau này nhận bao nhiêu."),
        Step("Xin tư vấn", "Nhắn “tư vấn”, để lại một cái tên, một xã và số 0912 345 678."),
        Step("Làm cán bộ xã", "Yêu cầu hiện ngay trong hộp tin: bấm nhận, ghi lại kết quả. Người dân được báo lại."),
    ),
)

EN = Story(
    title="Loa, the demo",
    about="Loa answers citizens' questions about voluntary social insurance and puts them in touch with an officer of "
    "their commune. The two screens are two people using one system.",
    caution="This is a demo: everybody who opens this page can read the officer's inbox. Please type nobody's real "
    "name or number.",
    citizen="A citizen's phone",
    officer="The commune officer's inbox",
    other="vi",
    toggle="Tiếng Việt",
    steps=(
        Step("Ask in your own words", "On the phone, type “đóng ít nhất bao nhiêu một tháng” (the least to pay)."),
        Step("Estimate", "Tap Menu, choose the estimate, and see what is paid each month and what comes back later."),
        Step("Ask to be called", "Type “tư vấn” (advice), leave any name, a commune and the number 0912 345 678."),
        Step("Be the officer", "The request is in the inbox at once: take it, note the result. The citizen hears."),
    ),
)

STORIES: Mapping[str, Story] = MappingProxyType({"vi": VI, "en": EN})


@dataclass(frozen=True)
class Demo:
    parts: WebParts
    pages: Pages

    async def page(self, request: Request) -> Response:
        """GET /: only where the demo is on."""
        words = wording_of(request)
        story = STORIES[words.code]
        home = self.parts.home.get(words.code, self.parts.home["vi"])
        response = self.pages.page("demo.html", words=words, title=story.title, officer=False, story=story, home=home)
        keep_language(response, request, self.parts.secure_cookies)
        return response
