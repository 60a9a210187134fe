"""The story of an action that tests/test_new_action.py adds to a copy of the program: "đếm 17", for staff only."""

from __future__ import annotations

from bot.domain.messages import Abilities, Say
from bot.services.options_in_words import in_words
from bot.talk import actions
from bot.words import _, languages
from tests.stories.conftest import ROOT
from tests.story import Stage


async def test_it_is_typed_and_tapped(stage: Stage) -> None:
    await stage.play("""
        Minh: đếm 17
        Bot: Counted 17. [Count again]
        Minh: [Count again]
        Bot: Counted 17. [Count again]
    """)


async def test_it_means_nothing_to_citizens(stage: Stage) -> None:
    await stage.say("Lan", "đếm 17")
    assert "Counted" not in stage.heard("Lan")[0]


def test_it_is_offered_in_words_where_there_are_no_buttons() -> None:
    offered = in_words(Say(_("Menu"), (actions.COUNT.option(17),)), Abilities(buttons=False))
    assert languages(ROOT / "locales")["vi"].say(offered.words).endswith("• Count again: nhắn “dem 17”")
    assert not offered.options
