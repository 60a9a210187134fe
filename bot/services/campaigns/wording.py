"""What a recipient reads: the words of that day, buttons, and the way out."""

from __future__ import annotations

from datetime import date

from bot.domain.messages import Option, Say
from bot.library.campaigns import CampaignText
from bot.services.context import Context
from bot.talk.action import by_way_of
from bot.talk.library_answers import buttons_of, campaign
from bot.talk.understanding import told_actions
from bot.words import verbatim


def say(content: CampaignText, language: str, code: str, context: Context) -> Say:
    """The message to one reader, with the figures of today and what they rest on."""
    library = context.knowledge.library
    told = campaign(content, library, language, context.today)
    words = told.words if told else verbatim(content.text(language, context.today, library.figures))
    buttons = tuple(Option(by_way_of(one.token, code), one.label) for one in buttons_of(content, language))
    return Say(words, (*buttons, told_actions.STOP_NEWS.option()))


def may_go(content: CampaignText, day: date, context: Context) -> bool:
    """Whether every figure in it has a value on that day."""
    figures = context.knowledge.library.figures
    return not any(content.show(language, day, figures).missing for language in content.languages)
