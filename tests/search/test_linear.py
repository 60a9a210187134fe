"""No text takes long to understand: four times the letters take about four times the time, whatever they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from time import process_time

import pytest

from bot.channels.interface import typed
from bot.search.text.redact import redact, without_numbers
from bot.search.values.amounts import read_amount
from bot.search.values.counts import lengths
from bot.search.values.days import read_day, read_month
from bot.search.values.facts import facts
from bot.search.values.names import read_name
from bot.search.values.people import births
from bot.search.values.phones import phones
from bot.search.values.sentence import Sentence
from bot.search.values.sums import sums
from bot.talk.actions import OFFICE
from bot.talk.scene import Knowledge
from bot.talk.understanding.offices import about_office
from bot.talk.understanding.options import match
from bot.talk.understanding.phrases import command, doubtful
from tests.content import CONTENT, knowing

TODAY = date(2026, 11, 23)
UNITS = (
    "",
    " ",
    "\n",
    "a ",
    "a\n",
    ", ",
    ". ",
    "? ",
    "1",
    "1 ",
    "1.",
    "0 ",
    "09",
    "x",
    "tôi ",
    "xã Mỹ Long ",
    "triệu ",
    "nam 2 ",
    "thì sao ",
    "a? ",
    "bao nhiêu? ",
    "ạ̣",
    "còn ",
    "-",
    "/",
    "@",
    "tôi tên là ",
    "muonhoivebhxh",
    "1/",
)
SHORT, LONG, GROWS, NOTHING = 1_000, 4_000, 9, 0.004


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return knowing(CONTENT, TODAY).knowledge


def understands(knowledge: Knowledge) -> dict[str, Callable[[str], object]]:
    """Everything that reads what somebody typed."""
    offered = [("a", "Đóng bao nhiêu?"), ("b", "Nhờ cán bộ gọi lại")]
    return {
        "typed": typed,
        "finder": knowledge.finder.ask,
        "follow-up": lambda text: knowledge.finder.ask(text, next(iter(knowledge.library.answers))),
        "places": knowledge.communes.find,
        "amount": read_amount,
        "day": lambda text: read_day(text, TODAY),
        "month": read_month,
        "options": lambda text: match(text, offered),
        "command": lambda text: command(text, staff=True),
        "doubtful": doubtful,
        "sums": lambda text: sums(Sentence.of(text)),
        "lengths": lambda text: lengths(Sentence.of(text)),
        "births": lambda text: births(Sentence.of(text), TODAY),
        "phones": lambda text: phones(Sentence.of(text)),
        "facts": lambda text: facts(text, knowledge.phrasebook, TODAY),
        "name": lambda text: read_name(text, knowledge.phrasebook),
        "office": lambda text: about_office(text, [(OFFICE.token("bhxh:29419"), "Cơ quan BHXH")], knowledge),
        "feeling": knowledge.phrasebook.feeling,
        "redact": redact,
        "numbers": without_numbers,
    }


def seconds(read: Callable[[str], object], text: str) -> float:
    """Of the processor, the least of three tries: what else the machine does does not count."""
    taken = []
    for _try in range(3):
        begun = process_time()
        with suppress(ValueError):
            read(text)
        taken.append(process_time() - begun)
    return min(taken)


@pytest.mark.parametrize("unit", UNITS)
def test_four_times_as_long_takes_about_four_times_as_long(knowledge: Knowledge, unit: str) -> None:
    slow = {}
    for name, read in understands(knowledge).items():
        for begins in ("", "đóng bao nhiêu"):
            short, long = (begins + unit * (length // len(unit or "x")) + "z" for length in (SHORT, LONG))
            before, after = seconds(read, short), seconds(read, long)
            if after > GROWS * max(before, NOTHING):
                slow[f"{name} {begins}"] = (round(before, 4), round(after, 4))
    assert not slow


def test_what_is_foreseen_is_what_is_found(knowledge: Knowledge) -> None:
    """And it is used once: the text stays nowhere."""
    text = "Tôi làm ruộng ở Mỹ Long, năm nay bốn mươi tuổi, muốn hỏi đóng bảo hiểm xã hội tự nguyện bao nhiêu một tháng"
    expected = knowledge.finder.ask(text)
    knowledge.finder.foresee(text)
    assert len(knowledge.finder._foreseen) == 1
    assert knowledge.finder.ask(text) == expected
    assert not knowledge.finder._foreseen
