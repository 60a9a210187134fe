"""No request waits: the ladder by the clock, absence, bursts, the morning's and the week's message, three tries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from prometheus_client import REGISTRY, generate_latest

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Incoming
from bot.domain.people import Role
from bot.services.context import Runtime
from tests.stories.conftest import MY_LONG, asks, fills_in, hire
from tests.story import Stage


@pytest.fixture
async def town(stage: Stage) -> Stage:
    """Beside Minh: Phúc, who collects in the same commune, Sáu, who supervises it; Hoa is the province's desk."""
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await stage.db.run(lambda tx: hire(tx, stage.address("Sau"), "Sáu", Role.SUPERVISOR, [MY_LONG]))
    return stage


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


async def test_nobody_answers_all_day(town: Stage) -> None:
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        ... 29 minutes
        ... 2 minutes
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        ... 4 hours
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        ... until 7:31 25/11/2026
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        ... until 9:05 25/11/2026
        Hoa hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Lan hears: Dạ, Loa xin lỗi: yêu cầu số 1 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp thì
          cô chú gọi 1900 9068.
        ... 1 hour
        ... until 9:05 26/11/2026
        Hoa hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Hoa hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Hoa hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 27/11/2026.
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Sau hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: xem 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: đã nhận» Minh đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán
          bộ – 09:31 ngày 23/11/2026: quá giờ chưa ai nhận hoặc chưa gọi, đã báo cả xã – 13:31 ngày 23/11/2026: đã báo
          phụ trách – 09:05 ngày 25/11/2026: đã báo tỉnh – 09:05 ngày 26/11/2026, Minh: đã nhận [Gọi xong] [Hẹn lại]
          [Chuyển] [Ghi chú]
    """)


async def test_two_take_it_at_once(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say_at_once("Minh: nhận 1 || Phuc: nhận 1")
    heard = town.heard("")
    (won,) = (line.split(" hears: ")[0] for line in heard if "Yêu cầu này là của mình rồi." in line)
    lost, name = ("Phuc", "Minh") if won == "Minh" else ("Minh", "Phúc")
    assert f"{lost} hears: Yêu cầu số 1: {name} đã nhận." in heard
    assert sum("có tin vui" in line for line in heard) == 1


async def test_friday_evening_before_tet(town: Stage) -> None:
    town.now = datetime(2026, 2, 13, 16, 55, tzinfo=VIET_NAM)
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 23/02/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        Phuc hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        ... until 17:30 13/02/2026
        ... until 9:00 14/02/2026
        ... until 9:00 17/02/2026
        ... until 7:26 23/02/2026
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        ... until 8:56 23/02/2026
        Hoa hears: Tuần qua, tới hết ngày 22/02/2026: Yêu cầu mới: 0. Đang mở: 1, quá hạn: 1. Quá hạn nhiều nhất
          ở: • xã Mỹ Long: 1 trên 1 [Xem việc quá hạn]
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Phuc hears: Chào buổi sáng, Phúc. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912
          345 678 Nơi ở: xã Mỹ Long Nhắn lúc 16:55 ngày 13/02/2026 [Nhận] [Chuyển]
        Sau hears: Tuần qua, tới hết ngày 22/02/2026: Yêu cầu mới: 0. Đang mở: 1, quá hạn: 1. Quá hạn nhiều nhất
          ở: • xã Mỹ Long: 1 trên 1 [Xem việc quá hạn]
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          16:55 ngày 13/02/2026 Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 24/02/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Sau hears: (edited) Yêu cầu số 1: Phúc đã nhận.
    """)


async def test_at_night_nobody_is_woken(stage: Stage) -> None:
    await with_duty(stage, quiet=(time(21), time(6)))
    stage.now = datetime(2026, 11, 25, 22, 10, tzinfo=VIET_NAM)
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 26/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        ... until 5:59 26/11/2026
        ... until 6:00 26/11/2026
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 22:10 ngày 25/11/2026 [Nhận] [Chuyển]
    """)


async def test_one_after_the_other(town: Stage) -> None:
    await with_duty(town, in_turn=True)
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)
    await fills_in(town, "Hanh", "0987654321")
    await town.play("""
        Hanh: có
        Bot: Dạ, cảm ơn Hanh. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0987 654 321, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Phuc hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn
          lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        ... 31 minutes
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
    """)


async def test_who_knows_most_of_it_is_told_first(town: Stage) -> None:
    await town.db.run(lambda tx: hire(tx, town.address("Tam"), "Tám", Role.OFFICER, [MY_LONG], ["thai-san"]))
    await town.say("Lan", "Có được hưởng thai sản không?")
    town.heard("Lan")
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Tam hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã xem
          về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        ... 31 minutes
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Tam hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Tam hears: Vẫn chưa ai nhận, Loa báo lại cả xã: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã xem về: Thai sản Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
    """)


