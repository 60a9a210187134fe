"""What a service works with: transaction, time, content, and the channels' abilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Abilities, Address
from bot.domain.office_rules import OfficeRules
from bot.domain.pace.limits import Limits
from bot.domain.places import Commune
from bot.store.engine.database import Transaction
from bot.talk.scene import Knowledge
from bot.words import FIRST, Language, Words, verbatim


@dataclass(frozen=True)
class Context:
    """What one turn works with.

    turn        is unique to the turn
    abilities   those of every known channel, by its name
    board       where the staff board is, "https://…"; "" where there is none
    speaks      code of the language in which somebody new is written to
    chat        where the turn began and is answered; None: on the board, or by the clock
    tapped      whether it began with a tap on a message there
    titles      what people call every known channel, by its name
    origin      hash of where on the Internet the turn's message comes from, or ""
    speech      whether there is a program that reads aloud
    """

    tx: Transaction
    now: datetime
    turn: str
    knowledge: Knowledge
    languages: Mapping[str, Language]
    abilities: Mapping[str, Abilities]
    limits: Limits = Limits()
    board: str = ""
    speaks: str = FIRST
    chat: Address | None = None
    tapped: bool = False
    titles: Mapping[str, Words] = field(default_factory=dict)
    origin: str = ""
    speech: bool = False

    @property
    def today(self) -> date:
        """The day in Viet Nam."""
        return self.now.astimezone(VIET_NAM).date()

    def language(self, code: str) -> Language:
        return self.languages.get(code, self.languages[FIRST])

    def commune(self, code: str) -> Commune | None:
        return self.knowledge.by_code.get(code)

    def duty(self, commune: str) -> OfficeRules:
        """How requests of that commune are seen to."""
        return self.knowledge.library.duty_of(commune)

    def abilities_at(self, address: Address) -> Abilities:
        """What the channel of that address can do."""
        return self.abilities.get(address.channel, Abilities())

    def title(self, address: Address) -> Words:
        """What people call the channel of that address."""
        return self.titles.get(address.channel, verbatim(address.channel))

    def edits(self, address: Address) -> bool:
        """Whether a message sent there can be changed."""
        return self.abilities_at(address).edits

    def commune_name(self, code: str) -> str:
        commune = self.commune(code)
        return commune.spoken if commune else code


@dataclass(frozen=True)
class Runtime:
    """What every turn needs and no turn changes; `knowledge` gives the content valid now."""

    knowledge: Callable[[], Knowledge]
    languages: Mapping[str, Language]
    abilities: Mapping[str, Abilities]
    clock: Callable[[], datetime]
    limits: Limits = Limits()
    speaks: str = FIRST
    board: str = ""
    titles: Mapping[str, Words] = field(default_factory=dict)
    speech: bool = False

    def context(
        self,
        tx: Transaction,
        now: datetime,
        turn: str,
        chat: Address | None = None,
        *,
        tapped: bool = False,
        origin: str = "",
    ) -> Context:
        """The context of one turn."""
        return Context(
            tx,
            now,
            turn,
            self.knowledge(),
            self.languages,
            self.abilities,
            self.limits,
            self.board,
            self.speaks,
            chat,
            tapped,
            self.titles,
            origin,
            self.speech,
        )
