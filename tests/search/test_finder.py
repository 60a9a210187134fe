"""The finder is judged by questions in other words than the answers' own, and must know what is not its matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.library.vocabulary import Vocabulary
from bot.search.evaluation.judging import cases
from bot.search.finder import Entry, Finder
from tests.search.conftest import read_yaml

QUESTIONS = cases(read_yaml(Path(__file__).parents[1] / "questions" / "first.yaml"))
OUT = [(case.text, case.decision) for case in QUESTIONS if case.decision]
IN = [(case.text, next(iter(case.expect))) for case in QUESTIONS if case.expect]


def test_the_right_answer_is_first_or_among_three(finder: Finder, entries: tuple[Entry, ...]) -> None:
    known = {entry.id for entry in entries}
    asked = [(text, wanted) for text, wanted in IN if wanted in known]
    hits = [([hit.id for hit in finder.ask(text).hits], wanted) for text, wanted in asked]
    first = sum(ids[:1] == [wanted] for ids, wanted in hits) / len(hits)
    among_three = sum(wanted in ids[:3] for ids, wanted in hits) / len(hits)
    assert len(asked) >= 120
    assert (first >= 0.75, among_three >= 0.88) == (True, True), f"first {first:.2f}, among three {among_three:.2f}"


def test_straight_answers_are_right(finder: Finder) -> None:
    straight = [(found, wanted) for text, wanted in IN if (found := finder.ask(text)).decision == "answer"]
    assert sum(found.hits[0].id == wanted for found, wanted in straight) / len(straight) >= 0.9


def test_what_is_not_ours_is_not_answered(finder: Finder) -> None:
    decisions = [(finder.ask(text).decision, wanted) for text, wanted in OUT]
    assert sum(decision == "answer" for decision, _wanted in decisions) / len(decisions) <= 0.1
    assert sum(decision == wanted for decision, wanted in decisions) / len(decisions) >= 0.8


@pytest.mark.parametrize(
    ("text", "decision", "guard"),
    [
        ("xin chào", "smalltalk", "greeting"),
        ("chào em nha", "smalltalk", "greeting"),
        ("cám ơn nhiều nhé", "smalltalk", "thanks"),
        ("tạm biệt", "smalltalk", "goodbye"),
        ("đồ ngu", "smalltalk", "insult"),
        ("toi khong muon song nua", "smalltalk", "distress"),
        ("giá vàng hôm nay", "out_of_scope", "chatter"),
        ("căn cước của tôi là 001085012345", "personal_file", "personal_file"),
        ("kiểm tra giúp hồ sơ của tôi tới đâu rồi", "personal_file", "personal_file"),
    ],
)
def test_guards(finder: Finder, text: str, decision: str, guard: str) -> None:
    found = finder.ask(text)
    assert (found.decision, found.guard) == (decision, guard)


@pytest.mark.parametrize("text", ["thai sản", "lương hưu", "rut mot lan"])
def test_a_word_or_two_are_never_enough(finder: Finder, text: str) -> None:
    found = finder.ask(text)
    assert found.decision == "suggest"
    assert len(found.hits) == 5


def test_an_editor_s_own_words_are_answered_straight(finder: Finder) -> None:
    found = finder.ask("Mức thấp nhất ạ")
    assert (found.decision, found.hits[0].id, found.hits[0].score) == ("answer", "muc-dong-toi-thieu", 1.0)


@pytest.mark.parametrize(("text", "decision"), [("", "suggest"), ("???", "smalltalk"), ("👍👍", "smalltalk")])
def test_nothing_to_go_by(finder: Finder, text: str, decision: str) -> None:
    found = finder.ask(text)
    assert (found.decision, found.hits) == (decision, ())


@pytest.mark.parametrize("text", ["asdfgh", "qwe rty uio"])
def test_what_has_no_known_word_is_not_ours(finder: Finder, text: str) -> None:
    assert finder.ask(text).decision == "out_of_scope"


@pytest.mark.parametrize(
    ("after", "text", "best"),
    [
        ("nha-nuoc-ho-tro", "còn hộ nghèo thì sao?", "ho-tro-ho-ngheo"),
        ("nha-nuoc-ho-tro", "the con nguoi khmer?", "ho-tro-dan-toc"),
        ("tuoi-nghi-huu", "thế nam thì sao?", "tuoi-nghi-huu"),
        ("thai-san-muc", "vậy sinh đôi thì sao", "thai-san-sinh-doi"),
        ("muc-dong-thang", "nếu đóng cả năm thì bao nhiêu", "dong-12-thang"),
    ],
)
def test_a_follow_up_leans_on_the_answer_before_it(finder: Finder, after: str, text: str, best: str) -> None:
    found = finder.ask(text, after)
    assert (found.decision in {"answer", "suggest"}, found.hits[0].id) == (True, best)


def test_of_several_questions_the_first_is_answered_and_the_others_are_kept(finder: Finder) -> None:
    found = finder.ask("Đăng ký tham gia ở đâu? Mất sổ thì xin cấp lại ở đâu?")
    assert (found.decision, found.hits[0].id, found.also) == ("answer", "dang-ky-o-dau", ("mat-so",))


def test_scores_are_probabilities_best_first(finder: Finder) -> None:
    for text, _wanted in IN:
        scores = [hit.score for hit in finder.ask(text).hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_it_works_without_answers_and_without_a_vocabulary(vocabulary: Vocabulary) -> None:
    assert Finder((), vocabulary).ask("xin chào").decision == "smalltalk"
    assert Finder((), vocabulary).ask("lương hưu").hits == ()
    assert Finder((), Vocabulary()).ask("lương hưu").hits == ()
