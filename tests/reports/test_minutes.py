"""The minutes of a meeting: the office's own template filled in, as Word and as PDF."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from bot.domain.calendar import VIET_NAM
from bot.domain.documents import MINUTES
from bot.domain.meetings import Meeting, MeetingState, Plan
from bot.domain.outreach.results import Heads, Results
from bot.reports.documents import order
from bot.reports.documents.minutes import minutes
from bot.reports.documents.order import as_pdf, filled
from bot.reports.documents.template import mistakes
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing
from tests.reports.test_documents import said
from tests.store.samples import NOW

TEMPLATE = (CONTENT / "documents" / "bien-ban.docx").read_bytes()
STARTS = datetime(2026, 12, 5, 8, 0, tzinfo=VIET_NAM)
PLAN = Plan("hoi-nghi", "Hội nghị tháng 12", "29419", "Nhà văn hóa ấp 3", STARTS, STARTS + timedelta(hours=2))
MEETING = Meeting(7, PLAN, MeetingState.REPORTED, 1)
WORDS = {"Bà con hỏi nhiều nhất điều gì?": "Đóng bao lâu thì có lương & <hưu>?", "Có khó khăn gì không?": ""}
RESULTS = Results(7, Heads(42, 17, None, 3, 10), WORDS, 1, NOW)


def photo() -> bytes:
    body = BytesIO()
    Image.new("RGB", (40, 30), "green").save(body, "JPEG")
    return body.getvalue()


def values(*pictures: bytes) -> dict[str, object]:
    library = knowing(CONTENT, date(2026, 12, 6)).knowledge.library
    vi = languages(ROOT / "locales")["vi"]
    return minutes(MEETING, RESULTS, 55, "Nguyễn Văn Minh", pictures, library, vi, date(2026, 12, 6))


def test_the_template_asks_for_what_there_is() -> None:
    assert mistakes(TEMPLATE, MINUTES) == []
    assert set(values()) == set(MINUTES)


def test_the_minutes_tell_what_was_held_and_what_came_of_it() -> None:
    document = filled(TEMPLATE, values(photo(), photo()))
    told = said(document)
    for line in (
        "BIÊN BẢN",
        "Hội nghị: Hội nghị tháng 12",
        "Thời gian: từ 08:00 đến 10:00, thứ Bảy, 05/12/2026.",
        "Địa điểm: Nhà văn hóa ấp 3, xã Mỹ Long.",
        "Có mặt: 42 người; trong đó nữ: 17, người Khmer: –.",
        "Đăng ký dự trước qua Loa: 55 người.",
        "Bà con hỏi nhiều nhất điều gì?",
        "Đóng bao lâu thì có lương & <hưu>?",
        "Biên bản lập ngày 06 tháng 12 năm 2026, theo số liệu cán bộ báo.",
        "Nguyễn Văn Minh",
    ):
        assert line in told
    assert "Có khó khăn gì không?" not in told, "nothing was told"
    assert not [line for line in told if "{" in line]
    assert len(Document(BytesIO(document)).inline_shapes) == 2


@pytest.mark.skipif(not any(map(shutil.which, order.NAMES)), reason="no LibreOffice on this machine")
def test_libreoffice_makes_the_pdf() -> None:
    assert as_pdf(filled(TEMPLATE, values(photo()))).startswith(b"%PDF")
