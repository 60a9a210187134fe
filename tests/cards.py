"""Cards that many stories show, told in full once: where a transcript says «name», the whole text is meant.

A name may take words in: «Lan's request: đã nhận» is her card in that state. Whatever is compared is compared whole.
"""

from __future__ import annotations

import re

CARDS = {
    "Lan's request: (?P<state>.+)": """
        Yêu cầu số 1: {state}
        Tên: Lan
        Số điện thoại: 0912 345 678
        Nơi ở: xã Mỹ Long
        Nhắn lúc 09:00 ngày 23/11/2026""",
    r"Lan's request is mine since (?P<time>\d\d:\d\d)": """
        Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        «Lan's request: đã nhận»
        Minh đang giữ.
        – 09:00 ngày 23/11/2026: nhắn
        – 09:00 ngày 23/11/2026: đã báo cán bộ
        – {time} ngày 23/11/2026, Minh: đã nhận
        [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]""",
    "Lan is thanked": """
        Dạ, cảm ơn Lan. Yêu cầu mang số 1.
        Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày 25/11/2026.
        Có người nhận là Loa báo ở đây liền.
        [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]""",
    r"(?P<officer>\w+) has taken (?P<number>\d+)": """
        Dạ, có tin vui: cán bộ {officer} phụ trách xã Mỹ Long đã nhận yêu cầu số {number} và sẽ gọi cô chú,
        chậm nhất là 17:00 ngày 25/11/2026.""",
    r"how did call (?P<number>\d+) go\?": """
        Yêu cầu số {number}: gọi ra sao rồi?
        [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm] [Không nghe máy] [Hẹn ngày khác] [Sai số]
        [Xin đừng liên hệ nữa]""",
    r"shall all be erased\?": """
        Dạ, Loa xóa tên, số điện thoại, các yêu cầu và mọi thứ khác về cô chú nha? Xóa rồi không lấy lại được.
        [Có, xóa đi] [Không, cứ giữ]""",
    "all is erased": """
        Dạ, xong rồi. Tên, số điện thoại, yêu cầu và phần khai dở của cô chú đã được xóa.
        Cô chú vẫn hỏi Loa bình thường nha.
        Luật cho làm việc này nhiều nhất 20 ngày (Nghị định 356/2025/NĐ-CP, Điều 5); Loa làm ngay.
        [Về đầu]""",
    "the menu": """
        Dạ, cô chú muốn làm gì? Cứ gõ câu hỏi cũng được.
        [Hỏi đáp theo chủ đề] [Tính toán, xem điều kiện] [Nhờ cán bộ gọi] [Hỏi cán bộ ngay] [Dữ liệu của tôi]
        [Tiếng Việt / English]""",
    r"which income\?": """
        Dạ, cô chú muốn đóng theo mức thu nhập nào một tháng? Mình tự chọn, từ 1.500.000 đồng đến 50.600.000 đồng.
        Ví dụ: 1tr5, 2 triệu.
        Từ ngày 01/01/2027, mức thu nhập thấp nhất là 2.200.000 đồng (đã công bố, chờ xác nhận).
        [1.500.000 đồng] [2.000.000 đồng] [3.000.000 đồng] [5.000.000 đồng]""",
    r"which support\?": """
        Dạ, Nhà nước đóng giùm một phần cho mọi người, có diện được nhiều hơn. Cô chú có thuộc diện nào dưới đây không?
        Câu trả lời chỉ dùng để tính lần này, Loa không lưu lại.
        [Không thuộc diện nào] [Hộ nghèo] [Hộ cận nghèo] [Người dân tộc thiểu số] [Ở xã đảo, đặc khu]""",
    r"which work\?": """
        Dạ, hiện cô chú làm việc theo cách nào?
        [Làm ruộng, buôn bán, làm mướn, nội trợ, không hợp đồng] [Có hợp đồng từ 1 tháng trở lên]
        [Có hợp đồng nhưng đang tạm hoãn] [Chủ hộ kinh doanh có đăng ký] [Bán thời gian, thử việc, giúp việc nhà]
        [Cán bộ xã, ấp; dân quân thường trực; quản lý công ty, hợp tác xã]""",
    r"why take the money out\?": """
        Dạ, cô chú muốn rút vì sao? Luật chỉ cho rút trong vài trường hợp.
        [Đã ngưng đóng từ 1 năm] [Đủ tuổi nghỉ hưu mà chưa đủ năm] [Ra nước ngoài định cư] [Bệnh nặng luật có ghi]
        [Suy giảm sức khỏe nặng, khuyết tật đặc biệt nặng] [Lý do khác, đang cần tiền]""",
}
NAMED = re.compile(r"«([^«»]+)»")


def in_full(line: str) -> str:
    """The line with the whole card for each short form in it."""
    while (changed := NAMED.sub(_card, line)) != line:
        line = changed
    return line


def _card(named: re.Match[str]) -> str:
    for name, text in CARDS.items():
        if known := re.fullmatch(name, named[1]):
            return " ".join(text.format(**known.groupdict()).split())
    raise AssertionError(f"no card is called «{named[1]}»")
