"""Where the office of somebody's commune is, its phone, and whether it is open now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from bot.domain.calendar import WEEK, local
from bot.domain.messages import Option
from bot.domain.places import MAP, Commune
from bot.library.library import Office
from bot.talk import actions
from bot.talk.contact_questions import ChooseCommune
from bot.talk.library_answers import MENU, PERSON
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.talk.understanding.offices import ASK, PROVINCE
from bot.words import Words, _, in_language, lines, paragraphs, verbatim

KINDS: Mapping[str, Words] = {
    "bhxh": _("insurance office"),
    "post": _("post office"),
    "agent": _("collection point"),
    "commune": _("commune office"),
}
MOST = 3
MOST_CHOICES = 8


@dataclass(frozen=True)
class WhichCommune(ChooseCommune):
    """One of the communes of a name, or any other that is typed."""

    choices: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        return self.choices


async def office(scene: Scene, arg: str) -> Done:
    """Of the commune named, else of the one remembered, else asked for; `arg` is "kind:codes"."""
    kind, _colon, named = arg.partition(":")
    kind = kind if kind in KINDS else "bhxh"
    of_province = tuple(one for one in scene.library.offices if one.kind == kind and not one.communes)
    if named == PROVINCE and of_province:
        return _told(kind, None, of_province, scene)
    commune = scene.knowledge.by_code[(await _commune(scene, kind, named)).code]
    found = scene.library.offices_for(commune.code, kind)
    if found:
        return _told(kind, commune, found, scene)
    return _unknown(kind, commune, scene, _("that place") if "," in named else verbatim(commune.spoken))


async def _commune(scene: Scene, kind: str, named: str) -> Commune:
    """The one meant; of several, all with the same office or with none, the first will do."""
    codes = [] if named.startswith((ASK, PROVINCE)) else named.split(",") if named else [scene.commune]
    meant = [scene.knowledge.by_code[code] for code in codes if code in scene.knowledge.by_code]
    different = {tuple(one.id for one in scene.library.offices_for(commune.code, kind)) for commune in meant}
    if len(different) == 1:
        return meant[0]
    options = tuple(
        Option(one.code, verbatim(f"{one.name}, {one.province}"))
        for one in sorted(meant, key=lambda one: not scene.library.offices_for(one.code, kind))[:MOST_CHOICES]
    )
    ask = _("Of which commune? The old name is fine too, for example: xã Mỹ Long, Cầu Ngang.")
    return await WhichCommune("commune", ask, scene.knowledge.communes, scene.knowledge.by_code, options)


def _told(kind: str, commune: Commune | None, found: tuple[Office, ...], scene: Scene) -> Done:
    shown = found[:MOST]
    links = [link for one in shown for link in _links(one, scene)]
    return Done(
        say=paragraphs(*(described(one, scene) for one in shown)),
        options=(*links, *_next(kind, commune)),
    )


def described(one: Office, scene: Scene) -> Words:
    """Where it is, how it is reached, and when it is open."""
    code = scene.language.code
    return lines(
        verbatim(in_language(code, one.name)),
        _("Address: {address}", address=one.address),
        _("Phone: {phone}", phone=one.phone) if one.phone else _without_phone(scene),
        _now(one, scene),
        _("Hours: {hours}", hours=in_language(code, one.hours)),
    )


def _now(one: Office, scene: Scene) -> Words | None:
    """Whether it is open at this moment, until when, or from when again."""
    if one.opening is None:
        return None
    if until := one.opening.open_until(scene.now):
        return _("Open now, until {time}.", time=f"{local(until):%H:%M}")
    opens = local(one.opening.opens(scene.now))
    if opens.date() == scene.today:
        return _("Closed now; opens again at {time} today.", time=f"{opens:%H:%M}")
    return _(
        "Closed now; opens again at {time} on {weekday}, {day}.",
        time=f"{opens:%H:%M}",
        weekday=WEEK[opens.weekday()],
        day=opens.date(),
    )


def _without_phone(scene: Scene) -> Words:
    return _("I do not know its phone number yet; the hotline is {hotline}.", hotline=scene.library.home.hotline)


def _links(one: Office, scene: Scene) -> tuple[Option, ...]:
    """A call and a map; the name goes with the address, since a map finds it better so."""
    name = in_language(scene.language.code, one.name)
    call = (Option(f"tel:{''.join(filter(str.isdigit, one.phone))}", _("Call {phone}", phone=one.phone)),)
    where = one.map or MAP + quote(one.address)
    return (*(call if one.phone else ()), Option(where, _("Map: {office}", office=name)))


def _next(kind: str, commune: Commune | None) -> tuple[Option, ...]:
    return (actions.OFFICE.option(f"{kind}:{ASK}{commune.code if commune else ''}"), PERSON, MENU)


def _unknown(kind: str, commune: Commune, scene: Scene, named: Words) -> Done:
    """Nothing is guessed: who can tell, and what is known of the communes beside it."""
    beside = [
        (scene.knowledge.by_code[code], found[0])
        for code in commune.neighbours
        if code in scene.knowledge.by_code and (found := scene.library.offices_for(code, kind))
    ]
    said = _(
        "I do not know yet which {kind} sees to {commune}, so I do not guess. The hotline {hotline} tells you.",
        kind=KINDS[kind],
        commune=named,
        hotline=scene.library.home.hotline,
    )
    near = [
        _("Beside it, in {commune}: {office}", commune=other.spoken, office=described(one, scene))
        for other, one in beside[:1]
    ]
    return Done(say=paragraphs(said, *near), options=_next(kind, commune))
