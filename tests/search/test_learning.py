"""What many ask in their own words comes together; what they call wrong is never guessed again."""

from __future__ import annotations

from bot.library.vocabulary import Vocabulary
from bot.search.evaluation.grouping import grouped

TEXTS = [
    "đóng bằng vàng được không",
    "dong bang vang dc ko",
    "trả bằng vàng có được không",
    "bao giờ có hội nghị ở xã",
    "bao gio co hoi nghi o xa minh",
    "cho hỏi đóng bằng vàng được không ạ",
]


def test_questions_that_ask_the_same_come_together(vocabulary: Vocabulary) -> None:
    first, *others = grouped(TEXTS, vocabulary)
    assert {0, 1, 5} <= set(first)
    assert [3, 4] in [sorted(group) for group in others]
    assert sorted(place for group in (first, *others) for place in group) == list(range(len(TEXTS)))


def test_nothing_and_nonsense_are_taken_too(vocabulary: Vocabulary) -> None:
    assert grouped([], vocabulary) == []
    assert sorted(place for group in grouped(["", "😊", "?"], vocabulary) for place in group) == [0, 1, 2]
