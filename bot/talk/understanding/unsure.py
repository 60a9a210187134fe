"""What is said where it is not sure what is meant, or where nothing fits."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.messages import Option
from bot.search.finder import Found
from bot.talk import actions
from bot.talk.library_answers import MENU, PERSON, Reply, answer, offered
from bot.talk.noticed import is_english
from bot.talk.scene import Scene
from bot.words import _, paragraphs

LIVE = actions.LIVE.option()
#: After so many misses in a row an officer is offered.
PATIENCE = 2
OFFERED = 3
#: What is likely, and so much likelier than the next, is shown at once where few ways of asking are known.
GUESSED, AHEAD_OF_OTHERS = 0.1, 1.1


def unsure(text: str, found: Found, scene: Scene, misses: int) -> Reply:
    """The likeliest answers to choose from; in English the likeliest one."""
    return replace(_guessed(text, found, scene) or _suggest(found, scene, misses), missed=True)


def _guessed(text: str, found: Found, scene: Scene) -> Reply | None:
    best, *others = found.hits
    follows = others[0].score if others else 0.0
    if best.score < max(GUESSED, AHEAD_OF_OTHERS * follows) or not is_english(text, scene):
        return None
    shown = answer(best.id, scene)
    words = paragraphs(_("I think this is what you mean. If not, tap another one below."), shown.words)
    return replace(shown, words=words, options=(*offered([hit.id for hit in others[:2]], scene), *shown.options))


def _suggest(found: Found, scene: Scene, misses: int) -> Reply:
    options = offered([hit.id for hit in found.hits[:OFFERED]], scene)
    words = _("I am not quite sure I understood. Did you mean one of these?")
    if misses >= PATIENCE - 1:
        words = paragraphs(words, _("Or would you like to ask an officer of your commune?"))
        options = (*options, LIVE)
    return Reply("suggest", words, (*options, PERSON, MENU), missed=True)


def miss(misses: int) -> Reply:
    """That there is no answer; after some in a row, that an officer may know."""
    said = _("I am sorry, I have no answer to that. Could you put it in other words, or choose a topic?")
    options: tuple[Option, ...] = (actions.TOPICS.option(), PERSON, MENU)
    if misses >= PATIENCE - 1:
        said = _(
            "I am sorry, I still cannot answer that. Would you like to ask an officer of your commune right here, "
            "or be called? It costs nothing."
        )
        options = (LIVE, PERSON, actions.TOPICS.option(), MENU)
    return Reply("out_of_scope", said, options, missed=True)
