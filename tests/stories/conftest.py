"""The stage: every story is played in every way, on both databases, with the province's real content."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.assembly.channels import ROWS
from bot.channels.telegram.outgoing import ABILITIES as TELEGRAM
from bot.domain.messages import Address
from bot.domain.outreach.codes import FIGURES
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.services.context import Runtime
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.staff import invitations
from bot.talk.library_answers import answer
from bot.talk.scene import Scene
from bot.words import languages
from tests.content import CONTENT, ROOT, knowing
from tests.story import MONDAY, WAYS, PaperChannel, Stage

MY_LONG = "29419"
VAULT = Vault(bytes(range(32)))


@pytest.fixture(name="knowing", scope="session")
def content() -> Knowing:
    return knowing(CONTENT, MONDAY.date())


@pytest.fixture
def open_database() -> Callable[[str], Database]:
    return lambda url: Database.open(url, VAULT, connections=4)


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def known(knowing: Knowing) -> dict[str, str]:
    """Short names for what editors wrote, as Vietnamese chats get it: stories of the talk do not hang on its words."""
    knowledge, vi = knowing.knowledge, languages(ROOT / "locales")["vi"]
    scene = Scene(knowledge, vi, MONDAY, MONDAY.date(), "", {})
    consent = knowledge.library.consent.text
    told = {id_: vi.say(answer(id_, scene).words) for id_ in knowledge.library.answers}
    names = {"xin phép": consent["vi"], "asking for consent": consent["en"], **told}
    return {" ".join(text.split()): name for name, text in reversed(names.items())}


@pytest.fixture(autouse=True)
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes are drawn one after the other, so that a story can tell them."""
    drawn = (f"XHK{first}{second}" for first in FIGURES for second in FIGURES)
    monkeypatch.setattr("bot.store.outreach.codes.drawn", lambda _choose: next(drawn))


@pytest.fixture
async def stage(
    database_url: str, way: str, knowing: Knowing, known: dict[str, str], open_database: Callable[[str], Database]
) -> AsyncIterator[Stage]:
    """A stage with Minh, who is the officer of xã Mỹ Long, and Hoa, who supervises the province."""

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        return Runtime(
            knowledge=lambda: knowing.knowledge,
            languages=languages(ROOT / "locales"),
            abilities={"paper": PaperChannel.abilities, "plain": PaperChannel.plain, "telegram": TELEGRAM},
            clock=clock,
            titles={row.name: row.title for row in ROWS},
        )

    async with Stage(database_url, open_database, runtime, way) as stage:
        await stage.db.run(lambda tx: hire(tx, stage.address("Minh"), "Minh", Role.OFFICER, [MY_LONG]))
        await stage.db.run(lambda tx: hire(tx, stage.address("Hoa"), "Hoa", Role.SUPERVISOR, []))
        stage.known.update(known)
        yield stage


@pytest.fixture
async def town(stage: Stage) -> Stage:
    """Beside Minh: Phúc, who collects in the same commune, Sáu, who supervises it; Hoa is the province's desk."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, [MY_LONG]))
    return stage


def hire(
    tx: Transaction, address: Address, name: str, role: Role, communes: list[str], skills: Sequence[str] = ()
) -> None:
    """Somebody is staff, as if she had joined with an invitation."""
    code = secrets.token_hex(8)
    invitations.invite(tx, code_hash(code), name, role, communes, MONDAY + timedelta(days=1), MONDAY, skills=skills)
    assert invitations.redeem(tx, code_hash(code), address, MONDAY, "vi") is not None


async def fills_in(stage: Stage, who: str, phone: str = "0912345678", *, commune: str = "xã Mỹ Long") -> None:
    """Answers every question of the form to be called but the last, as the story of the form tells in full."""
    for said in ("0", "có", who, phone, commune):
        await stage.say(who, said)
        stage.heard(who)


async def asks(stage: Stage, who: str, phone: str = "0912345678") -> None:
    """Asks to be called at that number, in xã Mỹ Long."""
    await fills_in(stage, who, phone)
    await stage.say(who, "có")
    stage.heard(who)


async def opens(stage: Stage, who: str, question: str) -> None:
    """Asks an officer of xã Mỹ Long, as the first story tells in full."""
    for said in ("hỏi cán bộ", "đồng ý", "xã Mỹ Long", question):
        await stage.say(who, said)
    stage.heard(who)


async def with_duty(stage: Stage, **changed: object) -> None:
    """The place has other rules from now on."""
    made = stage.runtime

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        before = made(clock)
        known = before.knowledge()
        home = replace(known.library.home, duty=replace(known.library.home.duty, **changed))  # type: ignore[arg-type]
        new = replace(known, library=replace(known.library, home=home))
        return replace(before, knowledge=lambda: new)

    stage.runtime = runtime
    await stage.restart()
