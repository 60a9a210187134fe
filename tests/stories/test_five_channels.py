"""One story on five channels, side by side: what each shows differs in its means and never in its meaning.

Whoever has buttons taps them, whoever has none types the number that stands before a label, or the word that a message
out of the blue asks for. `pytest -s` prints the story as each of the five shows it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console
from rich.table import Table

from bot.channels import terminal, webchat
from bot.channels.telegram import outgoing as telegram
from bot.channels.zalo_bot import outgoing as zalo_bot
from bot.channels.zalo_oa import outgoing as zalo_oa
from bot.domain.messages import Abilities, Address
from bot.domain.pace.limits import Limits
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.runtime.delivery import Delivery
from bot.runtime.reception import Reception
from bot.services.context import Runtime
from bot.store.engine.database import Database
from bot.store.messages.outbox import Parcel
from bot.words import _, languages
from tests.databases import Databases
from tests.stories.conftest import MY_LONG, ROOT, hire
from tests.story import PaperChannel, Stage

NUMBERED = re.compile(r"^(?:\d+\. .+\n?)+\Z", re.M)
# Whether an answer was of use is asked only where there is room for two more buttons.
VERDICTS = {"Có ích", "Chưa đúng"}
TYPED = re.compile(r"^• (.+): nhắn “(.+)”$", re.M)

NOTHING: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
SAY = languages(ROOT / "locales")["vi"].say
POINTER = SAY(_("Request {number}: see the newer message below.", number="1"))
STORY = (
    ("Lan", "XMY7"),
    ("Lan", "mức thấp nhất"),
    ("Lan", "[Xem thêm]"),
    ("Lan", "tính mức đóng"),
    ("Lan", "1tr2"),
    ("Lan", "2 triệu"),
    ("Lan", "[Hộ cận nghèo]"),
    ("Lan", "[Nhờ cán bộ gọi]"),
    ("Lan", "[Đồng ý cả hai]"),
    ("Lan", "Nguyễn Thị Lan"),
    ("Lan", "0912.345.678"),
    ("Lan", "xa my long cau ngang tra vinh"),
    ("Lan", "[Có, đúng rồi]"),
    ("Minh", f"[{SAY(_('I take it'))}]"),
    ("Minh", f"[{SAY(_('Outcome'))}]"),
    ("Minh", "[Đã tham gia]"),
    ("Minh", "[Có, ghi thêm]"),
    ("Minh", "đóng 3 tháng một lần ở bưu điện"),
)


@dataclass(frozen=True)
class Seen:
    """What stands on a screen: words, and labels that may be tapped."""

    words: str
    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.words, *(f"[{label}]" for label in self.labels)])


def on_telegram(parcel: Parcel) -> Seen:
    arguments = telegram.payload(parcel).arguments
    markup = arguments.get("reply_markup", {})
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    labels = tuple(button["text"] for row in rows for button in row if not button.get("request_contact"))
    return Seen(arguments["text"], labels)


def on_zalo_oa(parcel: Parcel) -> Seen:
    said = zalo_oa.text(parcel.address.chat, parcel.message, zalo_oa.Manner())["message"]
    buttons = said.get("attachment", {}).get("payload", {}).get("buttons", ())
    # A button that calls is a means: the number stands in the words of every channel.
    return Seen(said["text"], tuple(button["title"] for button in buttons if button["type"] != "oa.open.phone"))


def on_zalo_bot(parcel: Parcel) -> Seen:
    call = zalo_bot.payload(parcel)
    assert call is not None
    return Seen(call.arguments["text"])


def on_the_web(parcel: Parcel) -> Seen:
    return Seen(parcel.message.text, tuple(button.label for button in parcel.message.buttons))


def in_the_terminal(parcel: Parcel) -> Seen:
    console = Console(file=StringIO(), width=10_000)
    with console.capture() as captured:
        console.print(terminal.shown(parcel))
    lines = [line.removeprefix("  ").rstrip() for line in captured.get().splitlines()]
    return Seen("\n".join(lines).strip())


Shows = Callable[[Parcel], Seen]
CHANNELS: dict[str, tuple[Abilities, Shows]] = {
    "telegram": (telegram.ABILITIES, on_telegram),
    "zalo_oa": (zalo_oa.ABILITIES, on_zalo_oa),
    "zalo_bot": (zalo_bot.ABILITIES, on_zalo_bot),
    "webchat": (webchat.ABILITIES, on_the_web),
    "terminal": (terminal.ABILITIES, in_the_terminal),
}


class Screen(PaperChannel):
    """A channel of that name: it keeps what its people see."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, (self.abilities, self.shows) = name, CHANNELS[name]
        self.seen: list[tuple[str, Seen]] = []

    async def send(self, parcel: Parcel) -> str:
        card = parcel.message.picture
        if parcel.kind != "delete" and (card is None or parcel.message.text != card.title):
            plain = replace(parcel, kind="new", message=replace(parcel.message, picture=None, media=None))
            self.seen.append((parcel.address.chat, self.shows(plain)))
        return await super().send(parcel)


