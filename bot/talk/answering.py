"""From a question in free text, or an answer's id, to what is said: the answer, a choice of three, or who can help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.domain.commands.content import KeepQuestion
from bot.domain.messages import Option
from bot.search.finder import Found
from bot.talk import actions
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import PAYING, asked_of_estimate
from bot.words import Words, _, in_language, paragraphs, verbatim

PERSON = actions.CONSULTATION.option()
LIVE = actions.LIVE.option()
MENU = actions.MENU.option()
PATIENCE = 2
RELATED = 2
OFFERED = 3
# Guards whose words offer a person: somebody is in need, angry, or at a loss.
UNHAPPY = frozenset({"distress", "insult", "unclear"})
# From here on a question that seemed not to be ours may have been; the editors should see it.
DOUBTFUL = 0.1


@dataclass(frozen=True)
class Reply:
    """What is said to a question; `shown` is the id of the answer given, `missed` that none was found.

    kept    the question for the editors, where there was no good answer
    fills   answers to the calculator's questions, where it can tell the sum that was asked for
    """

    decision: str
    words: Words
    options: tuple[Option, ...] = ()
    shown: str = ""
    missed: bool = False
    kept: KeepQuestion | None = None
    fills: Mapping[str, str] = field(default_factory=dict)


def reply(text: str, scene: Scene, *, misses: int = 0, after: str = "", reckons: bool = False) -> Reply:
    """The answer to a question in free text; after two misses in a row a person is offered in so many words.

    after     id of the answer shown before it, which a follow-up leans on
    reckons   whether the calculator may be opened instead of an answer
    """
    found = scene.knowledge.finder.ask(text, after)
    if reckons and found.decision in {"answer", "suggest"} and found.hits and (fills := _fills(text, found, scene)):
        return Reply("answer", _("Work out what I would pay"), fills=fills)
    if found.decision == "answer":
        return _several(answer(found.hits[0].id, scene), found.also, scene)
    if found.decision == "suggest" and found.hits:
        return replace(_suggest(found, scene, misses), kept=KeepQuestion(text, "unsure", found.hits[0].id))
    guarded = guard(found.guard, scene)
    if found.decision == "personal_file":
        return Reply(found.decision, guarded or _personal_file(scene), (PERSON, MENU))
    if found.decision == "smalltalk" and guarded is not None:
        return Reply(found.decision, guarded, (PERSON, MENU) if found.guard in UNHAPPY else (MENU,))
    if guarded is not None:
        doubtful = bool(found.hits) and found.hits[0].score >= DOUBTFUL
        return Reply(found.decision, guarded, (PERSON, MENU), kept=KeepQuestion(text, "missed") if doubtful else None)
    return replace(_miss(misses), kept=KeepQuestion(text, "missed"))


def _fills(text: str, found: Found, scene: Scene) -> Mapping[str, str]:
    """What the calculator can take from a question about paying."""
    if scene.library.answers[found.hits[0].id].topic not in PAYING or "estimate" not in scene.flows:
        return {}
    return asked_of_estimate(text)


def _several(found: Reply, also: tuple[str, ...], scene: Scene) -> Reply:
    """An answer with the answers to further questions of the same message as its first buttons."""
    if not also:
        return found
    words = paragraphs(found.words, _("You asked more than one thing: tap below for the rest."))
    return replace(found, words=words, options=(*_offered(also, scene), *found.options))


def candidates(text: str, scene: Scene, *, but: str) -> tuple[Option, ...]:
    """The best answers to a question other than the one that was wrong."""
    hits = scene.knowledge.finder.ask(text).hits
    return _offered([hit.id for hit in hits if hit.id != but][:OFFERED], scene)


def _offered(ids: Iterable[str], scene: Scene) -> tuple[Option, ...]:
    return tuple(actions.ANSWER.option(id_, verbatim(title(id_, scene))) for id_ in ids)


def answer(answer_id: str, scene: Scene, *, more: bool = False) -> Reply:
    """One answer of the library with its legal basis; `more` gives the detail."""
    known = scene.library.answers[answer_id]
    shown = known.show(scene.language.code, scene.today, scene.library.figures)
    body = shown.more if more and shown.more else shown.text
    words = paragraphs(
        verbatim(shown.title),
        verbatim(body),
        _("Part of this follows present practice, not the wording of the law.") if shown.practice else None,
        _("Legal basis: {basis}. In force from {since}.", basis="; ".join(shown.basis), since=shown.since)
        if shown.basis
        else None,
    )
    options = [actions.MORE.option(answer_id)] if shown.more and not more else []
    tools = [row.option() for row in actions.CALCULATORS if row.name == known.tool and row.name in scene.flows]
    related = known.related[: RELATED - len(tools)]
    options += [*tools, *_offered(related, scene)]
    verdicts = (actions.USEFUL.option(answer_id), actions.WRONG.option(answer_id))
    return Reply("answer", words, (*options, PERSON, MENU, *verdicts), shown=answer_id)


def title(answer_id: str, scene: Scene) -> str:
    """The title of an answer in the reader's language, or in Vietnamese where it has none."""
    return in_language(scene.language.code, scene.library.answers[answer_id].title)


def suggestions(found: Reply) -> tuple[Option, ...]:
    """Only the answers that a reply suggests, without person and menu."""
    return tuple(option for option in found.options if option.token.startswith(actions.ANSWER.prefix))


def guard(name: str, scene: Scene) -> Words | None:
    """What is said about a subject that is not ours, from the editors' words."""
    known = scene.library.vocabulary.guards.get(name)
    return verbatim(in_language(scene.language.code, known.reply)) if known else None


def _suggest(found: Found, scene: Scene, misses: int) -> Reply:
    options = _offered([hit.id for hit in found.hits[:OFFERED]], scene)
    words = _("I am not quite sure I understood. Did you mean one of these?")
    if misses >= PATIENCE - 1:
        words = paragraphs(words, _("Or would you like to ask an officer of your commune?"))
        options = (*options, LIVE)
    return Reply("suggest", words, (*options, PERSON, MENU), missed=True)


def _miss(misses: int) -> Reply:
    said = _("I am sorry, I have no answer to that. Could you put it in other words, or choose a topic?")
    options: tuple[Option, ...] = (actions.TOPICS.option(), PERSON, MENU)
    if misses >= PATIENCE - 1:
        said = _(
            "I am sorry, I still cannot answer that. Would you like to ask an officer of your commune right here, "
            "or be called? It costs nothing."
        )
        options = (LIVE, PERSON, actions.TOPICS.option(), MENU)
    return Reply("out_of_scope", said, options, missed=True)


def _personal_file(scene: Scene) -> Words:
    return _(
        "I cannot look into anybody's personal file, so please do not send identity or insurance numbers here. "
        "The insurance office can: call {hotline}.",
        hotline=scene.library.home.hotline,
    )
