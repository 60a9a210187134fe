"""When a citizen wrote too long ago: an approved template, her other address, or a call of staff; each once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.channels.interface import Undeliverable
from bot.channels.zalo_oa.channel import Rules
from bot.channels.zalo_oa.templates import Template, mistakes, parameters
from bot.domain.commands.leads import RequestCall
from bot.domain.leads import Lead
from bot.domain.messages import Abilities, Address, Incoming, Media, Message, Subject
from bot.domain.people import Role
from bot.runtime.attempts import Patience, arrived, failed, record
from bot.runtime.content import Knowing
from bot.runtime.jobs import Jobs
from bot.services.context import Runtime
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.leads.queries import Asked
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import consents, visitors
from bot.words import languages, verbatim
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office, office
from tests.channels.zalo_oa.people import Person
from tests.content import CONTENT, knowing
from tests.sealed import texts
from tests.store.samples import PHONE, hired

ROOT = Path(__file__).parents[3]
MY_LONG, LONG_AGO = "29419", timedelta(days=8)
TAKES = [
    {"name": "ten", "require": True, "type": "STRING", "maxLength": 30},
    {"name": "ma", "require": True, "type": "STRING", "maxLength": 30},
]
BY_UID = Template(id="77", data={"ten": "{name}", "ma": "số {request}"})
NEWS = "Dạ, có tin vui: cán bộ đã nhận yêu cầu."


@pytest.fixture(name="knowing", scope="module")
def content() -> Knowing:
    return knowing(CONTENT, date(2026, 11, 23))


@dataclass
class Town:
    """Lan asked to be called, over Zalo, long ago; Minh has her request."""

    ours: Office
    jobs: Jobs
    lan: Person
    lead: Lead
    minh: Address

    async def news(self, who: Person | None = None, text: str = NEWS, key: str = "in9:taken:1") -> str:
        """News of the request goes to `who` (Lan), as delivery has it go; what became of it."""
        address = self.ours.address(who or self.lan)
        whole = f"{key}:{address.channel}:{address.chat}"
        now = self.ours.now()
        await self.ours.db.run(lambda tx: parcels.post(tx, whole, address, Message(text), now, about=self.lead.subject))
        claimed = await self.ours.db.run(lambda tx: parcels.claim(tx, "w", now, timedelta(minutes=1), 50))
        (parcel,) = [one for one in claimed if one.key == whole]
        return await self.sends(parcel)

    async def sends(self, parcel: Parcel) -> str:
        now = self.ours.now()
        id = ""
        try:
            id = await self.ours.channel.send(parcel)
            tried = arrived(parcel, id, now)
        except Undeliverable as error:
            tried = failed(parcel, error, now, Patience(), 0.0)
        await self.ours.db.run(lambda tx: record(tx, [tried], now, self.jobs.given_up))
        return id

    async def waiting(self) -> dict[str, str]:
        """What waits to be sent, and to whom."""
        now = self.ours.now() + timedelta(minutes=5)
        claimed = await self.ours.db.run(lambda tx: parcels.claim(tx, "w2", now, timedelta(minutes=1), 50))
        return {parcel.address.chat: parcel.message.text for parcel in claimed}


def asks(tx: Transaction, lan: Address, ours: Office, *, for_other: bool = False) -> Lead:
    visitor = visitors.visit(tx, Incoming("a", lan, sender=lan.chat), ours.now(), "vi")
    consent = consents.give(tx, visitor.citizen.id, "1", ("call",), lan.channel, "00", ours.now())
    call = RequestCall(MY_LONG, "Nguyễn Thị Lan", PHONE, "1", ("call",), for_other)
    return leads.add(tx, visitor.citizen.id, call, Asked(consent), ours.now())


async def town(ours: Office, knowing: Knowing, **asked: Any) -> Town:
    await ours.consent()
    lan = ours.zalo.person("Lan")
    await ours.hears(lan, LONG_AGO)
    lead = await ours.db.run(lambda tx: asks(tx, ours.address(lan), ours, **asked))
    minh = Address("telegram", "7", "minh")
    member = await ours.db.run(lambda tx: hired(tx, minh, "Minh", Role.OFFICER, (MY_LONG,)))
    await ours.db.run(lambda tx: hired(tx, Address("telegram", "7", "hoa"), "Hoa", Role.SUPERVISOR, ()))
    await ours.db.run(lambda tx: leads.take(tx, lead.number, member.id, ours.now()))
    runtime = Runtime(
        knowledge=lambda: knowing.knowledge,
        languages=languages(ROOT / "locales"),
        abilities={"zalo_oa": ours.channel.abilities, "telegram": Abilities(), "paper": Abilities(text_limit=40)},
        clock=ours.now,
        titles={"zalo_oa": verbatim("Zalo")},
    )
    jobs = Jobs(runtime)
    ours.facts = jobs.facts
    return Town(ours, jobs, lan, lead, minh)


@pytest.fixture
async def by_uid(box: OaEmulator, database_url: str) -> AsyncIterator[Office]:
    box.templates["77"] = TAKES
    async with office(box, database_url, Rules(templates={"lead": BY_UID})) as ours:
        yield ours


async def test_a_template_tells_that_there_is_news(by_uid: Office, knowing: Knowing) -> None:
    here = await town(by_uid, knowing)
    assert await here.news()
    (sent,) = by_uid.zalo.sent_templates
    assert sent == {
        "user_id": here.lan.id,
        "template_id": "77",
        "template_data": {"ten": "Nguyễn Thị Lan", "ma": "số 1"},
    }
    assert await here.waiting() == {}
    assert len(by_uid.zalo.called("/template/info/v2")) == 1


async def test_a_message_in_pieces_is_one_template(by_uid: Office, knowing: Knowing) -> None:
    here = await town(by_uid, knowing)
    await here.news()
    second = by_uid.parcel(here.lan, "phần hai", key="in9:taken:1+1")
    known = await by_uid.db.read(lambda tx: tx.connection.exec_driver_sql("SELECT number FROM parcel").scalar_one())
    assert await by_uid.channel.send(Parcel(**{**vars(second), "number": known})) == ""
    assert len(by_uid.zalo.sent_templates) == 1


async def test_a_template_by_phone(box: OaEmulator, database_url: str, knowing: Knowing) -> None:
    box.templates["77"] = TAKES
    by_phone = BY_UID.model_copy(update={"by": "phone"})
    async with office(box, database_url, Rules(templates={"lead": by_phone})) as ours:
        here = await town(ours, knowing)
        assert await here.news()
        (sent,) = box.sent_templates
        assert (sent["phone"], sent["tracking_id"]) == ("84912345678", "loa-1")


async def test_no_template_reaches_a_phone_that_is_somebody_elses(
    box: OaEmulator, database_url: str, knowing: Knowing
) -> None:
    box.templates["77"] = TAKES
    by_phone = BY_UID.model_copy(update={"by": "phone"})
    async with office(box, database_url, Rules(templates={"lead": by_phone})) as ours:
        here = await town(ours, knowing, for_other=True)
        assert await here.news() == ""
        assert box.sent_templates == []
        assert "Nhờ gọi số 0912 345 678" in (await here.waiting())["minh"]


async def test_a_template_tells_nobody_of_somebody_elses_request(by_uid: Office, knowing: Knowing) -> None:
    here = await town(by_uid, knowing)
    nam = by_uid.zalo.person("Nam")
    await by_uid.hears(nam, LONG_AGO)
    assert await here.news(nam) == ""
    assert by_uid.zalo.sent_templates == []


@pytest.mark.parametrize("code", [-115, -117, -118, -137, -144, -99999])
async def test_a_template_that_does_not_go(by_uid: Office, knowing: Knowing, code: int) -> None:
    here = await town(by_uid, knowing)
    by_uid.zalo.fail("/v3.0/oa/message/template", error=code)
    assert await here.news() == ""
    assert "Nhờ gọi số 0912 345 678" in (await here.waiting())["minh"]
    assert bool(by_uid.alarms) == (code in (-115, -117, -137, -144))


async def test_a_template_whose_parameters_have_changed(by_uid: Office, knowing: Knowing) -> None:
    here = await town(by_uid, knowing)
    by_uid.zalo.templates["77"] = [*TAKES, {"name": "ngay", "require": True, "type": "DATE", "maxLength": 20}]
    assert await here.news() == ""
    assert "thiếu tham số ngay" in " ".join(by_uid.alarms.values())
    assert list(await here.waiting()) == ["minh"]


async def test_values_that_are_too_long_go_another_way(by_uid: Office, knowing: Knowing) -> None:
    here = await town(by_uid, knowing)
    by_uid.zalo.templates["77"] = [TAKES[0] | {"maxLength": 5}, TAKES[1]]
    assert await here.news() == ""
    assert by_uid.zalo.called("/v3.0/oa/message/template") == []
    assert list(await here.waiting()) == ["minh"]


async def test_without_a_template_staff_are_asked_to_call_once(ours: Office, knowing: Knowing) -> None:
    here = await town(ours, knowing)
    await here.news()
    await here.news(key="in10:outcome:1")
    assert await here.waiting() == {
        "minh": "Yêu cầu số 1: Loa không còn nhắn được cho người dân qua Zalo. Nhờ gọi số 0912 345 678."
    }


async def moved(here: Town) -> Address:
    """Another address of Lan's, on a channel that shows no photos."""
    other, ours = Address("paper", "", "lan"), here.ours

    def moves(tx: Transaction) -> None:
        visitor = visitors.visit(tx, Incoming("p", other, sender="lan"), ours.now(), "vi")
        tx.connection.exec_driver_sql(
            f"UPDATE address SET citizen_id = {here.lead.citizen} WHERE id = {visitor.address_id}"
        )

    await ours.db.run(moves)
    return other


