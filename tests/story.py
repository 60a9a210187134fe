"""A stage for stories: transcripts are played with real parts and compared whole.

    Lan: tính mức đóng            Lan types; "Lan: [Có]" taps the button of that label on the last message that has it
    Bot: …                        what whoever spoke last gets back; buttons follow as [Label]
    Minh hears: …                 what somebody else gets
    Minh: <re con ơi> dạ          Minh replies to the last message he got that says so (<re> alone: to one of his own)
    Lan: <edits con ơi> chú ơi    Lan changes what she wrote so into that
    Lan: <photo> sổ của tôi       Lan sends a photo (or <voice>) with these words
    Lan: xin chào || Minh: chào   both write at once; each hears what it gets
    ... 8 days                    time passes, and what is due by then happens
    Bot: (xin phép) [Có]          a long text that another story gives in full (Stage.known)
    Bot: «Lan is thanked»         a card that many stories show, told in full in tests/cards.py

Line breaks within a message do not count; a line that begins with two blanks goes on with the one before.
Every story is played as usual, with a restart before every message, with every message delivered twice; on SQLite and
on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from itertools import count
from textwrap import dedent, fill
from typing import TypeVar

from sqlalchemy import select

from bot.channels.interface import TryLater, Undeliverable
from bot.domain.calendar import VIET_NAM
from bot.domain.leads import TOLD_AFTER
from bot.domain.messages import Abilities, Address, Incoming, Media, MediaKind, Message
from bot.domain.pace.rate_limits import Pace
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.context import Context, Runtime
from bot.store.engine.database import Database, Transaction
from bot.store.messages.outbox import Parcel
from bot.store.tables import parcel
from tests.cards import in_full

T = TypeVar("T")

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 9:00 in Viet Nam
WAYS = ("usual", "restarts", "twice")
LINE = re.compile(r"(?P<who>\w+)(?P<hears> hears)?: (?P<text>.*)", re.S)


class PaperChannel:
    """A channel made of paper: it keeps what everybody got. "plain" is one without buttons, edits and pictures.

    loses   whether photos and the like cannot be carried at the moment
    keeps   whether nothing that was sent can be taken back
    stalled the chats to which nothing goes at the moment
    closings whether it keeps what is told when the books of a month close, which most stories are not about
    """

    account = ""
    abilities = Abilities(text_limit=4096, edits=True, media=frozenset({"photo", "voice"}))
    plain = Abilities(text_limit=2000, buttons=False)
    pace = Pace(per_second=10_000, per_chat_second=10_000, per_group_minute=10_000, burst=1000)

    def __init__(self, name: str = "paper") -> None:
        self.name = name
        self.abilities = PaperChannel.plain if name == "plain" else PaperChannel.abilities
        self.got: list[tuple[str, Message, str]] = []
        self.shown: list[tuple[str, str, str]] = []
        self.loses = False
        self.keeps = False
        self.stalled: set[str] = set()
        self.closings = False
        self._numbers = count(1)

    async def send(self, parcel: Parcel) -> str:
        if parcel.address.chat in self.stalled:
            raise TryLater("the platform is down")
        if self.keeps and parcel.kind == "delete":
            raise Undeliverable("message can't be deleted")
        if self.loses and parcel.message.media is not None:
            raise Undeliverable("the photo is gone", file=True)
        if self.closings or ":closing:" not in parcel.key:
            self.got.append((parcel.address.chat, parcel.message, parcel.kind))
        id = parcel.message_id or str(next(self._numbers))
        self.shown.append((parcel.address.chat, parcel.message.text, id))
        return id

    async def close(self) -> None:
        return None


@dataclass
class Stage:
    """Plays transcripts against one database in one way. `runtime` makes the Runtime for a clock.

    known       the short names of texts that another story gives in full, by the text on one line
    patience    how long messages that wait for a slip to be undone are waited for; without it they come in their time
    held        what delivers has this time, while what is due is looked for: that comes first, and then goes out
    """

    url: str
    open_database: Callable[[str], Database]
    runtime: Callable[[Callable[[], datetime]], Runtime]
    way: str = "usual"
    now: datetime = MONDAY
    paper: PaperChannel = field(default_factory=PaperChannel)
    last: dict[str, list[Message]] = field(default_factory=dict)
    numbers: Iterable[int] = field(default_factory=lambda: count(1))
    known: dict[str, str] = field(default_factory=dict)
    plain: PaperChannel = field(default_factory=lambda: PaperChannel("plain"))
    on_plain: set[str] = field(default_factory=set)
    wrote: dict[tuple[str, str], str] = field(default_factory=dict)
    patience: timedelta = TOLD_AFTER
    held: datetime | None = None

    async def __aenter__(self) -> Stage:
        await self._start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        await self._stop()

    async def _start(self) -> None:
        self.db = self.open_database(self.url)
        channels = {("paper", ""): self.paper, ("plain", ""): self.plain}
        runtime = self.runtime(lambda: self.now)
        self.jobs = Jobs(runtime)
        given_up = self.jobs.given_up
        checked = self.jobs.checked
        self.delivery = Delivery(
            self.db,
            channels,
            lambda: (self.held or self.now) + self.patience,
            "stage",
            given_up=given_up,
            checked=checked,
        )
        self.reception = Reception(self.db, runtime, self.delivery.wake)
        self._running = asyncio.create_task(self.delivery.run())

    async def _stop(self) -> None:
        await self.reception.finish()
        self.delivery.stop()
        await self._running
        await self.db.close()

    async def restart(self) -> None:
        """The program ends and begins again."""
        await self._stop()
        await self._start()

    async def play(self, transcript: str) -> None:
        """Plays what people say and compares all that anybody gets with the transcript."""
        told = [in_full(line) for line in _lines(transcript)]
        played: list[str] = []
        for line in told:
            if line.startswith("... "):
                self.held = self.now
                self._passes(*line[4:].split())
                played.append(line)
                await self.db.run(self.jobs.due)
                self.held = None
                await self.settle()
                played += self.heard("")
            elif " || " in line:
                played.append(line)
                await self.say_at_once(line)
                played += self.heard("")
            elif (spoken := LINE.fullmatch(line)) and not spoken["hears"] and spoken["who"] != "Bot":
                played.append(line)
                await self.say(spoken["who"], spoken["text"])
                played += self.heard(spoken["who"])
        if played != told:
            difference = "\n".join(unified_diff(told, played, "told", "played", lineterm="", n=2))
            wrapped = "\n".join(fill(line, 104, subsequent_indent="  ", break_long_words=False) for line in played)
            raise AssertionError(f"{difference}\n\nAs played:\n{wrapped}")

    async def does(self, work: Callable[[Context], T]) -> T:
        """Somebody does this beside the talk, as by a command or on the board."""
        turn = f"beside{next(iter(self.numbers))}"
        runtime = self.runtime(lambda: self.now)
        done = await self.db.run(lambda tx: work(runtime.context(tx, self.now, turn)))
        await self.settle()
        return done

    def _passes(self, *told: str) -> None:
        """Time passes: ("8", "days"), or ("until", "7:31", "25/11/2026")."""
        if told[0] == "until":
            self.now = datetime.strptime(" ".join(told[1:]), "%H:%M %d/%m/%Y").replace(tzinfo=VIET_NAM)
        else:
            self.now += timedelta(**{told[1] if told[1].endswith("s") else told[1] + "s": int(told[0])})

    async def send(self, incoming: Incoming) -> None:
        """One message comes in, however this story is played, and all that follows is done."""
        if self.way == "restarts":
            await self.restart()
        await self.reception.receive(incoming)
        if self.way == "twice":
            await self.reception.receive(incoming)
        await self.settle()
        self.now += timedelta(seconds=5)

    async def say_at_once(self, line: str) -> None:
        """Several people write at the same moment: "Lan: xin chào || Minh: chào"."""
        said = [LINE.fullmatch(part.strip()) for part in line.split("||")]
        sent = [self._incoming(one["who"], one["text"]) for one in said if one is not None]
        await asyncio.gather(*(self.reception.receive(incoming) for incoming in sent))
        await self.settle()

    async def settle(self) -> None:
        """Waits until every turn is taken and every parcel that is due has gone out."""
        await self.reception.finish()
        self.delivery.wake()
        while await self.db.read(lambda tx: waiting(tx, self.now + self.patience, self.paper.stalled)):  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.005)

    async def say(self, who: str, text: str) -> None:
        await self.send(self._incoming(who, text))

    def _incoming(self, who: str, text: str) -> Incoming:
        address = self.address(who)
        number = f"m{next(iter(self.numbers))}"
        if edited := re.fullmatch(r"<edits ([^>]*)>\s*(.*)", text, re.S):
            return Incoming(
                number, address, "edited", edited[2], sender=address.chat, message=self.wrote[who, edited[1]]
            )
        if replied := re.fullmatch(r"<re ?([^>]*)>\s*(.*)", text, re.S):
            quoted, id = self._shown(who, replied[1])
            return replace(self._incoming(who, replied[2]), replies_to=id, quoted=quoted)
        if tapped := re.fullmatch(r"\[(.+)\]", text):
            return Incoming(number, address, "tap", token=self._token(who, tapped[1]), sender=address.chat)
        if shared := re.fullmatch(r"<contact( of somebody else)?>\s*(.*)", text):
            return Incoming(number, address, "contact", shared[2], own=not shared[1], sender=address.chat)
        if sent := re.fullmatch(r"<(photo|voice)>\s*(.*)", text):
            kind: MediaKind = "photo" if sent[1] == "photo" else "voice"
            media = Media(kind, address.channel, "", number) if address.channel == "paper" else None
            return Incoming(number, address, "unreadable", sent[2], sender=address.chat, media=media)
        self.wrote[who, text] = number
        return Incoming(number, address, "text", text, sender=address.chat, message=number)

    def _shown(self, who: str, part: str) -> tuple[str, str]:
        """Text and id of the last message there that says so."""
        there = [
            one for one in self.paper.shown + self.plain.shown if one[0] == who.lower() and part and part in one[1]
        ]
        return there[-1][1:] if there else ("", "unknown")

    def address(self, who: str) -> Address:
        return Address("plain" if who in self.on_plain else "paper", "", who.lower())

    def _token(self, who: str, label: str) -> str:
        for message in reversed(self.last.get(who.lower(), [])):
            for button in message.buttons:
                if button.label == label:
                    return button.token
        raise AssertionError(f"{who} sees no button [{label}]")

    def heard(self, speaker: str) -> list[str]:
        """What everybody got since, the speaker first, the others by name."""
        got, self.paper.got, self.plain.got = self.paper.got + self.plain.got, [], []
        lines: list[str] = []
        for chat, message, kind in sorted(got, key=lambda item: (item[0] != speaker.lower(), item[0])):
            self.last.setdefault(chat, []).append(message)
            who = "Bot" if chat == speaker.lower() else f"{chat.capitalize()} hears"
            change = {"edit": "(edited) ", "delete": "(taken back) "}.get(kind, "")
            change += f"<{message.media.kind}> " if message.media else ""
            buttons = "".join(f" [{button.label}]" for button in message.buttons)
            lines.append(f"{who}: {change}{self._short(message.text)}{buttons}")
        return lines

    def _short(self, text: str) -> str:
        said = " ".join(text.split())
        return f"({self.known[said]})" if said in self.known else said


def waiting(tx: Transaction, now: datetime, stalled: Collection[str] = ()) -> bool:
    """Whether a parcel that is due has not been sent yet, but to chats to which nothing goes."""
    due = select(parcel.c.number).where(parcel.c.state == "waiting", parcel.c.due <= now, parcel.c.chat.not_in(stalled))
    return tx.connection.execute(due).first() is not None


def _lines(transcript: str) -> list[str]:
    lines: list[str] = []
    for line in dedent(transcript).strip().splitlines():
        if line.startswith("  ") and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(" ".join(line.split()))
    return lines