async def test_what_may_not_be_passed_on_is_no_collectors_however_late(town: Stage) -> None:
    for said in ("0", "[Chỉ gọi lại]", "Lan", "0912345678", "xã Mỹ Long", "có"):
        await town.say("Lan", said)
        town.heard("Lan")
    await town.play("""
        ... 31 minutes
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Vẫn chưa ai nhận, Loa báo lại cả xã: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: quá hạn
        Bot: Không có gì quá hạn. Cảm ơn mình nhiều.
        ... until 7:31 25/11/2026
        Minh hears: Chào buổi sáng, Minh. Chưa ai nhận: 1 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1]
          [Việc của tôi]
        Sau hears: Ở xã Mỹ Long vẫn chưa ai nhận: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)


async def test_whoever_has_her_hands_full_is_spared(town: Stage) -> None:
    await with_duty(town, capacity=1)
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.heard("Minh")
    await fills_in(town, "Hanh", "0987654321")
    await town.play("""
        Hanh: có
        Bot: Dạ, cảm ơn Hanh. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0987 654 321, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Phuc hears: Yêu cầu số 2: mới, chưa ai nhận Tên: Hanh Số điện thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn
          lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        Phuc: nhận 2
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 2: đã nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 Phúc đang giữ. – 09:01 ngày
          23/11/2026: nhắn – 09:01 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Phúc: đã nhận [Gọi
          xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Hanh hears: «Phúc has taken 2»
    """)
    await fills_in(town, "Tuan", "0912345670")
    await town.play("""
        Tuan: có
        Bot: Dạ, cảm ơn Tuan. Yêu cầu mang số 3. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 670, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Sau hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình. Yêu cầu số 3: mới,
          chưa ai nhận Tên: Tuan Số điện thoại: 0912 345 670 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026
          [Nhận] [Chuyển]
    """)


async def test_a_group_is_told_again_and_reads_no_numbers(stage: Stage) -> None:
    group = stage.address("Nhom")
    await stage.send(Incoming("open", group, "text", "/nhom", sender="minh", group=True))
    await asks(stage, "Lan")
    stage.now += timedelta(minutes=31)
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    heard = stage.heard("Nhom")
    assert [line for line in heard if line.startswith("Bot")] == [
        "Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.",
        "Bot: Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long Ai bấm trước thì nhận; tên và số điện thoại gửi trong "
        "tin nhắn riêng. [Nhận]",
    ]
    await stage.send(Incoming("tap", group, "tap", token=">take:1", sender="minh", group=True))
    assert [line for line in stage.heard("Nhom") if line.startswith("Bot")] == [
        "Bot: (edited) Yêu cầu số 1: Minh đã nhận."
    ]


async def test_where_nothing_can_be_edited_a_short_card_comes(stage: Stage) -> None:
    stage.on_plain.add("Phuc")
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await asks(stage, "Lan")
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Phuc hears: Yêu cầu số 1: Minh đã nhận.
        Phuc: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)
    await asks(stage, "Hanh", "0987654321")
    await stage.play("""
        Phuc: nhận 2
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 2: đã nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 Phúc đang giữ. – 09:01 ngày
          23/11/2026: nhắn – 09:01 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Phúc: đã nhận 1. Gọi
          xong 2. Hẹn lại 3. Chuyển 4. Ghi chú
        Hanh hears: «Phúc has taken 2»
        Minh hears: (edited) Yêu cầu số 2: Phúc đã nhận.
    """)


async def test_an_officer_is_away(town: Stage) -> None:
    await asks(town, "Lan")
    await town.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: nghỉ đến hôm qua
        Bot: Mình nghỉ đến hết ngày nào? Ví dụ: mai, thứ hai, 30/11.
        Minh: 30/11
        Bot: (edited) «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Bot: Chúc Minh nghỉ vui. Đến hết ngày 30/11/2026, yêu cầu mới sẽ báo người khác. Đã giao lại cho đồng
          nghiệp vì tới hạn trong lúc nghỉ: yêu cầu số 1. Đi làm sớm hơn thì gõ “đi làm lại”. [Việc của tôi]
        Lan hears: Dạ, người định gọi cô chú về yêu cầu số 1 có việc bận; Loa đang báo người khác gọi thay.
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh nghỉ nên yêu cầu này cần người khác: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: «Phúc has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Phuc: xin nghỉ đến hết ngày 26/11
        Bot: (edited) «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Bot: Chúc Phúc nghỉ vui. Đến hết ngày 26/11/2026, yêu cầu mới sẽ báo người khác. Đã giao lại cho đồng
          nghiệp vì tới hạn trong lúc nghỉ: yêu cầu số 1. Đi làm sớm hơn thì gõ “đi làm lại”. [Việc của tôi]
        Lan hears: Dạ, người định gọi cô chú về yêu cầu số 1 có việc bận; Loa đang báo người khác gọi thay.
        Minh hears: (edited) «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Sau hears: Phúc nghỉ nên yêu cầu này cần người khác: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: đi làm lại
        Bot: Mừng Minh đi làm lại. Đang có 1 yêu cầu chưa ai nhận. [Việc của tôi]
        Minh: [Việc của tôi]
        Bot: Mình đang giữ 0 yêu cầu; còn 1 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: mới, chưa ai nhận [Yêu cầu
          số 1]
    """)


async def test_nobody_of_the_commune_is_on_duty(town: Stage) -> None:
    await town.play("""
        Minh: nghỉ đến 30/11
        Bot: Chúc Minh nghỉ vui. Đến hết ngày 30/11/2026, yêu cầu mới sẽ báo người khác. Đi làm sớm hơn thì gõ
          “đi làm lại”. [Việc của tôi]
        Phuc: nghi den thu nam
        Bot: Chúc Phúc nghỉ vui. Đến hết ngày 26/11/2026, yêu cầu mới sẽ báo người khác. Đi làm sớm hơn thì gõ
          “đi làm lại”. [Việc của tôi]
    """)
    await fills_in(town, "Lan")
    await town.play("""
        Lan: có
        Bot: «Lan is thanked»
        Sau hears: Ở xã Mỹ Long lúc này không ai nhận được nên yêu cầu này chuyển tới mình. Yêu cầu số 1: mới,
          chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026
          [Nhận] [Chuyển]
        Sau: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Sáu đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lan hears: «Sáu has taken 1»
    """)


async def test_taken_but_not_called(town: Stage) -> None:
    await asks(town, "Lan")
    await town.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        ... until 9:01 25/11/2026
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Tới hạn gọi rồi. Mình gọi giúp, hoặc gõ “trả lại 1”: «Lan's request: đã nhận» Minh đang giữ.
          [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        ... 30 minutes
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 1: Minh đã nhận.
          [Nhận thay]
        Phuc: quá hạn
        Bot: Quá hạn: 0 yêu cầu của mình, 0 yêu cầu chưa ai nhận, 1 yêu cầu của đồng nghiệp. 1. Lan, xã Mỹ Long:
          đã nhận [Yêu cầu số 1]
        ... 90 minutes
        ... until 9:02 26/11/2026
        Hoa hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 1: Minh đã nhận.
          [Nhận thay]
        Lan hears: Dạ, Loa xin lỗi: yêu cầu số 1 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp thì
          cô chú gọi 1900 9068.
        Minh hears: Chào buổi sáng, Minh. Quá hạn: 1 1. Lan, xã Mỹ Long: đã nhận [Yêu cầu số 1] [Việc của tôi]
        Phuc: [Nhận thay]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Hoa hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Lan hears: Dạ, từ giờ cán bộ Phúc phụ trách xã Mỹ Long lo yêu cầu số 1 và sẽ gọi cô chú, chậm nhất là
          17:00 ngày 27/11/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Minh hears: Phúc đã nhận thay yêu cầu số 1.
        Minh: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)


async def test_three_tries_on_three_days(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        ... 1 minute
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:01»
        Lan hears: «Minh has taken 1»
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 25/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày
          25/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026,
          Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 25/11/2026 sẽ gọi lại.
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 25/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày
          25/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026,
          Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy – 09:02 ngày 23/11/2026, Minh: gọi không
          nghe máy [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 25/11/2026 sẽ gọi lại.
        ... until 7:31 25/11/2026
        Minh hears: Chào buổi sáng, Minh. Gọi hôm nay: 1 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1] [Việc của
          tôi]
        Minh: hôm nay
        Bot: Hôm nay: 1 yêu cầu cần gọi, 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1]
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 26/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày
          26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026,
          Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy – 09:02 ngày 23/11/2026, Minh: gọi không
          nghe máy – 07:31 ngày 25/11/2026, Minh: gọi không nghe máy [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 26/11/2026 sẽ gọi lại.
        ... until 8:00 26/11/2026
        Minh hears: Chào buổi sáng, Minh. Gọi hôm nay: 1 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1] [Việc của
          tôi]
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Đã gọi đủ ba ngày nên yêu cầu này khép lại. «Lan's request: không liên lạc được» – 09:00
          ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã nhận – 09:01
          ngày 23/11/2026, Minh: gọi không nghe máy – 09:02 ngày 23/11/2026, Minh: gọi không nghe máy – 07:31 ngày
          25/11/2026, Minh: gọi không nghe máy – 08:00 ngày 26/11/2026, Minh: không liên lạc được
        Lan hears: Dạ, cán bộ gọi ba ngày khác nhau mà chưa gặp được cô chú. Muốn được gọi lại thì cô chú gõ số
          0 nha.
    """)


async def test_a_burst_is_gathered(stage: Stage) -> None:
    for number in range(5):
        await asks(stage, f"Lan{'abcde'[number]}", f"091234567{number}")
    await stage.play("""
        ... 9 minutes
        Minh hears: Có 5 yêu cầu mới đang đợi: 1. Lana, xã Mỹ Long: mới, chưa ai nhận 2. Lanb, xã Mỹ Long: mới,
          chưa ai nhận 3. Lanc, xã Mỹ Long: mới, chưa ai nhận 4. Land, xã Mỹ Long: mới, chưa ai nhận 5. Lane, xã
          Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Yêu cầu số 3] [Yêu cầu số 4] [Yêu cầu số 5]
        ... 2 minutes
        Minh: [Yêu cầu số 5]
        Bot: Yêu cầu số 5: mới, chưa ai nhận Tên: Lane Số điện thoại: 0912 345 674 Nơi ở: xã Mỹ Long Nhắn lúc
          09:02 ngày 23/11/2026 – 09:02 ngày 23/11/2026: nhắn – 09:11 ngày 23/11/2026: đã báo cán bộ [Nhận]
          [Chuyển]
        Minh: [Nhận]
        Bot: (edited) Yêu cầu số 5: đã nhận Tên: Lane Số điện thoại: 0912 345 674 Nơi ở: xã Mỹ Long Nhắn lúc
          09:02 ngày 23/11/2026 Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”.
        Lane hears: «Minh has taken 5»
    """)


async def test_many_that_wait_come_as_one_list(stage: Stage) -> None:
    for number in range(5):
        await asks(stage, f"Lan{'abcde'[number]}", f"091234567{number}")
        stage.now += timedelta(minutes=4)
    await stage.play("""
        ... 6 minutes
        Minh hears: Có 5 yêu cầu mới đang đợi: 1. Lana, xã Mỹ Long: mới, chưa ai nhận 2. Lanb, xã Mỹ Long: mới,
          chưa ai nhận 3. Lanc, xã Mỹ Long: mới, chưa ai nhận 4. Land, xã Mỹ Long: mới, chưa ai nhận 5. Lane, xã
          Mỹ Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Yêu cầu số 3] [Yêu cầu số 4] [Yêu cầu số 5]
        ... until 10:00 23/11/2026
        Minh hears: 5 yêu cầu đợi đã lâu: 1. Lana, xã Mỹ Long: mới, chưa ai nhận 2. Lanb, xã Mỹ Long: mới, chưa
          ai nhận 3. Lanc, xã Mỹ Long: mới, chưa ai nhận 4. Land, xã Mỹ Long: mới, chưa ai nhận 5. Lane, xã Mỹ
          Long: mới, chưa ai nhận [Yêu cầu số 1] [Yêu cầu số 2] [Yêu cầu số 3] [Yêu cầu số 4] [Yêu cầu số 5]
    """)


async def test_the_morning_and_the_week(town: Stage) -> None:
    await asks(town, "Lan")
    await asks(town, "Hanh", "0987654321")
    await town.play("""
        ... 1 minute
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:02»
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: đã tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: đã tham gia» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã
          báo cán bộ – 09:02 ngày 23/11/2026, Minh: đã nhận – 09:02 ngày 23/11/2026, Minh: đã tham gia
        Lan hears: Dạ, chúc mừng cô chú đã tham gia bảo hiểm xã hội tự nguyện. Có gì chưa rõ cứ hỏi Loa nha.
        Phuc hears: (edited) Yêu cầu số 1: đã tham gia
        Minh: nhận 2
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. Yêu cầu số 2: đã nhận Tên: Hanh Số điện
          thoại: 0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. – 09:00 ngày
          23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:02 ngày 23/11/2026, Minh: đã nhận [Gọi
          xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Hanh hears: «Minh has taken 2»
        Phuc hears: (edited) Yêu cầu số 2: Minh đã nhận.
        Minh: hẹn lại 2
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: 27/11
        Bot: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 27/11/2026. Yêu cầu số 2: sẽ gọi lại Tên: Hanh Số điện thoại:
          0987 654 321 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. Gọi lại ngày 27/11/2026.
          – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:02 ngày 23/11/2026, Minh: đã
          nhận – 09:02 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Hanh hears: Dạ, theo hẹn, cán bộ Minh sẽ gọi lại cô chú ngày 27/11/2026.
        Phuc hears: (edited) Yêu cầu số 2: Minh đã nhận.
        ... until 7:31 25/11/2026
        ... until 7:31 27/11/2026
        ... until 7:31 30/11/2026
        Hoa hears: Tuần qua, tới hết ngày 29/11/2026: Yêu cầu mới: 2. Đang mở: 1, quá hạn: 1. Từ lúc nhắn tới
          lúc báo cán bộ: một nửa trong vòng 0 phút, chín phần mười trong vòng 0 phút. Từ lúc nhắn tới lúc có
          người nhận: một nửa trong vòng 1 phút, chín phần mười trong vòng 2 phút. Từ lúc nhắn tới lúc gọi: một
          nửa trong vòng 2 phút, chín phần mười trong vòng 2 phút. Quá hạn nhiều nhất ở: • xã Mỹ Long: 1 trên 1
          [Xem việc quá hạn]
        Minh hears: Chào buổi sáng, Minh. Quá hạn: 1 2. Hanh, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 2] [Việc của
          tôi]
        Phuc hears: (edited) Yêu cầu số 2: xem tin mới hơn ở dưới.
        Phuc hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 2: Minh đã nhận.
          [Nhận thay]
        Sau hears: Tuần qua, tới hết ngày 29/11/2026: Yêu cầu mới: 2. Đang mở: 1, quá hạn: 1. Từ lúc nhắn tới
          lúc báo cán bộ: một nửa trong vòng 0 phút, chín phần mười trong vòng 0 phút. Từ lúc nhắn tới lúc có
          người nhận: một nửa trong vòng 1 phút, chín phần mười trong vòng 2 phút. Từ lúc nhắn tới lúc gọi: một
          nửa trong vòng 2 phút, chín phần mười trong vòng 2 phút. Quá hạn nhiều nhất ở: • xã Mỹ Long: 1 trên 1
          [Xem việc quá hạn]
    """)


async def test_what_is_closed_or_withdrawn_is_left_alone(town: Stage) -> None:
    await asks(town, "Lan")
    await town.play("""
        Lan: xóa
        Bot: «shall all be erased?»
        Lan: có
        Bot: «all is erased»
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Phuc hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        ... until 9:05 26/11/2026
    """)


async def test_the_numbers_say_nothing_personal(town: Stage) -> None:
    await asks(town, "Lan")
    await town.say("Minh", "nhận 1")
    town.now += timedelta(days=3, hours=1)
    await town.db.run(town.jobs.measure)
    told = generate_latest(REGISTRY).decode()
    assert 'loa_requests_open{days="3",office="home"} 1.0' in told
    assert 'loa_requests_late{office="home"} 1.0' in told
    assert 'loa_request_seconds{office="home",quantile="0.9",step="taken"}' in told
    assert not re.search("Lan|Minh|0912", "\n".join(line for line in told.splitlines() if "loa_request" in line))