async def test_a_photo_that_her_other_address_does_not_show_is_told_of(ours: Office, knowing: Knowing) -> None:
    here = await town(ours, knowing)
    await moved(here)
    photo = Media("photo", "telegram", "7", "a")
    await here.sends(ours.parcel(here.lan, message=Message("Cán bộ Minh:", media=photo), number=99, key="in9:case1"))

    said = " ".join(await ours.db.read(lambda tx: texts(tx, "lan")))
    assert " ".join(said.split()) == "Cán bộ Minh: (hình chụp gửi kèm không chuyển tới đây được)"


async def test_her_other_address_hears_of_it(ours: Office, knowing: Knowing) -> None:
    here = await town(ours, knowing)
    other = await moved(here)
    await here.news()
    assert await here.waiting() == {"lan": NEWS}
    await ours.db.run(
        lambda tx: parcels.post(tx, "in11:taken:1:paper:lan", other, Message(NEWS), ours.now(), about=Subject.lead(1))
    )
    await here.news(key="in11:taken:1")
    rows = await ours.db.read(lambda tx: tx.connection.exec_driver_sql("SELECT key FROM parcel ORDER BY number").all())
    keys = [row[0] for row in rows]
    assert keys[-2:] == ["in11:taken:1:paper:lan", f"in11:taken:1:zalo_oa:{here.lan.id}"], "told there already"


