"""Keeps what was not understood for the editors, and counts how useful answers are."""

from __future__ import annotations

from typing import assert_never

from bot.domain.commands.content import ContentCommand, KeepQuestion, RateAnswer
from bot.domain.messages import Say
from bot.domain.outreach.facts import Happened, Step
from bot.domain.outreach.subscriptions import Purpose
from bot.search.text.redact import redact
from bot.services.context import Context
from bot.services.facts import count_talk
from bot.services.subscriptions.telling import offer
from bot.store.people.visitors import Visitor
from bot.store.statistics import unanswered
from bot.talk.actions import TO_MENU
from bot.talk.conversation import Conversation
from bot.words import _


def dispatch_content(command: ContentCommand, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Keeps a question for the editors, or counts a verdict."""
    match command:
        case KeepQuestion():
            return keep(command, context)
        case RateAnswer():
            return rate(command, visitor, context)
        case _:
            assert_never(command)


def keep(command: KeepQuestion, context: Context) -> tuple[Say, ...]:
    """Keeps the question without what says who somebody is."""
    unanswered.keep(context.tx, redact(command.text), command.kind, command.answer, context.now)
    return ()


def rate(command: RateAnswer, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Counts the verdict; the question that got a wrong answer joins those without one."""
    known = context.knowledge.library.answers.get(command.answer)
    step = Step.USEFUL if command.useful else Step.WRONG
    happened = Happened(step, known.topic if known else "", command.answer)
    count_talk([happened], Conversation.read(visitor.conversation).commune, visitor, context)
    if not command.useful and command.text:
        unanswered.keep(context.tx, redact(command.text), "wrong", command.answer, context.now)
    options = offer(Purpose.NEWS, visitor, context) if command.useful else ()
    asked = _("Shall I write to you when there is news of this kind? At most twice a month, and one word ends it.")
    return (Say(asked, (*options, *TO_MENU)),) if options else ()