@dataclass
class ChannelStage(Stage):
    """The stage with another channel than paper."""

    screen: Screen = field(default_factory=lambda: Screen("telegram"))

    async def _start(self) -> None:
        self.db = self.open_database(self.url)
        self.delivery = Delivery(self.db, {(self.screen.name, ""): self.screen}, lambda: self.now, "stage")
        self.reception = Reception(self.db, self.runtime(lambda: self.now), self.delivery.wake)
        self._running = asyncio.create_task(self.delivery.run())

    def address(self, who: str) -> Address:
        return Address(self.screen.name, "", who.lower())

    async def does(self, who: str, what: str) -> list[tuple[str, Seen]]:
        """Types, or chooses [label] as this channel lets her; what everybody sees then, she first."""
        if what.startswith("["):
            what = self._chosen(who, what.strip("[]"))
        before = len(self.screen.seen)
        await self.say(who, what)
        for chat, message, _kind in self.screen.got:
            self.last.setdefault(chat, []).append(message)
        self.screen.got.clear()
        return sorted(self.screen.seen[before:], key=lambda one: (one[0] != who.lower(), one[0]))

    def _chosen(self, who: str, label: str) -> str:
        for chat, seen in reversed(self.screen.seen):
            if chat != who.lower():
                continue
            if label in seen.labels:
                return f"[{label}]"
            for number, _dot, said in (line.strip().partition(". ") for line in seen.words.splitlines()):
                if said == label and number.isdecimal():
                    return number
            for said, typed in TYPED.findall(seen.words):
                if said == label:
                    return typed
        raise AssertionError(f"{who} cannot choose {label} on {self.screen.name}")


def meant(seen: Sequence[tuple[str, Seen]]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Every line that each is told and every choice she has, however many messages it takes and whatever shows it.

    Where a card can be changed it is, beside what is said; elsewhere it is said anew: so lines count, not their order.
    """
    told: dict[str, tuple[set[str], set[str]]] = {}
    for chat, one in seen:
        lines, labels = told.setdefault(chat, (set(), set()))
        words = "\n".join(line.strip() for line in one.words.splitlines())
        labels.update(one.labels, (label for label, _typed in TYPED.findall(words)))
        words = TYPED.sub("", words).strip()
        if listed := NUMBERED.search(words):
            labels.update(line.partition(". ")[2] for line in listed[0].splitlines())
            words = words[: listed.start()]
        # A card said anew brings its history and its poster along, and an older one may point to it; a changed one not.
        # Until a request is taken its phone is on no card that could not be taken back: who takes it gets it there.
        mute = ("– ", "Số điện thoại", "Biết qua: ")
        lines.update(line for line in words.splitlines() if line not in ("", POINTER) and not line.startswith(mute))
    return {
        chat: (frozenset(lines), frozenset(labels - VERDICTS - GIVES_WAY)) for chat, (lines, labels) in told.items()
    }


# The Official Account has room for five buttons: there a note is typed, calling and undoing are tapped.
GIVES_WAY = frozenset({"Ghi chú"})
AT_ONCE = Limits(told_after=timedelta(0))


async def played(
    url: str, knowing: Knowing, open_database: Callable[[str], Database], name: str
) -> list[list[tuple[str, Seen]]]:
    """What everybody sees at each step of the story on that channel."""

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        abilities = {name: CHANNELS[name][0]}
        return Runtime(lambda: knowing.knowledge, languages(ROOT / "locales"), abilities, clock, AT_ONCE)

    async with ChannelStage(url, open_database, runtime, screen=Screen(name)) as stage:
        await stage.db.run(lambda tx: hire(tx, stage.address("Minh"), "Minh", Role.OFFICER, [MY_LONG]))
        return [await stage.does(who, what) for who, what in STORY]


def side_by_side(shown: dict[str, list[list[tuple[str, Seen]]]]) -> Iterator[Table]:
    for step, (who, what) in enumerate(STORY):
        table = Table(*shown, title=f"{who}: {what}", title_justify="left", expand=True)
        table.add_row(*("\n\n".join(f"{chat}: {seen}" for chat, seen in steps[step]) for steps in shown.values()))
        yield table


async def test_the_same_story_on_all_five(
    made_databases: Databases, knowing: Knowing, open_database: Callable[[str], Database]
) -> None:
    shown = {name: await played(made_databases.fresh("sqlite"), knowing, open_database, name) for name in CHANNELS}
    for table in side_by_side(shown):
        Console(width=220).print(table)
    for step, (who, what) in enumerate(STORY):
        meanings = {name: meant(steps[step]) for name, steps in shown.items()}
        assert meanings["telegram"], f"{who}: {what}"
        for name, meaning in meanings.items():
            for chat in {*meaning, *meanings["telegram"]}:
                lines, labels = meaning.get(chat, NOTHING)
                lines_there, labels_there = meanings["telegram"].get(chat, NOTHING)
                assert lines ^ lines_there == set(), f"{who}: {what}, on {name}"
                assert labels ^ labels_there == set(), f"{who}: {what}, on {name}"


@pytest.mark.parametrize("name", CHANNELS)
async def test_nothing_is_longer_than_the_channel_takes(
    made_databases: Databases, knowing: Knowing, open_database: Callable[[str], Database], name: str
) -> None:
    abilities = CHANNELS[name][0]
    for step in await played(made_databases.fresh("sqlite"), knowing, open_database, name):
        for _chat, seen in step:
            assert len(seen.words) <= abilities.text_limit
            assert len(seen.labels) <= abilities.most_buttons
