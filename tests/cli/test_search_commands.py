"""loa ask, loa evaluate, loa calibrate, loa unanswered: what other programs and editors get."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.cli.review_queue import ReviewQueue
from bot.settings.settings import read_settings
from bot.store.statistics import unanswered as questions
from bot.web.editor.unanswered import create_unanswered
from bot.words import languages
from tests.cli.operators import CONTENT, Operator

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CASES = """
- {id: a, text: "Mức đóng thấp nhất là bao nhiêu?", expect: [muc-dong-toi-thieu], stratum: clean}
- {id: b, text: "hôm nay trời có mưa không", expect: [], decision: out_of_scope, stratum: far}
- {id: c, text: "mất sổ rồi làm sao", expect: [khieu-nai], stratum: clean}
"""


def asked(operator: Operator, monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[dict[str, Any]]:
    stdin = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode("utf-8", "surrogateescape")))
    monkeypatch.setattr(sys, "stdin", stdin)
    return [json.loads(line) for line in operator.says("ask", "--jsonl").splitlines()]


def test_questions_of_other_programs_are_answered_in_order(
    operator: Operator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = ["mức thấp nhất", "chào em", "đồ ngu", "giá vàng hôm nay", "cccd 001085012345", "thai sản"]
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
    got = asked(operator, monkeypatch, *lines)
    assert [one["id"] for one in got] == [0, 1, 2, 3, 4, 5]
    decisions = ["answer", "smalltalk", "smalltalk", "out_of_scope", "personal_file", "suggest"]
    assert [one["decision"] for one in got] == decisions
    assert got[0]["answers"][0] == {"id": "muc-dong-toi-thieu", "score": 1.0}
    assert got[1]["answers"] == got[2]["answers"] == []
    assert len(got[5]["answers"]) == 5
    for one in got:
        scores = [answer["score"] for answer in one["answers"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_what_cannot_be_read_is_said_on_its_own_line(
    operator: Operator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = ["{", "[]", '"a"', "7", "null", '{"id": 1}', '{"id": 1, "text": 2}', "\udcff", "[" * 100_000]
    got = asked(operator, monkeypatch, *bad, "", '{"id": "x", "text": ""}', '{"text": "lương hưu"}')
    assert [one["id"] for one in got] == [None] * len(bad) + ["x", None]
    assert all(one["error"] for one in got[: len(bad)])
    assert [one["decision"] for one in got[len(bad) :]] == ["suggest", "suggest"]


def test_a_run_is_judged_and_compared_with_the_recorded_one(operator: Operator, tmp_path: Path) -> None:
    asked, sealed = tmp_path / "mine.yaml", tmp_path / "sealed.yaml"
    for path in (asked, sealed):
        path.write_text(CASES, encoding="utf-8")
    first = operator.says("evaluate", str(asked), "--record")
    assert "1 × cần khieu-nai, ra mat-so" in first
    assert "khieu-nai" not in operator.says("evaluate", str(sealed), "--record")
    recorded = json.loads((tmp_path / "recorded.json").read_text(encoding="utf-8"))
    assert recorded["mine"]["outcomes"]["a"] == ["muc-dong-toi-thieu", "answer"]
    assert (recorded["sealed"]["outcomes"], recorded["sealed"]["scores"]["far"]["refused"]) == ({}, 1)
    recorded["mine"]["outcomes"]["a"] = ["", "out_of_scope"]
    (tmp_path / "recorded.json").write_text(json.dumps(recorded), encoding="utf-8")
    again = operator.says("evaluate", str(asked))
    assert "out_of_scope → muc-dong-toi-thieu answer (đúng)" in again.replace("\n", " ")


def test_a_file_that_is_none_is_a_sentence(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("- {text: x}", encoding="utf-8")
    assert "câu thứ 1" in operator.fails("evaluate", str(tmp_path / "bad.yaml"))
    assert "Không có tệp" in operator.fails("evaluate", str(tmp_path / "none.yaml"))


@pytest.fixture
def ours(operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder that may be changed, and a database with some questions without an answer."""
    content = shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.setenv("LOA_CONTENT", str(content))
    operator.says("migrate")
    for text in ("đóng bằng vàng được không", "dong bang vang dc ko"):
        operator.does(lambda tx, text=text: questions.keep(tx, text, "missed", "", NOW))
    operator.does(lambda tx: questions.keep(tx, "bữa nào phát quà cho bà con", "chosen", "chuong-trinh-uu-dai", NOW))
    return content


def test_what_was_not_understood_becomes_content(operator: Operator, ours: Path) -> None:
    listed = operator.says("unanswered")
    assert "vàng" in listed
    sheet = ours / "topics" / "event" / "topic.yaml"
    before = sheet.read_text(encoding="utf-8")
    assert '+      - "bữa nào phát quà cho bà con"' in operator.says("unanswered", "add", "3", "--diff")
    assert sheet.read_text(encoding="utf-8") == before
    operator.says("unanswered", "add", "3")
    assert '- "bữa nào phát quà cho bà con"' in sheet.read_text(encoding="utf-8")
    assert operator.says("check")
    assert "Không có câu hỏi số 3" in operator.fails("unanswered", "add", "3")
    operator.says("unanswered", "new", "1", "contribution", "dong-bang-vang")
    assert "dong-bang-vang" in (ours / "topics" / "contribution" / "vi.md").read_text(encoding="utf-8")
    assert operator.fails("check")
    assert operator.fails("unanswered", "drop", "1")


async def test_the_editors_page_does_the_same(operator: Operator, ours: Path) -> None:
    vi = languages(CONTENT.parent / "locales")["vi"]
    app = httpx.ASGITransport(create_unanswered(ReviewQueue(read_settings()), vi))
    async with httpx.AsyncClient(transport=app, base_url="http://localhost") as editor:
        page = (await editor.get("/")).text
        assert "Câu hỏi Loa chưa trả lời được" in page
        assert "<small>2 lần</small>" in page
        form = {"secret": re.findall(r'name="secret" value="([^"]+)"', page)[0], "number": "3"}
        ask = {"what": "ask", "answer": "chuong-trinh-uu-dai", "ask": "bữa nào có quà"}
        done = await editor.post("/do", data=form | ask)
        assert dict(httpx.URL(done.headers["location"]).params) == {"said": "Đã ghi content/topics/event/topic.yaml"}
        assert '- "bữa nào có quà"' in (ours / "topics/event/topic.yaml").read_text(encoding="utf-8")
        dropped = await editor.post("/do", data=form | {"what": "drop", "number": "1"}, follow_redirects=True)
        assert "Đã bỏ qua." in dropped.text
        assert "Không có câu hỏi nào đang đợi." in dropped.text
        foreign = await editor.post("/do", data=form | {"secret": "another page's", "what": "drop"})
        assert (foreign.status_code, foreign.text) == (403, "Trang đã cũ, hãy tải lại.")


def test_what_needs_no_answer_is_put_aside(operator: Operator, ours: Path) -> None:
    operator.says("unanswered", "drop", "1")
    operator.says("unanswered", "drop", "3")
    assert "Không có câu hỏi nào" in operator.says("unanswered")
