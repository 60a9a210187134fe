"""Tells a person, at every address of theirs, in the language they read, once for an event.

Everything that is posted is posted here, so nothing above chooses a language or makes up a parcel's key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Literal, TypeAlias

from bot.domain.message_fitting import fit, with_links
from bot.domain.messages import Abilities, Address, Button, Card, CardWords, Incoming, Message, Say, Subject
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.options_in_words import in_words
from bot.services.speech import aloud
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.messages.inbox import Received
from bot.store.people import addresses
from bot.store.people.addresses import Place
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.talk.action import is_action
from bot.talk.actions import SPARE
from bot.words import FIRST, Language, Words, _

AT_ONCE = timedelta(0)


@dataclass(frozen=True)
class Reader:
    """A member of staff with the addresses where they read, looked up once for many messages."""

    member: Staff
    addresses: tuple[Address, ...]


@dataclass(frozen=True)
class Asker:
    """The citizen who asked for that request, at every address of theirs."""

    lead: int


@dataclass(frozen=True)
class GroupChat:
    """A group chat of staff."""

    address: Address


Person: TypeAlias = Staff | Reader | Asker | GroupChat | Visitor | Address | Place
"""Whom one can tell something: staff and askers at all of their addresses, a visitor and an address at that one.

A Place is an address that was looked up with others: where many are told the same.
"""


@dataclass(frozen=True)
class _Place:
    """Where a message goes, the language that is read there, and which member of staff reads."""

    address: Address
    language: str
    group: bool = False
    reader: int | None = None


def notify(
    context: Context,
    person: Person,
    say: Say,
    event: str,
    *,
    about: Subject | None = None,
    but: Address | None = None,
    answer: bool = False,
    later: timedelta = AT_ONCE,
    wanted: int | None = None,
    bulk: bool = False,
) -> int:
    """Posts `say` to the person, once for each event of the turn; returns at how many addresses.

    about   what the message is about; it is withdrawn and erased with it
    but     an address that is left out
    answer  whether what is typed next is read as one of these options, so that they may be numbered
    later   how long it waits before it goes
    wanted  the subscription without which it does not go: then many get such, and all else goes first
    bulk    whether what is said in a talk goes before it
    """
    places = [place for place in _places(context, person) if place.address != but]
    for place in places:
        address = place.address
        key = ":".join(part for part in (context.turn, event, address.channel, address.chat) if part)
        _post(context, key, place, say, about=about, answer=answer, later=later, wanted=wanted, bulk=bulk)
    return len(places)


def change(
    context: Context,
    key: str,
    address: Address,
    say: Say,
    event: str,
    *,
    about: Subject | None = None,
    group: bool = False,
) -> None:
    """Changes the message of that key into `say`; where the channel cannot, posts a new one."""
    place = _place(context, GroupChat(address) if group else address)
    if about is not None and not group and (member := staff.at(context.tx, address)) is not None:
        place = replace(place, reader=member.id)
    _post(context, f"{context.turn}:{event}:{key}", place, say, "edit", edits=key, about=about)


def take_back(context: Context, key: str, address: Address, say: Say, *, about: Subject | None = None) -> None:
    """Deletes the message of that key where the channel can; else it says `say` from now on."""
    _post(context, f"{context.turn}:gone:{key}", _place(context, address), say, "delete", edits=key, about=about)


def answer_tap(context: Context, tap: Incoming, words: Words | None = None) -> None:
    """Says a few words to nobody but who tapped; without words it only ends their waiting."""
    language = context.language(addresses.language(context.tx, replace(tap.address, chat=tap.sender)) or FIRST)
    message, now = Message(language.say(words) if words else ""), context.now
    key = f"{context.turn}:tap"
    parcels.post(context.tx, key, tap.address, message, now, kind="answer", edits=tap.query, posted=now)


def tell_admins(context: Context, event: str, words: Words, *, but: str = "") -> int:
    """Tells every admin what only they can put right, but not on the channel `but`.

    Returns at how many addresses.
    """
    told = 0
    for member in staff.in_roles(context.tx, Role.ADMIN):
        found = tuple(own for own in staff.addresses(context.tx, member.id) if own.channel != but)
        told += notify(context, Reader(member, found), Say(words), event)
    return told


def apologise(received: Received, context: Context) -> None:
    """Asks the sender of a message that failed to send it again, and tells the admins."""
    sorry = _(
        "I am sorry, something went wrong on our side with your last message. Your answers are kept; "
        "please send it once more."
    )
    incoming = received.incoming
    notify(context, GroupChat(incoming.address) if incoming.group else incoming.address, Say(sorry), "sorry")
    told = _("Message {number} could not be handled and was set aside; see the log.", number=str(received.number))
    tell_admins(context, "", told)


def drawn(result: CardWords, language: Language) -> Card:
    """A card in its reader's language."""
    rows = tuple((language.say(label), language.say(value)) for label, value in result.rows)
    return Card(
        language.say(result.title),
        language.say(result.figure),
        rows,
        language.say(result.note),
        language.say(result.basis),
    )


