"""What citizens would be shown on each channel, of a content or a draft, on any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from bot.channels.telegram.outgoing import ABILITIES as TELEGRAM
from bot.channels.webchat import ABILITIES as WEBCHAT
from bot.channels.zalo_bot.outgoing import ABILITIES as ZALO_BOT
from bot.channels.zalo_oa.outgoing import ABILITIES as ZALO_OA
from bot.domain.message_fitting import fit, units
from bot.domain.messages import Abilities, Button, Message, Option, Say
from bot.flows.catalogue import FOR_ALL
from bot.flows.citizen.live_question import promise
from bot.flows.citizen.offices import described
from bot.library import Library
from bot.library.answers.formatting import Formatter
from bot.library.campaigns import CampaignText
from bot.services.options_in_words import in_words
from bot.talk.actions import SPARE
from bot.talk.library_answers import answer, campaign
from bot.talk.scene import Knowledge, Scene
from bot.talk.understanding import told_actions
from bot.words import FIRST, Language, Words, _, in_language, own_name, verbatim

CHANNELS: tuple[tuple[Words, str, Abilities], ...] = (
    (_("Chat page"), "web", WEBCHAT),
    (verbatim("Telegram"), "telegram", TELEGRAM),
    (verbatim("Zalo OA"), "zalo", ZALO_OA),
    (verbatim("Zalo Bot"), "plain", ZALO_BOT),
)

MOST_SHOWN = 3


@dataclass(frozen=True)
class Sight:
    """One channel's messages: the short answer, then the rest; `look` is its style on the page.

    length   of all of it in UTF-16 units, where that is counted, as for what many are sent
    """

    channel: Words
    look: str
    short: list[Message]
    more: list[Message]
    length: int = 0


def scene_of(knowledge: Knowledge, language: Language, on: date, drafted: Library | None = None) -> Scene:
    """Nine o'clock on that day, with the content in use or a draft of it."""
    known = knowledge if drafted is None else replace(knowledge, library=drafted)
    return Scene(known, language, datetime.combine(on, time(2), UTC), on, "preview", FOR_ALL)


def of_answer(id_: str, scene: Scene) -> list[Sight]:
    """An answer on every channel."""
    short, more = (answer(id_, scene, more=more) for more in (False, True))
    shown = scene.library.answers[id_].show(scene.language.code, scene.today, scene.library.figures)
    said, rest = _message(short.words, short.options, scene), _message(more.words, more.options, scene)
    return [
        Sight(name, look, fit(said, can, spare=SPARE), fit(rest, can, spare=SPARE) if shown.more else [])
        for name, look, can in CHANNELS
    ]


def of_thing(
    kind: str, thing: str, scene: Scene, readers: Mapping[str, Language] | None = None
) -> list[tuple[str, list[Sight]]]:
    """What citizens are shown of something; with a title where there are several.

    readers   the languages that are offered, for what is told in each of them; none: only the scene's
    """
    library = scene.library
    if kind == "office":
        return [("", _alike(described(one, scene), scene)) for one in library.offices if one.id == thing]
    if kind == "duty":
        served = next((min(one.communes, default="") for one in library.offices if one.id == thing), "")
        return [("", _alike(promise(replace(scene, commune=served)), scene))]
    if kind == "campaign" and thing in library.campaigns:
        return list(_campaign(library.campaigns[thing], scene, readers or {scene.language.code: scene.language}))
    if kind == "khmer":
        return []  # a change has to be read and released before citizens see it
    if said := _said(kind, thing, scene):
        return [("", _alike(verbatim(said), scene))]
    if kind == "feeling":
        ids = [one.answer for one in library.vocabulary.feelings if one.id == thing]
    elif kind == "topic":
        ids = list(library.topics[thing].answers[:1]) if thing in library.topics else []
    else:
        ids = shown_with(library, thing, MOST_SHOWN) if kind == "figure" else [thing]
    return [(library.answers[id_].title[FIRST], of_answer(id_, scene)) for id_ in ids if id_ in library.answers]


def _said(kind: str, thing: str, scene: Scene) -> str:
    """What is said of it in so many words, such as the words of consent."""
    library, language = scene.library, scene.language.code
    match kind:
        case "guard":
            return library.vocabulary.reply(thing, language) or ""
        case "consent":
            known = (library.consent, library.attaching, *library.subscribing.values())
            shown = next((one for one in known if one and one.version == thing), None)
            return in_language(language, shown.text) if shown else ""
        case "print" if thing in library.prints.words:
            day = Formatter(language, library.figures, scene.today)
            words = library.prints.words[thing]
            parts = [words.title, words.short.say(day), words.detail.say(day) if words.detail else None]
            return "\n\n".join(part for part in parts if part)
    return ""


def _campaign(text: CampaignText, scene: Scene, readers: Mapping[str, Language]) -> Iterator[tuple[str, list[Sight]]]:
    """A campaign in each of its languages, with the button that ends the news.

    Where a channel has no buttons, what may be typed instead is among the words.
    """
    for code in (code for code in text.languages if code in readers):
        say = campaign(text, scene.library, code, scene.today)
        if say is None:
            continue
        told, reader = replace(say, options=(*say.options, told_actions.STOP_NEWS.option())), readers[code]
        yield own_name(code), [_told(name, look, can, told, reader) for name, look, can in CHANNELS]


def _told(channel: Words, look: str, can: Abilities, say: Say, reader: Language) -> Sight:
    said = in_words(say, can)
    buttons = tuple(Button(one.token, reader.say(one.label)) for one in said.options)
    messages = fit(Message(reader.say(said.words), buttons), can)
    return Sight(channel, look, messages, [], sum(units(one.text) for one in messages))


def _alike(words: Words, scene: Scene) -> list[Sight]:
    said = _message(words, (), scene)
    return [Sight(name, look, fit(said, can), []) for name, look, can in CHANNELS]


def shown_with(library: Library, figure: str, most: int) -> list[str]:
    """Ids of answers that say this figure, in the order of the topics."""
    answers: Mapping[str, frozenset[str]] = {one.id: one.figures for one in library.answers.values()}
    ordered = (id_ for topic in library.topics.values() for id_ in topic.answers)
    return [id_ for id_ in ordered if figure in answers[id_]][:most]


def _message(words: Words, options: tuple[Option, ...], scene: Scene) -> Message:
    buttons = tuple(Button(option.token, scene.language.say(option.label)) for option in options)
    return Message(scene.language.say(words), buttons)