async def test_an_officer_who_has_been_silent_for_a_week(ours: Office, knowing: Knowing) -> None:
    here = await town(ours, knowing)
    sau = ours.zalo.person("Sáu")
    await ours.hears(sau, LONG_AGO)
    await ours.db.run(lambda tx: hired(tx, ours.address(sau), "Sáu", Role.OFFICER, (MY_LONG,)))
    await ours.hears(sau, LONG_AGO)
    await here.news(sau, "Yêu cầu số 1 …")
    told = await here.waiting()
    assert list(told) == ["hoa"]
    assert "nhờ Sáu nhắn cho Loa" in told["hoa"]


async def test_who_blocked_us_is_called(ours: Office, knowing: Knowing) -> None:
    here = await town(ours, knowing)
    await ours.hears(here.lan)
    here.lan.refuses = -217
    await here.news()
    assert list(await here.waiting()) == ["minh"]
    assert (await ours.db.run(lambda tx: visitors.visit(tx, _again(ours, here), ours.now(), "vi"))).blocked
    assert not (await ours.db.run(lambda tx: visitors.visit(tx, _again(ours, here), ours.now(), "vi"))).blocked


def _again(ours: Office, here: Town) -> Incoming:
    return Incoming("z", ours.address(here.lan), sender=here.lan.id)


@pytest.mark.parametrize("sentence", ["{phone}", "{0}", "{name.x}", "{name!r}", "{name:>999999}", "{"])
def test_a_template_may_say_only_what_it_may(sentence: str) -> None:
    with pytest.raises(ValidationError):
        Template(id="1", data={"a": sentence})


def test_parameters_are_compared() -> None:
    told: Mapping[str, Any] = {"listParams": [*TAKES, {"name": "ghi", "require": False}, "?", {"no": 1}]}
    takes = parameters(told)
    assert [one.name for one in takes] == ["ten", "ma", "ghi"]
    assert mistakes(BY_UID, takes) == []
    assert mistakes(Template(id="1", data={"ten": "x", "so": "y"}), takes) == [
        "thiếu tham số ma",
        "mẫu không có tham số so",
    ]
    assert parameters({}) == ()
