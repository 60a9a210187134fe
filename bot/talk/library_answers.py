"""An answer of the library as a reader gets it: words, legal basis, and buttons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.commands.content import KeepQuestion
from bot.domain.messages import Option, Say
from bot.library import Library
from bot.library.answers.answers import Shown
from bot.library.campaigns import CampaignButton, CampaignText
from bot.talk import actions
from bot.talk.noticed import what_comes
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import Opened
from bot.words import Words, _, in_language, paragraphs, verbatim

PERSON = actions.CONSULTATION.option()
MENU = actions.MENU.option()
RELATED = 2
# Topics whose answers tell of a change that is announced.
TOLD_AHEAD = frozenset({"contribution", "support"})


@dataclass(frozen=True)
class Reply:
    """What is said to a question.

    shown   id of the answer given, if any; missed: whether none was found
    kept    the question for the editors, where there was no good answer
    opens   the calculator to open with what was said, where the question asks for a sum
    speaks  code of the language that they speak, where it is none that is offered
    felt    whether it is about how somebody feels, so that it comes before everything else
    """

    decision: str
    words: Words
    options: tuple[Option, ...] = ()
    shown: str = ""
    missed: bool = False
    kept: KeepQuestion | None = None
    opens: Opened | None = None
    felt: bool = False
    speaks: str = ""


def answer(answer_id: str, scene: Scene, *, more: bool = False, basis: bool = True) -> Reply:
    """One answer of the library with its legal `basis`, which nobody in grief or doubt asks for.

    more    gives the detail
    """
    known = scene.library.answers[answer_id]
    answer_id = known.id
    shown = known.show(scene.language.code, scene.today, scene.library.figures)
    body = shown.more if more and shown.more else shown.text
    words = paragraphs(
        *_said(shown, body, basis=basis),
        what_comes(scene, body) if known.topic in TOLD_AHEAD and not more else None,
    )
    options = [actions.MORE.option(answer_id)] if shown.more and not more else []
    tools = [row.option() for row in actions.CALCULATORS if row.name == known.tool and row.name in scene.flows]
    related = known.related[: RELATED - len(tools)]
    options += [*tools, *offered(related, scene)]
    verdicts = (actions.USEFUL.option(answer_id), actions.WRONG.option(answer_id))
    aloud = (actions.READ_ALOUD.option(answer_id),) if scene.speaks and not more else ()
    return Reply("answer", words, (*options, PERSON, MENU, *aloud, *verdicts), shown=answer_id)


def _said(shown: Shown, body: str, *, basis: bool = True) -> tuple[Words | None, ...]:
    return (
        verbatim(shown.title),
        verbatim(body),
        _("Part of this follows present practice, not the wording of the law.") if shown.practice else None,
        basis_of(shown) if basis else None,
    )


def basis_of(shown: Shown) -> Words | None:
    """The law that an answer rests on, and the day from which it holds."""
    if not shown.basis:
        return None
    return _("Legal basis: {basis}. In force from {since}.", basis="; ".join(shown.basis), since=shown.since)


def campaign(known: CampaignText, library: Library, code: str, day: date) -> Say | None:
    """What a reader of that language is told by a campaign on the day, with its buttons.

    How the news are stopped is not among them. None: a figure in it has no value on the day, so it is not sent.
    """
    shown = known.show(code, day, library.figures)
    if shown.missing:
        return None
    return Say(paragraphs(*_said(shown, shown.text)), buttons_of(known, shown.language))


def buttons_of(known: CampaignText, code: str) -> tuple[Option, ...]:
    """Where a campaign leads, for a reader of that language."""
    return tuple(_button(one, code) for one in known.buttons)


def _button(button: CampaignButton, code: str) -> Option:
    match button.kind:
        case "answer":
            return actions.ANSWER.option(button.target, verbatim(in_language(code, button.title)))
        case "sum":
            return actions.BY_NAME[button.target].option()
        case "meetings":
            return actions.MEETINGS.option()
        case "call":
            return PERSON


def title(answer_id: str, scene: Scene) -> str:
    """The title of an answer in the reader's language, or in Vietnamese where it has none."""
    return in_language(scene.language.code, scene.library.answers[answer_id].title)


def offered(ids: Iterable[str], scene: Scene) -> tuple[Option, ...]:
    return tuple(actions.ANSWER.option(id_, verbatim(title(id_, scene))) for id_ in ids)


def guard(name: str, scene: Scene) -> Words | None:
    """What is said about a subject that is not ours, from the editors' words."""
    known = scene.library.vocabulary.guards.get(name)
    return verbatim(in_language(scene.language.code, known.reply)) if known else None


def suggestions(found: Reply) -> tuple[Option, ...]:
    """Only the answers that a reply suggests, without person and menu."""
    return tuple(option for option in found.options if option.token.startswith(actions.ANSWER.prefix))


def personal_file(scene: Scene) -> Words:
    """That nobody's own file is looked into here, and who does."""
    return _(
        "I cannot look into anybody's personal file, so please do not send identity or insurance numbers here. "
        "The insurance office can: call {hotline}.",
        hotline=scene.library.home.hotline,
    )
