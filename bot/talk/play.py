"""Replays a dialogue from what was said, so that a restart or a release goes unnoticed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bot.talk.question import Done, Misread, Question
from bot.words import Words, lines, paragraphs

Dialogue: TypeAlias = Coroutine[Question[Any], Any, Done]


@dataclass(frozen=True)
class Asked:
    """The dialogue waits for `question`; `path` are the keys answered so far, in order.

    reason  why a stored answer is asked anew (a floor was raised, a commune renamed), or None
    passed  the questions before it, answered or assumed
    """

    question: Question[Any]
    path: tuple[str, ...]
    reason: Words | None = None
    passed: tuple[Question[Any], ...] = ()


@dataclass(frozen=True)
class Finished:
    """The dialogue has come to its end; see `Asked`."""

    done: Done
    path: tuple[str, ...]
    passed: tuple[Question[Any], ...] = ()


def play(dialogue: Callable[[], Dialogue], said: Mapping[str, str]) -> Asked | Finished:
    """Runs the dialogue over the written answers up to the first question without one."""
    running = dialogue()
    path: list[str] = []
    passed: list[Question[Any]] = []
    doubts: dict[Words, None] = {}
    value: Any = None
    try:
        while True:
            question = running.send(value)
            if question.key in [before.key for before in passed]:
                raise ValueError(f"two questions share the key {question.key}")
            if question.key not in said and question.assume is None:
                return Asked(question, tuple(path), None, tuple(passed))
            try:
                value = question.read(said[question.key]) if question.key in said else question.assume
            except Misread as misread:
                return Asked(question, tuple(path), misread.hint, tuple(passed))
            path += [question.key] if question.key in said else []
            passed.append(question)
            if (doubt := question.doubt(value)) is not None:
                doubts[doubt] = None
    except StopIteration as stop:
        return Finished(_doubted(stop.value, tuple(doubts)), tuple(path), tuple(passed))
    finally:
        running.close()


def _doubted(done: Done, doubts: tuple[Words, ...]) -> Done:
    """The end of a dialogue, which says first, and on its card, what was only guessed."""
    if not doubts or done.say is None:
        return done
    doubt = lines(*doubts)
    card = done.picture and replace(done.picture, note=paragraphs(doubt, done.picture.note))
    return replace(done, say=paragraphs(doubt, done.say), picture=card)
