"""All answers of a day, topic by topic, as the page and the booklet are given them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.library.answers.answers import Topic, TopicAnswer
from bot.library.library import Library
from bot.reports.prints.contents import capital
from bot.reports.prints.imprint import Content, imprint
from bot.words import FIRST

BULLET = "• "


def page_data(library: Library, day: date) -> Content:
    """What the searchable page holds.

    The words of Loa's own answers, and how people ask for them.
    """
    known = library.vocabulary
    return {
        **_frame(library, day),
        "topics": [topic.title[FIRST] for topic in library.topics.values()],
        "answers": [
            _searched(answer, number, library, day)
            for number, topic in enumerate(library.topics.values())
            for answer in _of(topic, library)
        ],
        "short": {**known.teencode, **known.abbreviations},
        "dialect": dict(known.dialect),
        "phrases": dict(known.phrases),
    }


def booklet_data(library: Library, day: date) -> Content:
    """What the booklet holds: each answer's short text with its basis."""
    topics = [
        {"title": topic.title[FIRST], "answers": [_printed(answer, library, day) for answer in _of(topic, library)]}
        for topic in library.topics.values()
    ]
    return {**_frame(library, day), "count": len(library.answers), "topics": topics}


def _frame(library: Library, day: date) -> Content:
    answers = library.answers.values()
    figures = frozenset(name for answer in answers for name in answer.figures)
    made = imprint(lambda on: "\n".join(_text(answer, library, on) for answer in answers), figures, library, day)
    return {**made, "where": capital(library.home.name_in(FIRST)), "hours": library.home.hours_in(FIRST)}


def _of(topic: Topic, library: Library) -> Iterator[TopicAnswer]:
    return (library.answers[name] for name in topic.answers)


def _text(answer: TopicAnswer, library: Library, day: date) -> str:
    shown = answer.show(FIRST, day, library.figures)
    return f"{shown.text}\n{shown.more}"


def _searched(answer: TopicAnswer, topic: int, library: Library, day: date) -> Content:
    shown = answer.show(FIRST, day, library.figures)
    basis = "; ".join(shown.basis)
    asks = list(answer.asks)
    return {"topic": topic, "title": shown.title, "text": shown.text, "more": shown.more, "basis": basis, "asks": asks}


def _printed(answer: TopicAnswer, library: Library, day: date) -> Content:
    shown = answer.show(FIRST, day, library.figures)
    lines = [_line(line) for line in shown.text.split("\n") if line.strip()]
    return {"title": shown.title, "lines": lines, "basis": "; ".join(shown.basis)}


def _line(line: str) -> Content:
    words = line.strip().removeprefix(BULLET)
    kind = "item" if line.startswith(BULLET) else "paragraph"
    return {"kind": kind, "runs": [{"text": words, "strong": False}]}
