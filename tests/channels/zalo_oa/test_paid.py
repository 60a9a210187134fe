"""Where what costs is refused, what is free goes on as if nothing were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.interface import TryLater
from bot.channels.zalo_oa.errors import OPERATOR
from bot.domain.messages import Card, Message
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office

CS = "/v3.0/oa/message/cs"
CARD = Card("Mỗi tháng đóng", "264.000 đồng", (("Nhà nước hỗ trợ", "66.000 đồng"),), "Hôm nay.", "Điều 36")
OLD = timedelta(days=3)


@pytest.mark.parametrize("code", [-211, -320, -321])
async def test_only_what_costs_waits(box: OaEmulator, ours: Office, code: int) -> None:
    old, new = box.person("Lan"), box.person("Hoa")
    await ours.hears(old, OLD)
    await ours.hears(new)
    box.fail(CS, error=code)
    for _time in range(3):
        with pytest.raises(TryLater) as later:
            await ours.send(old)
        assert not later.value.whole_channel
        assert timedelta() < later.value.after <= OPERATOR
    assert len(box.called(CS)) == 1, "and is not asked for over and over"
    assert await ours.send(new)
    assert len(ours.alarms) == 1


async def test_it_is_tried_again_after_a_while(box: OaEmulator, ours: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    lan = box.person("Lan")
    await ours.hears(lan, OLD)
    box.fail(CS, error=-211)
    with pytest.raises(TryLater):
        await ours.send(lan)
    ours.channel.oa.rest.until -= OPERATOR.total_seconds()
    assert await ours.send(lan)


async def test_what_is_free_and_refused_all_the_same_lets_all_wait(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    box.fail(CS, error=-211)
    with pytest.raises(TryLater) as later:
        await ours.send(lan)
    assert later.value.whole_channel


async def test_a_clock_set_back_does_not_prolong_it(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan, OLD)
    box.fail(CS, error=-211)
    with pytest.raises(TryLater):
        await ours.send(lan)
    box.lag = -timedelta(hours=20)
    with pytest.raises(TryLater) as later:
        ours.channel.oa.can_pay()
    assert later.value.after <= OPERATOR


async def test_a_billed_picture_waits_and_a_free_one_goes(box: OaEmulator, ours: Office) -> None:
    old, new = box.person("Lan"), box.person("Hoa")
    await ours.hears(old, OLD)
    await ours.hears(new)
    box.fail(CS, error=-211)
    with pytest.raises(TryLater) as later:
        await ours.shows(old, Message("Bảng", picture=CARD))
    assert not later.value.whole_channel
    assert await ours.shows(new, Message("Bảng", picture=CARD))
