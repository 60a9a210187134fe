"""What a service works with: the turn's transaction, the time, the content, and parcels to post. It sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Literal

from bot.domain.calendar import VIET_NAM
from bot.domain.limits import Limits
from bot.domain.message_fitting import fit, with_links
from bot.domain.messages import Abilities, Address, Button, Card, Message, Result, Say, Subject
from bot.domain.office_rules import Duty
from bot.domain.places import Commune
from bot.services.typed_options import in_words
from bot.store.engine.database import Transaction
from bot.store.messages import outbox as parcels
from bot.talk.scene import Knowledge
from bot.words import Language, _


@dataclass(frozen=True)
class Context:
    """What one turn works with; `turn` is unique to the turn, `abilities` are those of every known channel by its name.

    board   where the staff board is, "https://…"; "" where there is none
    in_place    whether the reader has the card before her eyes (she tapped it, or works on the board): a line answers
    """

    tx: Transaction
    now: datetime
    turn: str
    knowledge: Knowledge
    languages: Mapping[str, Language]
    abilities: Mapping[str, Abilities]
    limits: Limits = Limits()
    board: str = ""
    in_place: bool = False

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return self.now.astimezone(VIET_NAM).date()

    def language(self, code: str) -> Language:
        return self.languages.get(code, self.languages["vi"])

    def commune(self, code: str) -> Commune | None:
        return self.knowledge.by_code.get(code)

    def duty(self, commune: str) -> Duty:
        """How requests of that commune are seen to."""
        return self.knowledge.library.duty_of(commune)

    def edits(self, address: Address) -> bool:
        """Whether a message sent there can be changed."""
        return self.abilities.get(address.channel, Abilities()).edits

    def commune_name(self, code: str) -> str:
        commune = self.commune(code)
        return commune.spoken if commune else code

    def post(
        self,
        key: str,
        address: Address,
        language: str,
        say: Say,
        *,
        kind: Literal["new", "edit", "delete"] = "new",
        edits: str = "",
        about: Subject | None = None,
        group: bool = False,
        answer: bool = False,
    ) -> None:
        """Posts what the reader at `address` gets, in as many parcels as her channel needs.

        key     the parcel's idempotency key; a second post under the same key is ignored
        edits   for "edit": the key of the parcel to change; where the channel cannot, a new one is sent
        about   what the parcel tells of
        answer  whether what she types next is read as one of these options, so that they may be numbered
        """
        abilities = self.abilities.get(address.channel, Abilities())
        if kind == "delete" and not abilities.edits:
            return
        if kind == "edit" and not abilities.edits:
            kind, edits = "new", ""
        message = spoken(say if answer else in_words(say, abilities), self.language(language))
        message = self._to_call(message, abilities, self.language(language))
        changed = with_links(replace(message, picture=None), abilities)
        pieces = [changed] if kind == "edit" else fit(message, abilities)
        put = partial(parcels.post, self.tx, kind=kind, edits=edits, about=about, group=group)
        for number, piece in enumerate(pieces):
            own = key if number == 0 else f"{key}+{number}"
            put(own, address, piece, self.now)

    def _to_call(self, message: Message, abilities: Abilities, language: Language) -> Message:
        """Where words name the hotline and no question is open, a button that calls it, if the channel has such."""
        hotline = self.knowledge.library.home.hotline
        asks = message.wants_contact or any(not button.token.startswith(">") for button in message.buttons)
        room = len(message.buttons) < abilities.most_buttons
        if "tel" not in abilities.links or not room or asks or not hotline or hotline not in message.text:
            return message
        call = Button(f"tel:{hotline}", language.say(_("Call {phone}", phone=hotline)))
        return replace(message, buttons=(*message.buttons, call))


@dataclass(frozen=True)
class House:
    """What every turn needs and no turn changes; `knowledge` gives the content that is valid now."""

    knowledge: Callable[[], Knowledge]
    languages: Mapping[str, Language]
    abilities: Mapping[str, Abilities]
    clock: Callable[[], datetime]
    limits: Limits = Limits()
    speaks: str = "vi"
    board: str = ""

    def context(self, tx: Transaction, now: datetime, turn: str, *, in_place: bool = False) -> Context:
        """The context of one turn."""
        return Context(
            tx, now, turn, self.knowledge(), self.languages, self.abilities, self.limits, self.board, in_place
        )

    def at_board(self, tx: Transaction, now: datetime, turn: str) -> Context:
        """The context of what is done on the board, by somebody who has the request before her eyes."""
        return self.context(tx, now, turn, in_place=True)


def spoken(say: Say, language: Language) -> Message:
    """A Say in its reader's language."""
    buttons = tuple(Button(option.token, language.say(option.label)) for option in say.options)
    picture = drawn(say.picture, language) if say.picture else None
    return Message(language.say(say.words), buttons, say.wants_contact, picture, say.media)


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
