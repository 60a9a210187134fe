"""Questions by topic: topics, the answers of one, an answer, its detail."""

from __future__ import annotations

from bot.domain.commands.content import KeepQuestion
from bot.talk import actions
from bot.talk.library_answers import answer, title
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import _, in_language, verbatim

PAGE = 8


async def topics(scene: Scene, _arg: str) -> Done:
    """All topics, in the editors' order."""
    code = scene.language.code
    ordered = sorted(scene.library.topics.values(), key=lambda topic: topic.order)
    options = tuple(actions.TOPIC.option(topic.id, verbatim(in_language(code, topic.title))) for topic in ordered)
    return Done(say=_("Which topic?"), options=(*options, actions.MENU.option()))


async def topic(scene: Scene, arg: str) -> Done:
    """The questions of one topic, a page at a time; `arg` is "id" or "id:page"."""
    name, _colon, page = arg.partition(":")
    if name not in scene.library.topics:
        return await topics(scene, "")
    chosen = scene.library.topics[name]
    first = int(page) * PAGE if page.isdecimal() else 0
    shown = chosen.answers[first : first + PAGE]
    options = [actions.ANSWER.option(id_, verbatim(title(id_, scene))) for id_ in shown]
    if first + PAGE < len(chosen.answers):
        options.append(actions.TOPIC.option(f"{chosen.id}:{first // PAGE + 1}", _("More questions")))
    heading = in_language(scene.language.code, chosen.title)
    return Done(
        say=_("{topic}: which question?", topic=heading),
        options=(*options, actions.TOPICS.option(label=_("Other topics"))),
    )


async def show(scene: Scene, arg: str) -> Done:
    """The short answer."""
    return await _shown(scene, arg, more=False)


async def more(scene: Scene, arg: str) -> Done:
    """The detail of an answer."""
    return await _shown(scene, arg, more=True)


async def _shown(scene: Scene, arg: str, *, more: bool) -> Done:
    if arg not in scene.library.answers:
        return await topics(scene, "")
    found = answer(arg, scene, more=more)
    chosen = KeepQuestion(asked, "chosen", found.shown) if not more and (asked := _undecided(scene)) else None
    return Done(say=found.words, options=found.options, shown=found.shown, do=chosen)


def _undecided(scene: Scene) -> str:
    """The question just asked, if it was unclear: what is tapped now tells the editors."""
    last = scene.recent[-2:]
    return last[0][1] if [what for what, _text in last] == ["asked", "missed"] else ""