def _places(context: Context, person: Person) -> Iterable[_Place]:
    match person:
        case Staff():
            return [_Place(own, person.language, reader=person.id) for own in staff.addresses(context.tx, person.id)]
        case Reader():
            return [_Place(own, person.member.language, reader=person.member.id) for own in person.addresses]
        case Asker():
            return [_Place(own, language) for own, language in leads.asker(context.tx, person.lead)]
        case _:
            return [_place(context, person)]


def _place(context: Context, person: GroupChat | Visitor | Address | Place) -> _Place:
    match person:
        case GroupChat():
            return _Place(person.address, FIRST, group=True)
        case Visitor():
            reader = person.staff.id if person.staff is not None else None
            return _Place(person.address, person.citizen.language, reader=reader)
        case Place():
            return _Place(person.address, person.language)
        case Address():
            return _Place(person, addresses.language(context.tx, person) or context.speaks)


def _post(
    context: Context,
    key: str,
    place: _Place,
    say: Say,
    kind: Literal["new", "edit", "delete"] = "new",
    *,
    edits: str = "",
    about: Subject | None = None,
    answer: bool = False,
    later: timedelta = AT_ONCE,
    wanted: int | None = None,
    bulk: bool = False,
) -> None:
    """Posts what is read at that place, in as many parcels as its channel needs."""
    abilities = context.abilities_at(place.address)
    if kind == "delete" and not abilities.edits:
        return
    if kind == "edit" and not abilities.edits:
        kind, edits = "new", ""
    if say.lasting is not None and not abilities.edits:
        say = replace(say, words=say.lasting)
    message = _message(context, place, say, answer=answer)
    changed = with_links(replace(message, picture=None), abilities)
    reads = context.speech and not place.group and place.reader is None
    whole = aloud(message, place.address, key, context.language(place.language), context) if reads else (message,)
    pieces = [changed] if kind == "edit" else [piece for one in whole for piece in fit(one, abilities, spare=SPARE)]
    post = partial(parcels.post, context.tx, kind=kind, edits=edits, about=about, posted=context.now, names=say.names)
    put = partial(post, group=place.group, bulk=bulk, reader=place.reader, subscription=wanted)
    for number, piece in enumerate(pieces):
        put(key if number == 0 else f"{key}+{number}", place.address, piece, context.now + later)


def _message(context: Context, place: _Place, say: Say, *, answer: bool) -> Message:
    """What is read at that place."""
    language, abilities = context.language(place.language), context.abilities_at(place.address)
    message = _spoken(say if answer else in_words(say, abilities), language)
    return _with_hotline(message, abilities, language, context.knowledge.library.home.hotline)


def _spoken(say: Say, language: Language) -> Message:
    """A Say in its reader's language."""
    buttons = tuple(Button(option.token, language.say(option.label)) for option in say.options)
    picture = drawn(say.picture, language) if say.picture else None
    return Message(language.say(say.words), buttons, say.wants_contact, picture, say.media)


def _with_hotline(message: Message, abilities: Abilities, language: Language, hotline: str) -> Message:
    """Adds a button that calls the hotline, where the words name it and no question is open."""
    asks = message.wants_contact or any(not is_action(button.token) for button in message.buttons)
    room = len(message.buttons) < abilities.most_buttons
    if "tel" not in abilities.links or not room or asks or not hotline or hotline not in message.text:
        return message
    call = Button(f"tel:{hotline}", language.say(_("Call {phone}", phone=hotline)))
    return replace(message, buttons=(*message.buttons, call))
