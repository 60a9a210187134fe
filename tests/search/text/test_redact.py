"""Numbers that say who somebody is are noticed, and never kept."""

from __future__ import annotations

import pytest

from bot.search.text.redact import has_personal_number, redact


@pytest.mark.parametrize(
    ("text", "personal", "kept"),
    [
        ("cccd 001085012345 nha", True, "cccd [số căn cước] nha"),
        ("001 085 012 345", True, "[số căn cước]"),
        ("sổ 7912345678", True, "sổ [mã số BHXH]"),
        ("mã 0123456789", True, "mã [mã số BHXH]"),
        ("thẻ DN4797912345678", True, "thẻ [số thẻ BHYT]"),
        ("gọi 0912.345.678 nhé", False, "gọi [số điện thoại] nhé"),
        ("+84 912 345 678", False, "[số điện thoại]"),
        ("đóng 1500000000 đồng", False, "đóng 1500000000 đồng"),
        ("dong 1500000000 dong", False, "dong 1500000000 dong"),
        ("ma so 8412345678 dong duoc may nam", True, "ma so [mã số BHXH] dong duoc may nam"),
        ("cmnd của tôi 321 456 789 nhé", True, "cmnd của tôi [số căn cước] nhé"),
        ("đóng 321456789 đồng", False, "đóng 321456789 đồng"),
        ("tên Nguyễn Thị Mười, sinh 1970", False, "tên [tên], sinh 1970"),
        ("Tôi là Trần Văn Út", False, "Tôi là [tên]"),
        ("tôi là Đàn ông", False, "tôi là Đàn ông"),
        ("tôi là đàn ông Việt Nam", False, "tôi là đàn ông Việt Nam"),
        ("em Lê Thị Út muốn đóng", False, "em [tên] muốn đóng"),
        ("tên trên sổ bị sai", False, "tên trên sổ bị sai"),
        ("086172004519", True, "[số căn cước]"),
        ("2.000.000 đồng, 15 năm, 1/7/2025", False, "2.000.000 đồng, 15 năm, 1/7/2025"),
    ],
)
def test_numbers(text: str, personal: bool, kept: str) -> None:
    assert has_personal_number(text) is personal
    assert redact(text) == kept
