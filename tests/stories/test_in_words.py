"""Options of a message out of the blue, where there are no buttons: words that mean the same at any time."""

from __future__ import annotations

import pytest

from bot.domain.messages import Abilities, Option, Say
from bot.services.options_in_words import in_words
from bot.talk.actions import ADDRESS_MINE, ADDRESS_STRANGE, BY_NAME
from bot.talk.understanding.phrases import command
from bot.words import _, languages
from tests.stories.conftest import ROOT

BY_CODE = (ADDRESS_MINE, ADDRESS_STRANGE)
NO_BUTTONS = Abilities(buttons=False)
CARD = Say(_("Menu"), (Option(">take:17", _("I take it")), Option("form|key|9|x", _("Yes"))))


@pytest.mark.parametrize("code", ["vi", "en"])
@pytest.mark.parametrize("name", [row.name for row in BY_NAME.values() if row.typed])
def test_the_talk_understands_every_word_that_is_asked_for(name: str, code: str) -> None:
    row = BY_NAME[name]
    number = "17" if row.numbered else "abcd2345" if row in BY_CODE else ""
    typed = row.to_type(number)
    assert typed is not None
    assert command(languages(ROOT / "locales")[code].say(typed), staff=row.staff) == (name, number)


def test_what_cannot_be_typed_is_left_out() -> None:
    vi = languages(ROOT / "locales")["vi"]
    said = vi.say(in_words(CARD, NO_BUTTONS).words)
    assert said == f"{vi.say(_('Menu'))}\n\n• {vi.say(_('I take it'))}: nhắn “nhận 17”"


def test_where_there_are_buttons_they_stay() -> None:
    assert in_words(CARD, Abilities()) == CARD
