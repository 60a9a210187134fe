"""A small content folder of its own for every test, with the project's figures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.library import Mistakes, load

CONTENT = Path(__file__).parents[2] / "content"

TOPIC = """\
order: 10
answers:
  thap-nhat:
    asks: ["đóng ít nhất bao nhiêu", "mức thấp nhất", "dong it nhat", "thấp nhất mấy đồng"]
    basis: ["Luật BHXH 41/2024/QH15, Điều 31 khoản 2"]
    since: 2025-07-01
    related: [dong-truoc]
  dong-truoc:
    asks: ["đóng trước", "đóng nhiều năm", "chiết khấu", "dong truoc"]
    basis: ["Nghị định 159/2025/NĐ-CP, Điều 6"]
    since: 2025-07-01
    practice: true
"""
VI = """\
# Tiền đóng

## Mức đóng thấp nhất? {#thap-nhat}
Dạ, ít nhất **{{ dong(floor_contribution) }}** mỗi tháng.
---
Người khác góp {{ dong(min_pay_other) }}:

- gọi [trang này](https://a.vn)
- hoặc ra bưu điện

## Đóng trước có lợi không? {#dong-truoc}
Dạ có, mỗi tháng bớt {{ percent(fund_rate_r_monthly) }}.
"""
EN = """\
# Contributions

## What is the least I pay? {#thap-nhat}
At least {{ dong(floor_contribution) }} a month.
"""
PLACE = """\
code: 86
name: "Tỉnh Vĩnh Long"
phone_code: 270
communes:
  - code: 28756
    name: "Phường Phú Khương"
    was:
      - {ward: "Xã Phú Hưng", district: "Thành phố Bến Tre", province: "Tỉnh Bến Tre", part: true}
"""
OFFICE = """\
name: {vi: "Bưu điện Mỹ Long"}
kind: post
address: "ấp 1"
hours: {vi: "cả sáng thứ Bảy"}
opening:
  - {days: [T2, T3], hours: ["07:00-11:00"], closed: [2026-12-22]}
  - {days: [T7], hours: ["07:30-11:30"]}
map: https://maps.example/my-long
communes: [28756]
"""
LOCAL = """\
active: true
payer: "tỉnh Ví Dụ"
basis: "Nghị quyết 00/2026/NQ-HĐND"
confirmed: true
values:
  - {groups: [poor, near_poor], rate: 0.10, months: 60, from: 2027-01-01, to: 2030-12-31}
  - {groups: [other], amount: 20000, communes: [28756], from: 2027-01-01}
"""
CAMPAIGN = """\
# Đóng ít mà có

## Mỗi tháng góp từ bao nhiêu? {#vi}
Dạ, ít nhất {{ dong(floor_contribution) }}. Xem [trang này](https://vinhlong.gov.vn/bhxh), hỏi {{ hotline }}.

## From how much a month? {#en}
At least {{ dong(floor_contribution) }}.

## Căn cứ {#basis}
- Luật BHXH 41/2024/QH15, Điều 31 khoản 2

## Nút bấm {#buttons}
- answer: thap-nhat
- sum: estimate
- call
"""


SHEET_ASKS = '    asks: ["đóng ít nhất bao nhiêu", "mức thấp nhất", "dong it nhat", "thấp nhất mấy đồng"]'


class Folder:
    """content/ as an editor sees it: files are changed, then it is loaded or its mistakes are told."""

    def __init__(self, content: Path) -> None:
        self.content = content

    def write(self, path: str, text: str) -> Folder:
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text(text, encoding="utf-8")
        return self

    def copy(self) -> Folder:
        """All of the project's content."""
        shutil.copytree(CONTENT, self.content)
        return self

    def change(self, path: str, old: str, new: str) -> Folder:
        text = (self.content / path).read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        return self.write(path, text.replace(old, new, 1))

    def mistakes(self) -> list[str]:
        """The mistakes, without "content/" in front."""
        try:
            load(self.content)
        except Mistakes as told:
            return [str(mistake).removeprefix("content/") for mistake in told.mistakes]
        return []


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return small_content(tmp_path / "content")


def small_content(content: Path) -> Folder:
    """A topic and a commune, with the project's figures, office and consent."""
    for part in ("figures", "offices", "consent"):
        shutil.copytree(CONTENT / part, content / part)
    small = Folder(content).write("local_support/tinh.yaml", LOCAL)
    small.write("topics/paying/topic.yaml", TOPIC).write("topics/paying/vi.md", VI).write("topics/paying/en.md", EN)
    return small.write("places/86.yaml", PLACE).write("offices/my-long.yaml", OFFICE)
