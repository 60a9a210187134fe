"""Where an office is, when it opens and its phone, from what the editors wrote; what nobody wrote is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.domain.calendar import VIET_NAM, Hours, Opening
from bot.library.library import Office
from bot.runtime.content import Knowing
from bot.services.context import Runtime
from bot.store.engine.database import Database
from bot.words import languages
from tests.databases import Databases
from tests.stories.conftest import MY_LONG, ROOT, asks
from tests.stories.test_five_channels import CHANNELS, ChannelStage, Screen
from tests.story import MONDAY, Stage

BEN_TRE, CAU_NGANG = "28789", "29416"
WEEK = Opening((Hours(), Hours(windows=((time(7, 30), time(11, 30)),), days=frozenset({5}))))
INSURANCE = Office(
    "bhxh-ben-tre",
    {"vi": "BHXH cơ sở Bến Tre", "en": "Bến Tre insurance office"},
    "số 1 đường Ví Dụ, phường Bến Tre",
    "0275 3 000 111",
    {"vi": "thứ Hai đến thứ Sáu", "en": "Monday to Friday"},
    frozenset({BEN_TRE}),
    opening=Opening((Hours(),)),
)
POST = Office(
    "buu-dien-my-long",
    {"vi": "Bưu điện Mỹ Long"},
    "ấp Ví Dụ, xã Mỹ Long",
    "",
    {"vi": "cả sáng thứ Bảy"},
    frozenset({MY_LONG}),
    kind="post",
    opening=WEEK,
    map="https://maps.example/my-long",
)
BEN_TRE_TOLD = (
    "Bot: BHXH cơ sở Bến Tre Địa chỉ: số 1 đường Ví Dụ, phường Bến Tre Số điện thoại: 0275 3 000 111 {now} "
    "Giờ làm việc: thứ Hai đến thứ Sáu Bản đồ: BHXH cơ sở Bến Tre: https://www.google.com/maps/search/?api=1&query="
    "s%E1%BB%91%201%20%C4%91%C6%B0%E1%BB%9Dng%20V%C3%AD%20D%E1%BB%A5%2C%20ph%C6%B0%E1%BB%9Dng%20B%E1%BA%BFn%20Tre "
    "[Xã khác] [Nhờ cán bộ gọi] [Về đầu]"
)
MY_LONG_TOLD = (
    "Bot: Bưu điện Mỹ Long Địa chỉ: ấp Ví Dụ, xã Mỹ Long Số điện thoại nơi này Loa chưa rõ; tổng đài là 1900 9068. "
    "{now} Giờ làm việc: cả sáng thứ Bảy Bản đồ: Bưu điện Mỹ Long: https://maps.example/my-long [Xã khác] "
    "[Nhờ cán bộ gọi] [Về đầu]"
)
MORNING, SATURDAY = "Đang mở, tới 11:00.", "Bây giờ đóng cửa, mở lại lúc 07:30 thứ Bảy, 28/11/2026."


def with_offices(runtime: Callable[[Callable[[], datetime]], Runtime], *offices: Office) -> Callable[..., Runtime]:
    """The same place where these offices are known."""

    def made(clock: Callable[[], datetime]) -> Runtime:
        before = runtime(clock)
        known = before.knowledge()
        new = replace(known, library=replace(known.library, offices=offices))
        return replace(before, knowledge=lambda: new)

    return made


def with_neighbours(stage: Stage, commune: str, neighbours: tuple[str, ...]) -> None:
    """The places of this stage know what lies beside a commune."""
    made = stage.runtime

    def runtime(clock: Callable[[], datetime]) -> Runtime:
        before = made(clock)
        known = before.knowledge()
        beside = replace(known.by_code[commune], neighbours=neighbours)
        by_code = {**known.by_code, commune: beside}
        new = replace(known, by_code=by_code)
        return replace(before, knowledge=lambda: new)

    stage.runtime = runtime


@pytest.fixture
async def place(stage: Stage) -> Stage:
    """Two offices are known: the insurance office of Bến Tre and the post office of Mỹ Long."""
    stage.runtime = with_offices(stage.runtime, INSURANCE, POST)
    await stage.restart()
    return stage


async def test_the_first_question_names_the_place_and_a_follow_up_another(place: Stage) -> None:
    await place.play(f"""
        Lan: bhxh bến tre ở đâu
        {BEN_TRE_TOLD.format(now=MORNING)}
        Lan: còn cầu ngang?
        Bot: Dạ, cơ quan BHXH nào lo cho xã Cầu Ngang thì Loa chưa rõ, nên không dám đoán. Cô chú gọi tổng đài 1900
          9068 hỏi giúp nha. [Xã khác] [Nhờ cán bộ gọi] [Về đầu]
        Lan: bưu điện mỹ long thì sao
        {MY_LONG_TOLD.format(now=MORNING)}
        Lan: mấy giờ đóng cửa vậy
        {MY_LONG_TOLD.format(now=MORNING)}
    """)


@pytest.mark.parametrize(
    "asked",
    [
        "bưu điện xã mỹ long mấy giờ mở cửa",
        "buu dien xa my long may gio mo cua",
        "cho em hỏi địa chỉ bưu điện Mỹ Long ạ",
        "bưu điện mỹ long thứ bảy có làm việc không",
    ],
)
async def test_with_or_without_accents(place: Stage, asked: str) -> None:
    await place.play(f"""
        ... until 17:30 27/11/2026
        Lan: {asked}
        {MY_LONG_TOLD.format(now=SATURDAY)}
    """)


async def test_holidays_and_days_made_up_are_known(place: Stage) -> None:
    await place.play(f"""
        ... until 12:00 23/11/2026
        Lan: số điện thoại bhxh bến tre
        {BEN_TRE_TOLD.format(now="Bây giờ đóng cửa, mở lại lúc 13:00 hôm nay.")}
        ... until 18:00 31/12/2026
        Lan: sdt bhxh ben tre
        {BEN_TRE_TOLD.format(now="Bây giờ đóng cửa, mở lại lúc 07:00 thứ Hai, 04/01/2027.")}
    """)
    saturday = datetime(2026, 8, 22, 9, 0, tzinfo=VIET_NAM)
    assert Opening((Hours(),)).open_until(saturday) == saturday.replace(hour=11)
    assert WEEK.open_until(saturday) == saturday.replace(hour=11, minute=30)
    assert WEEK.opens(saturday + timedelta(days=1)) == saturday.replace(hour=7) + timedelta(days=2)


async def test_the_commune_remembered_or_else_asked_for(place: Stage) -> None:
    await place.play(f"""
        Lan: bưu điện ở đâu
        Bot: Dạ, cô chú hỏi cho xã, phường nào? Tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long, Cầu Ngang
        {MY_LONG_TOLD.format(now=MORNING)}
        Lan: [Xã khác]
        Bot: Dạ, cô chú hỏi cho xã, phường nào? Tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: dừng
        Bot: Dạ, mình dừng ở đây. Phần đang khai dở Loa không giữ lại. [Về đầu]
    """)
    await asks(place, "Lan")
    await place.play(f"""
        Lan: bưu điện mấy giờ mở cửa
        {MY_LONG_TOLD.format(now=MORNING)}
    """)


async def test_in_english(place: Stage) -> None:
    for said in ("english", "[English]"):
        await place.say("Anna", said)
        place.heard("Anna")
    await place.play("""
        ... until 17:30 27/11/2026
        Anna: where is the insurance office in Cau Ngang
        Bot: I do not know yet which insurance office sees to xã Cầu Ngang, so I do not guess. The hotline 1900 9068
          tells you. [Another commune] [Have somebody call me] [Menu]
        Anna: post office My Long opening hours
        Bot: Bưu điện Mỹ Long Address: ấp Ví Dụ, xã Mỹ Long I do not know its phone number yet; the hotline is 1900
          9068. Closed now; opens again at 07:30 on Saturday, 28 November 2026. Hours: cả sáng thứ Bảy Map: Bưu điện
          Mỹ Long: https://maps.example/my-long [Another commune] [Have somebody call me] [Menu]
    """)


async def test_the_commune_beside_it_is_told_where_its_own_has_none(place: Stage) -> None:
    with_neighbours(place, CAU_NGANG, (BEN_TRE, MY_LONG))
    await place.restart()
    await place.play(f"""
        Lan: bưu điện xã cầu ngang ở đâu
        Bot: Dạ, bưu điện nào lo cho xã Cầu Ngang thì Loa chưa rõ, nên không dám đoán. Cô chú gọi tổng đài 1900 9068
          hỏi giúp nha. Gần đó, ở xã Mỹ Long: Bưu điện Mỹ Long Địa chỉ: ấp Ví Dụ, xã Mỹ Long Số điện thoại nơi này Loa
          chưa rõ; tổng đài là 1900 9068. {MORNING} Giờ làm việc: cả sáng thứ Bảy [Xã khác] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_where_no_office_is_known_nothing_is_asked(stage: Stage) -> None:
    await stage.play("""
        Lan: bhxh bến tre ở đâu
        Bot: Dạ, cơ quan BHXH nào lo cho phường Bến Tre thì Loa chưa rõ, nên không dám đoán. Cô chú gọi tổng đài 1900
          9068 hỏi giúp nha. [Xã khác] [Nhờ cán bộ gọi] [Về đầu]
        Nam: cơ quan BHXH nằm ở đâu
        Bot: (dia-chi-gio-lam-viec) [Xem thêm] [Số tổng đài hỗ trợ là bao nhiêu?] [Tìm điểm thu gần nhất] [Nhờ cán bộ
          gọi] [Về đầu] [Có ích] [Chưa đúng]
    """)


