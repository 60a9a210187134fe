"""A topic named in a word or two is no grief; a feeling in a word or two still is one."""

from __future__ import annotations

import pytest

from bot.talk.answering import reply
from bot.talk.scene import Scene


@pytest.mark.parametrize(
    "said",
    ["thai sản", "thai san", "tiền thai sản", "bầu", "nghỉ đẻ", "sinh con", "tai nạn", "chế độ ốm", "hộ nghèo", "đẻ"],
)
def test_a_topic_named_in_a_word_or_two_is_no_grief(said: str, scene: Scene) -> None:
    found = reply(said, scene)
    assert not found.felt
    assert found.shown not in ("chia-buon", "thai-san-say-thai", "buon-met")


@pytest.mark.parametrize("said", ["mẹ mất rồi", "thai lưu rồi", "buồn quá", "hết tiền rồi"])
def test_a_feeling_in_a_word_or_two_is_still_heard(said: str, scene: Scene) -> None:
    assert reply(said, scene).felt
