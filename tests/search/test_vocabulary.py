"""The editors' dictionaries are read plainly, and a slip in them is told with its place."""

from __future__ import annotations

import pytest

from bot.library.vocabulary import Vocabulary, vocabulary


def test_every_guard_can_answer_in_both_languages(vocabulary: Vocabulary) -> None:
    for guard in vocabulary.guards.values():
        assert len(guard.asks) >= 4, guard.id
        assert set(guard.reply) >= {"vi", "en"}, guard.id


def test_absent_files_are_empty() -> None:
    assert vocabulary({}) == Vocabulary()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"teencode": {"ko": 1}}, "teencode.yaml: ko"),
        ({"teencode": ["ko"]}, "teencode.yaml"),
        ({"words": {"filler": "dạ"}}, "words.yaml: filler"),
        ({"guards": {"thue": {"kind": "khac", "reply": {"vi": "Dạ"}}}}, "guards.yaml: thue.kind"),
        ({"guards": {"thue": {"kind": "smalltalk", "reply": {"en": "Hi"}}}}, "guards.yaml: thue"),
    ],
)
def test_a_slip_is_told_with_its_place(files: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        vocabulary(files)