async def test_a_district_that_became_many_communes(place: Stage) -> None:
    await place.play("""
        Lan: bảo hiểm xã hội huyện Vũng Liêm giờ ở đâu
        Bot: Dạ, cơ quan BHXH nào lo cho nơi đó thì Loa chưa rõ, nên không dám đoán. Cô chú gọi tổng đài 1900 9068 hỏi
          giúp nha. [Xã khác] [Nhờ cán bộ gọi] [Về đầu]
    """)


def test_a_post_office_leaves_the_rules_of_duty_to_the_office_that_has_some(knowing: Knowing) -> None:
    own = replace(knowing.knowledge.library.home.duty, capacity=3)
    rules = replace(INSURANCE, communes=frozenset({MY_LONG}), duty=own)
    plain = replace(POST, duty=knowing.knowledge.library.home.duty)
    library = replace(knowing.knowledge.library, offices=(plain, rules))
    assert library.duty_of(MY_LONG) == own
    assert [communes for communes, _late in library.overdue(MONDAY)] == [{MY_LONG}, frozenset()]


@pytest.mark.parametrize(("name", "links"), [("telegram", ("Bản đồ: BHXH cơ sở Bến Tre",)), ("webchat", ())])
async def test_on_telegram_and_on_the_web(
    made_databases: Databases,
    knowing: Knowing,
    open_database: Callable[[str], Database],
    name: str,
    links: Sequence[str],
) -> None:
    def runtime(clock: Callable[[], datetime]) -> Runtime:
        return Runtime(lambda: knowing.knowledge, languages(ROOT / "locales"), {name: CHANNELS[name][0]}, clock)

    made = with_offices(runtime, INSURANCE, POST)
    async with ChannelStage(made_databases.fresh("sqlite"), open_database, made, screen=Screen(name)) as stage:
        [(_chat, seen)] = await stage.does("Lan", "bhxh bến tre ở đâu")
        assert "Số điện thoại: 0275 3 000 111" in seen.words
        assert MORNING in seen.words
        assert seen.labels == (*links, "Xã khác", "Nhờ cán bộ gọi", "Về đầu")
        assert ("https://www.google.com/maps/" in seen.words) is not bool(links)
        [(_chat, seen)] = await stage.does("Lan", "mỹ long")
        assert "cơ quan BHXH nào lo cho xã Mỹ Long thì Loa chưa rõ" in seen.words
