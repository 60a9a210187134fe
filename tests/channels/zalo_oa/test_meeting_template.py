"""Who wrote too long ago is reminded of a meeting by its own approved template, or called if they left a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.channels.zalo_oa.channel import Rules
from bot.channels.zalo_oa.templates import Template
from bot.domain.meetings import Plan
from bot.domain.messages import Incoming
from bot.runtime.content import Knowing
from bot.services.context import Context
from bot.services.meetings import planning, reminders
from bot.settings.zalo_oa import ZaloOaSettings
from bot.store.engine.database import Transaction
from bot.store.meetings import calls, guests, queries
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Parcel
from bot.store.people import visitors
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import office
from tests.channels.zalo_oa.test_shut import LONG_AGO, MY_LONG, Town, town
from tests.content import CONTENT, knowing
from tests.store.samples import PHONE

OWN = Template(id="78", data={"ngay": "{day}", "gio": "{hour}", "noi": "{place}", "ma": "{code}"})
TAKES = [{"name": name, "require": True, "type": "STRING", "maxLength": 40} for name in OWN.data]
ANY = Template(id="79", data={"so": "{hotline}"})


@pytest.fixture(name="knowing", scope="module")
def content() -> Knowing:
    return knowing(CONTENT, date(2026, 11, 23))


def context_of(here: Town, tx: Transaction, now: datetime, turn: str) -> Context:
    return here.jobs.runtime.context(tx, now, turn)


async def reminded(here: Town, *, place: str = "Nhà văn hóa ấp 3", with_number: bool = False) -> Parcel:
    """The reminder for Lan, who registered and wrote to nobody since, as delivery has it."""
    now = here.ours.now()
    starts = now.replace(hour=2, minute=0, second=0, microsecond=0) + timedelta(days=1)
    plan = Plan("hoi-nghi", "Hội nghị", MY_LONG, place, starts, starts + timedelta(hours=2))

    def registers(tx: Transaction) -> None:
        number = queries.add(tx, plan, 1, now - LONG_AGO).number
        planning.announce(number, context_of(here, tx, now - LONG_AGO, "in1"))
        said = Incoming("r", here.ours.address(here.lan), sender=here.lan.id)
        lan = visitors.visit(tx, said, now - LONG_AGO, "vi")
        assert guests.register(tx, number, lan.citizen.id, lan.address_id, 0, now - LONG_AGO)
        if with_number:
            assert calls.leave(tx, number, lan.citizen.id, PHONE)

    await here.ours.db.run(registers)
    evening = starts - timedelta(hours=15, minutes=-5)

    def ticks(tx: Transaction) -> list[Parcel]:
        assert reminders.tick(context_of(here, tx, evening, "clock1")) == 1
        return parcels.claim(tx, "w", evening, timedelta(minutes=1), 50)

    claimed = await here.ours.db.run(ticks)
    (parcel,) = [one for one in claimed if ":remind1:" in one.key]
    return parcel


async def test_a_reminder_goes_by_its_own_template(box: OaEmulator, database_url: str, knowing: Knowing) -> None:
    box.templates["78"] = TAKES
    async with office(box, database_url, Rules(templates={"meeting": OWN, "any": ANY})) as ours:
        here = await town(ours, knowing)
        parcel = await reminded(here)
        assert await here.sends(parcel)
        (sent,) = box.sent_templates
        code = sent["template_data"].pop("ma")
        day = (ours.now() + timedelta(days=1)).strftime("%d/%m/%Y")
        assert sent["template_data"] == {"ngay": day, "gio": "09:00", "noi": "Nhà văn hóa ấp 3"}
        assert code, "the code that is printed, by which one finds it"
        assert await here.waiting() == {}, "nobody is to be called"
        news = replace(parcel, key=parcel.key.replace(":remind1:", ":moved1:"))
        assert not (await ours.db.read(lambda tx: here.jobs.facts(tx, news))).meeting, (
            "that it has moved, it cannot say"
        )


async def test_without_it_who_left_a_number_is_called(box: OaEmulator, database_url: str, knowing: Knowing) -> None:
    box.templates["79"] = [{"name": "so", "require": True, "type": "STRING", "maxLength": 40}]
    async with office(box, database_url, Rules(templates={"any": ANY})) as ours:
        here = await town(ours, knowing)
        parcel = await reminded(here, with_number=True)
        assert await here.sends(parcel) == ""
        assert box.sent_templates == []
        assert [one.phone for one in await ours.db.read(lambda tx: calls.of_meeting(tx, 1))] == [PHONE]


async def test_words_that_do_not_fit_are_no_half_reminder(box: OaEmulator, database_url: str, knowing: Knowing) -> None:
    box.templates["78"] = TAKES
    async with office(box, database_url, Rules(templates={"meeting": OWN})) as ours:
        here = await town(ours, knowing)
        parcel = await reminded(here, place="Nhà văn hóa " * 9, with_number=True)
        assert await here.sends(parcel) == ""
        assert box.sent_templates == []
        assert len(await ours.db.read(lambda tx: calls.of_meeting(tx, 1))) == 1


@pytest.mark.parametrize(
    ("about", "template"),
    [
        ("meeting", {"id": "1", "data": {"a": "{name}"}}),
        ("lead", {"id": "1", "data": {"a": "{day}"}}),
        ("any", {"id": "1", "data": {"a": "{request}"}}),
        ("meeting", {"id": "1", "by": "phone", "data": {"a": "{day}"}}),
        ("other", {"id": "1", "data": {}}),
    ],
)
def test_a_template_tells_only_what_is_known_there(about: str, template: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ZaloOaSettings(zalo_oa_templates={about: template})
