"""Tells a person, at every address of theirs, in the language they read, once for an event.

Everything that is posted is posted here, so nothing above chooses a language or makes up a parcel's key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeAlias

from bot.domain.message_fitting import fit, with_links
from bot.domain.messages import Abilities, Address, Button, Card, Message, Result, Say, Subject
from bot.domain.people import Role, Staff
from bot.services.context import Context
from bot.services.typed_options import in_words
from bot.store.leads import queries as leads
from bot.store.messages import outbox as parcels
from bot.store.messages.inbox import Received
from bot.store.people import addresses
from bot.store.people.visitors import Visitor
from bot.store.staff import members as staff
from bot.talk.actions import VERDICTS, is_action
from bot.words import FIRST, Language, Words, _


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


Person: TypeAlias = Staff | Reader | Asker | GroupChat | Visitor | Address
"""Whom one can tell something: staff and askers at all of their addresses, a visitor and an address at that one."""


@dataclass(frozen=True)
class _Place:
    """Where a message goes, and the language that is read there."""

    address: Address
    language: str
    group: bool = False


def notify(
    context: Context,
    person: Person,
    say: Say,
    event: str,
    *,
    about: Subject | None = None,
    but: Address | None = None,
    answer: bool = False,
) -> int:
    """Posts `say` to the person, once for each event of the turn; returns at how many addresses.

    about   what the message is about; it is withdrawn and erased with it
    but     an address that is left out
    answer  whether what is typed next is read as one of these options, so that they may be numbered
    """
    places = [place for place in _places(context, person) if place.address != but]
    for place in places:
        address = place.address
        key = ":".join(part for part in (context.turn, event, address.channel, address.chat) if part)
        _post(context, key, place, say, about=about, answer=answer)
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
    _post(context, f"{context.turn}:{event}:{key}", place, say, "edit", edits=key, about=about)


def take_back(context: Context, key: str, address: Address, say: Say) -> None:
    """Deletes the message of that key where the channel can; `say` is what its parcel holds."""
    _post(context, f"{context.turn}:gone:{key}", _place(context, address), say, "delete", edits=key)


def tell_admins(context: Context, event: str, words: Words, *, but: str = "") -> None:
    """Tells every admin what only they can put right, but not on the channel `but`."""
    for member in staff.in_roles(context.tx, Role.ADMIN):
        found = tuple(own for own in staff.addresses(context.tx, member.id) if own.channel != but)
        notify(context, Reader(member, found), Say(words), event)


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


def drawn(result: Result, language: Language) -> Card:
    """A Result in its reader's language."""
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
            return [_Place(own, person.language) for own in staff.addresses(context.tx, person.id)]
        case Reader():
            return [_Place(own, person.member.language) for own in person.addresses]
        case Asker():
            return [_Place(own, language) for own, language in leads.asker(context.tx, person.lead)]
        case _:
            return [_place(context, person)]


def _place(context: Context, person: GroupChat | Visitor | Address) -> _Place:
    match person:
        case GroupChat():
            return _Place(person.address, FIRST, group=True)
        case Visitor():
            return _Place(person.address, person.citizen.language)
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
) -> None:
    """Posts what is read at that place, in as many parcels as its channel needs."""
    abilities = context.abilities_at(place.address)
    if kind == "delete" and not abilities.edits:
        return
    if kind == "edit" and not abilities.edits:
        kind, edits = "new", ""
    language = context.language(place.language)
    message = _spoken(say if answer else in_words(say, abilities), language)
    message = _with_hotline(message, abilities, language, context.knowledge.library.home.hotline)
    changed = with_links(replace(message, picture=None), abilities)
    pieces = [changed] if kind == "edit" else fit(message, abilities, spare=VERDICTS)
    put = partial(parcels.post, context.tx, kind=kind, edits=edits, about=about, group=place.group)
    for number, piece in enumerate(pieces):
        put(key if number == 0 else f"{key}+{number}", place.address, piece, context.now)


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
