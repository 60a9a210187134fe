"""How far one turn walks: so many modules of Loa, and so many of its functions within each other.

Somebody who follows a turn in the code reads that much. Where a change makes the walk longer, look for a shorter one
before a number here grows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from bot.runtime.reception import Reception
from bot.store.engine.database import Transaction
from bot.store.messages.inbox import Received
from tests.content import ROOT
from tests.databases import Databases
from tests.stories.conftest import asks, fills_in
from tests.story import Stage

BOT = str(ROOT / "bot")


@pytest.fixture
def way() -> str:
    return "usual"


@pytest.fixture
def database_url(made_databases: Databases) -> Iterator[str]:
    """SQLite, where a turn runs in the one writer thread."""
    with made_databases.lend("sqlite") as url:
        yield url


class Walk:
    """The modules that the turns go through, and the most functions that wait for each other; `_turn` is the first.

    Comprehensions and lambdas belong to the function in which they are written.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.modules: set[str] = set()
        self.deepest: list[str] = []
        monkeypatch.setattr(Reception, "_turn", self._through(Reception._turn))

    def _through(self, turn: Callable[[Reception, Transaction, Received], None]) -> Callable[..., None]:
        def walked(reception: Reception, tx: Transaction, received: Received) -> None:
            sys.setprofile(self._called)
            try:
                turn(reception, tx, received)
            finally:
                sys.setprofile(None)

        return walked

    def _called(self, frame: FrameType, event: str, _arg: object) -> None:
        if event != "call" or not frame.f_code.co_filename.startswith(BOT):
            return
        self.modules.add(frame.f_code.co_filename.removeprefix(BOT))
        stack = list(_functions(frame))
        stack = stack[: stack.index("_turn") + 1] if "_turn" in stack else []
        self.deepest = max(self.deepest, stack, key=len)


def _functions(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        code, frame = frame.f_code, frame.f_back
        if code.co_filename.startswith(BOT) and not code.co_name.startswith("<"):
            yield code.co_name


async def test_the_last_yes_of_a_request(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await fills_in(stage, "Lan")
    walk = Walk(monkeypatch)
    await stage.say("Lan", "có")
    assert "[Dữ liệu của tôi]" in stage.heard("Lan")[0]
    assert len(walk.modules) <= 74, sorted(walk.modules)
    assert len(walk.deepest) <= 19, walk.deepest


async def test_an_officer_takes_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await asks(stage, "Lan")
    walk = Walk(monkeypatch)
    await stage.say("Minh", "nhận 1")
    assert "Minh đang giữ" in stage.heard("Minh")[1]
    assert len(walk.modules) <= 68, sorted(walk.modules)
    assert len(walk.deepest) <= 17, walk.deepest
