"""Keeps what was not understood for the editors, and counts how useful answers are."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands.content import ContentCommand, KeepQuestion, RateAnswer
from bot.domain.messages import Say
from bot.search.text.redact import redact
from bot.services.context import Context
from bot.store.statistics import tallies, unanswered


def dispatch_content(command: ContentCommand, context: Context) -> tuple[Say, ...]:
    """Keeps a question for the editors, or counts a verdict."""
    match command:
        case KeepQuestion():
            return keep(command, context)
        case RateAnswer():
            return rate(command, context)
        case _:
            assert_never(command)


def keep(command: KeepQuestion, context: Context) -> tuple[Say, ...]:
    """Keeps the question without what says who somebody is."""
    unanswered.keep(context.tx, redact(command.text), command.kind, command.answer, context.now)
    return ()


def rate(command: RateAnswer, context: Context) -> tuple[Say, ...]:
    """Counts the verdict; the question that got a wrong answer joins those without one."""
    tallies.count(context.tx, context.today, f"{'useful' if command.useful else 'wrong'} {command.answer}")
    if not command.useful and command.text:
        unanswered.keep(context.tx, redact(command.text), "wrong", command.answer, context.now)
    return ()
