"""Plays dialogues with the real talk: inbox, turns, outbox, in a fresh database each."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.calendar import VIET_NAM
from bot.domain.commands.leads import RequestCall
from bot.domain.messages import Abilities, Address, Button, Incoming, Message
from bot.domain.people import Role
from bot.domain.phone import PhoneNumber
from bot.domain.text import fold
from bot.evaluation.dialogues import Dialogue, SaidTurn
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.library import Library
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.services.dispatch import dispatch
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.messages.claiming import Settled, claim, settle
from bot.store.people import visitors
from bot.store.staff import invitations
from bot.store.upkeep.migrate import migrate
from bot.talk.asking import open_dialogue
from bot.talk.conversation import Conversation
from bot.talk.play import Asked
from bot.talk.scene import Knowledge, Scene
from bot.words import FIRST, Language

COMMUNE = "29419"
OFFICER, COLLEAGUE = "Nguyễn Thị Minh", "Trần Văn Tâm"
MORNING = time(9, 0)
BETWEEN_TURNS = timedelta(seconds=10)
LEASE = timedelta(minutes=1)
MOST = 100
SPEAKER = Address("terminal", "", "speaker")
ABILITIES = Abilities(edits=True)


@dataclass(frozen=True)
class Heard:
    """What came back: the words of every message, the labels of the buttons, the open form.

    pressed     whether the button that should be pressed was there
    open        "estimate/income", or "" where no form is open
    """

    said: str
    buttons: tuple[str, ...]
    open: str
    language: str
    pressed: bool = True


class Stage:
    """Plays dialogues, each with nobody having talked before."""

    def __init__(self, library: Library, languages: Mapping[str, Language], folder: Path) -> None:
        self._languages = languages
        self._folder = folder
        self._vault = Vault(secrets.token_bytes(32))
        self._template = folder / "template.db"
        self._knowledge = cache(lambda day: Knowledge.of(library, day))
        migrate(f"sqlite:///{self._template}")

    def knowledge(self, day: date) -> Knowledge:
        """What Loa knows on that day."""
        return self._knowledge(day)

    async def play(self, dialogue: Dialogue) -> Playing:
        """The dialogue at its beginning."""
        file = self._folder / f"{secrets.token_hex(8)}.db"
        shutil.copy(self._template, file)
        playing = Playing(dialogue, self, Database.open(f"sqlite:///{file}", self._vault), self._languages)
        await playing.begin()
        return playing


@contextmanager
def staged(library: Library, languages: Mapping[str, Language]) -> Iterator[Stage]:
    """A stage, with its databases in a folder that is gone afterwards."""
    with TemporaryDirectory() as folder:
        yield Stage(library, languages, Path(folder))


@dataclass
class Playing:
    """A dialogue under way."""

    dialogue: Dialogue
    stage: Stage
    db: Database
    languages: Mapping[str, Language]
    now: datetime = field(init=False)
    seen: list[Button] = field(default_factory=list)

    async def begin(self) -> None:
        self.now = datetime.combine(self.dialogue.day, MORNING, VIET_NAM)
        self.runtime = Runtime(
            knowledge=lambda: self.stage.knowledge(self.dialogue.day),
            languages=self.languages,
            abilities={SPEAKER.channel: ABILITIES},
            clock=lambda: self.now,
        )
        self.reception = Reception(self.db, self.runtime, lambda: None)
        if self.dialogue.officer:
            await self.db.run(self._hire)
            for number, name in enumerate(self.dialogue.requests, start=1):
                await self.db.run(partial(self._ask, number=number, name=name))
            await self._got()

    async def end(self) -> None:
        await self.reception.finish()
        await self.db.close()

    async def hear(self, turn: SaidTurn) -> Heard:
        """What the speaker gets for this."""
        self.now += BETWEEN_TURNS
        incoming = Incoming(secrets.token_hex(8), SPEAKER, text=turn.text, sender=SPEAKER.chat)
        if turn.pressed:
            token = self._token(turn.text)
            if token is None:
                return Heard("", (), "", FIRST, pressed=False)
            incoming = Incoming(secrets.token_hex(8), SPEAKER, "tap", token=token, sender=SPEAKER.chat)
        await self.reception.receive(incoming)
        await self.reception.finish()
        got = await self._got()
        form, language = await self.db.read(self._form)
        labels = tuple(button.label for message in got for button in message.buttons)
        return Heard("\n\n".join(message.text for message in got), labels, form, language)

    def _token(self, label: str) -> str | None:
        """What the newest button with that label carries; "|" parts alternatives."""
        wanted = [fold(part) for part in label.split("|")]
        exact = (button.token for button in reversed(self.seen) if fold(button.label) in wanted)
        near = (button.token for button in reversed(self.seen) if any(part in fold(button.label) for part in wanted))
        return next(exact, None) or next(near, None)

    async def _got(self) -> list[Message]:
        """Every message that is due to the speaker, delivered."""
        got: list[Message] = []
        while claimed := await self.db.run(lambda tx: claim(tx, "stage", self.now, LEASE, MOST)):
            sent = [Settled(one.number, one.fence, "sent", str(one.number)) for one in claimed]
            await self.db.run(partial(settle, settled=sent, now=self.now))
            got += [one.message for one in claimed if one.address == SPEAKER and one.kind != "delete"]
        self.seen += [button for message in got for button in message.buttons]
        return got

    def _form(self, tx: Transaction) -> tuple[str, str]:
        """The open form with the key of its question, and the speaker's language."""
        visitor = visitors.visit(tx, Incoming("", SPEAKER, sender=SPEAKER.chat), self.now, FIRST)
        conversation, code = Conversation.read(visitor.conversation), visitor.citizen.language
        scene = Scene(
            self.runtime.knowledge(),
            self.languages.get(code, self.languages[FIRST]),
            self.now,
            self.dialogue.day,
            "",
            FOR_STAFF if visitor.staff else FOR_ALL,
            visitor.staff,
        )
        asked = open_dialogue(conversation, scene)
        return f"{conversation.flow}/{asked.question.key}" if isinstance(asked, Asked) else "", code

    def _hire(self, tx: Transaction) -> None:
        for name, chat in ((OFFICER, SPEAKER.chat), (COLLEAGUE, "colleague")):
            code = code_hash(secrets.token_hex(8))
            invitations.invite(tx, code, name, Role.OFFICER, [COMMUNE], self.now + LEASE, self.now)
            invitations.redeem(tx, code, Address(SPEAKER.channel, "", chat), self.now, FIRST)

    def _ask(self, tx: Transaction, number: int, name: str) -> None:
        """A citizen asks to be called; their number ends in that of the request."""
        chat = Address(SPEAKER.channel, "", f"citizen{number}")
        visitor = visitors.visit(tx, Incoming("", chat, sender=chat.chat), self.now, FIRST)
        consent = self.stage.knowledge(self.dialogue.day).library.consent
        phone = PhoneNumber.parse(f"09123456{number:02}")
        call = RequestCall(COMMUNE, name, phone, consent.version, consent.purposes)
        dispatch(call, visitor, self.runtime.context(tx, self.now, f"request{number}", chat))
