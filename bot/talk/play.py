"""Replay: a dialogue is a function of what was said, so a restart or a release in mid-conversation is not noticed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.talk.question import Done, Misread, Question
from bot.words import Words

Dialogue: TypeAlias = Coroutine[Question[Any], Any, Done]


@dataclass(frozen=True)
class Asked:
    """The dialogue waits for `question`; `path` are the keys answered so far, in order.

    reason  why a stored answer is asked anew (a floor was raised, a commune renamed), or None
    """

    question: Question[Any]
    path: tuple[str, ...]
    reason: Words | None = None


@dataclass(frozen=True)
class Finished:
    """The dialogue has come to its end."""

    done: Done
    path: tuple[str, ...]


def play(dialogue: Callable[[], Dialogue], said: Mapping[str, str]) -> Asked | Finished:
    """Runs the dialogue over the written answers in `said` up to the first question that they do not answer."""
    running = dialogue()
    path: list[str] = []
    value: Any = None
    try:
        while True:
            question = running.send(value)
            if question.key in path:
                raise ValueError(f"two questions share the key {question.key}")
            if question.key not in said:
                return Asked(question, tuple(path))
            try:
                value = question.read(said[question.key])
            except Misread as misread:
                return Asked(question, tuple(path), misread.hint)
            path.append(question.key)
    except StopIteration as stop:
        return Finished(stop.value, tuple(path))
    finally:
        running.close()
