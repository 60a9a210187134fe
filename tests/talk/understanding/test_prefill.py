"""Sums and groups in a question fill the calculator; questions of other sums do not open it."""

from __future__ import annotations

import pytest

from bot.talk.understanding.prefill import asked_of_estimate


@pytest.mark.parametrize(
    ("text", "income", "group"),
    [
        ("đóng mức 2 triệu thì mỗi tháng mấy tiền, hộ cận nghèo", "2000000", "near_poor"),
        ("dong muc 2tr5 thi het bao nhieu, nha toi ho ngheo", "2500000", "poor"),
        ("thu nhập chọn 3.500.000 thì một tháng nộp đúng bao nhiêu?", "3500000", None),
        ("dân tộc Khmer chọn mức 5tr, còn đóng lại bao nhiêu", "5000000", "ethnic_minority"),
        ("mức 1tr5 tôi không thuộc diện nghèo thì đóng nhiêu", "1500000", "other"),
        ("lương tháng 7 triệu đóng bao nhiêu", "7000000", None),
    ],
)
def test_what_a_question_already_says(text: str, income: str, group: str | None) -> None:
    filled = asked_of_estimate(text)
    assert filled["income"] == income
    assert filled.get("group") == group


@pytest.mark.parametrize(
    "text",
    [
        "mức thấp nhất là bao nhiêu",
        "đóng mức 3 triệu thì già lãnh lương hưu bao nhiêu",
        "đóng 5 năm mức 2 triệu rút ra được nhiêu",
        "mức 2 triệu 3 triệu 5 triệu đóng bao nhiêu",
        "hộ nghèo đóng ít nhất là 165 ngàn hay 330 ngàn?",
        "muốn đóng mức 2 triệu",
        "0912345678",
        "",
    ],
)
def test_what_is_no_question_of_a_contribution(text: str) -> None:
    assert asked_of_estimate(text) == {}
