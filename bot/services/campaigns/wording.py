"""What a recipient reads.

The words of that day, buttons that tell by which campaign they came, and the way out.
"""

from __future__ import annotations

from datetime import date

from bot.domain.messages import Option, Say
from bot.library.campaigns import CampaignButton, CampaignText
from bot.services.context import Context
from bot.talk import actions
from bot.talk.action import by_way_of
from bot.talk.understanding import told_actions
from bot.words import in_language, verbatim


def say(content: CampaignText, language: str, code: str, context: Context) -> Say:
    """The message to one reader, with the figures of today."""
    buttons = (_option(one, language, code) for one in content.buttons)
    text = content.text(language, context.today, context.knowledge.library.figures)
    return Say(verbatim(text), (*buttons, told_actions.STOP_NEWS.option()))


def may_go(content: CampaignText, day: date, context: Context) -> bool:
    """Whether every figure in it has a value on that day."""
    figures = context.knowledge.library.figures
    return not any(content.show(language, day, figures).missing for language in content.languages)


def _option(button: CampaignButton, language: str, code: str) -> Option:
    match button.kind:
        case "answer":
            found = actions.ANSWER.option(button.target, verbatim(in_language(language, button.title)))
        case "sum":
            found = actions.BY_NAME[button.target].option()
        case "meetings":
            found = actions.MEETINGS.option()
        case "call":
            found = actions.CONSULTATION.option()
    return Option(by_way_of(found.token, code), found.label)
