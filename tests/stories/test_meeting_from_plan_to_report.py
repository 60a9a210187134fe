"""A meeting from the plan to the report, on Telegram, Zalo OA, Zalo Bot and the web at the same time.

Announced, found, registered for, a sister brought, one who waits moves up, the hall changes, reminders, two scan and
forty are counted, one joins there, the report is written in the chat, the supervisors get the minutes (as a file where
the channel carries one), and the numbers of the month are right.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Address
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Step
from bot.domain.people import Role
from bot.runtime.content import Knowing
from bot.runtime.delivery import Delivery
from bot.runtime.jobs import Jobs
from bot.runtime.reception import Reception
from bot.services.context import Context, Runtime
from bot.services.meetings.door import code_of
from bot.store.engine.database import Database
from bot.store.meetings import queries
from bot.store.staff import members
from bot.store.statistics import facts
from bot.web.board.meetings.months import lines_of
from bot.words import languages
from tests.stories.conftest import MY_LONG, ROOT, hire
from tests.stories.test_five_channels import CHANNELS, Screen
from tests.story import Stage

LIVES = {
    "Minh": "telegram",
    "Phuc": "telegram",
    "Sau": "zalo_bot",
    "Hoa": "telegram",
    "Lan": "telegram",
    "Na": "zalo_oa",
    "Bo": "zalo_bot",
    "Tu": "webchat",
}
STAFF = {"Minh": Role.OFFICER, "Phuc": Role.COLLECTOR, "Sau": Role.SUPERVISOR, "Hoa": Role.SUPERVISOR}
MONTH = date(2026, 12, 1), date(2026, 12, 31)


@dataclass
class Province(Stage):
    """The stage with four channels at once, and who writes over which."""

    screens: Mapping[str, Screen] = field(default_factory=lambda: {name: Screen(name) for name in set(LIVES.values())})
    read: dict[str, int] = field(default_factory=dict)

    async def _start(self) -> None:
        self.db = self.open_database(self.url)
        runtime = self.runtime(lambda: self.now)
        self.jobs = Jobs(runtime)
        channels = {(name, ""): screen for name, screen in self.screens.items()}
        given_up, checked = self.jobs.given_up, self.jobs.checked
        self.delivery = Delivery(
            self.db, channels, lambda: self.now + self.patience, "stage", given_up=given_up, checked=checked
        )
        self.reception = Reception(self.db, runtime, self.delivery.wake)
        self._running = asyncio.create_task(self.delivery.run())

    def address(self, who: str) -> Address:
        return Address(LIVES[who], "", who.lower())

    def hears(self, who: str) -> str:
        """All that they got since it was last looked at."""
        got = [seen.words for chat, seen in self.screens[LIVES[who]].seen if chat == who.lower()]
        new, self.read[who] = got[self.read.get(who, 0) :], len(got)
        return "\n".join(new)

    def files(self, who: str) -> list[str]:
        """The names of the files that they have got."""
        got = [one for chat, one, _kind in self.screens[LIVES[who]].got if chat == who.lower()]
        return [one.media.name for one in got if one.media is not None]

    async def tells(self, who: str, *said: str) -> str:
        """They type one thing after the other; what the last one led to."""
        for one in said:
            self.hears(who)
            await self.say(who, one)
        return self.hears(who)

    async def until(self, when: str) -> None:
        """Time passes; what is due by then happens, and looking once more changes nothing."""
        self.now = datetime.strptime(when, "%H:%M %d/%m/%Y").replace(tzinfo=VIET_NAM)
        for _look in range(4):
            await self.db.run(self.jobs.due)
        await self.settle()


async def test_from_the_plan_to_the_report(
    database_url: str, way: str, knowing: Knowing, open_database: Callable[[str], Database]
) -> None:
    def runtime(clock: Callable[[], datetime]) -> Runtime:
        abilities = {name: CHANNELS[name][0] for name in set(LIVES.values())}
        known = languages(ROOT / "locales")
        return Runtime(lambda: knowing.knowledge, known, abilities, clock, board="https://loa.example")

    async with Province(database_url, open_database, runtime, way) as town:
        for name, role in STAFF.items():
            await town.db.run(lambda tx, name=name, role=role: hire(tx, town.address(name), name, role, [MY_LONG]))
        await planned_and_registered(town)
        await changed_and_reminded(town)
        await held(town)
        await reported(town)
        await measured(town)


async def planned_and_registered(town: Province) -> None:
    await town.tells("Minh", "mở hội nghị", "hội nghị", "nhà văn hóa ấp 3 ngày 5/12 8g tới 10g", "3 chỗ", "1")
    assert "Đã đăng hội nghị 1" in await town.tells("Minh", "đăng hội nghị 1")
    for who in ("Lan", "Na", "Bo", "Tu"):
        assert "Nhà văn hóa ấp 3" in await town.tells(who, "hội nghị", "xã Mỹ Long, Cầu Ngang"), who
    assert "giữ 2 chỗ" in await town.tells("Lan", "đăng ký buổi 1", "một người đi cùng", "đồng ý")
    assert "giữ 1 chỗ" in await town.tells("Na", "đăng ký buổi 1", "chỉ mình tôi", "đồng ý")
    for who in ("Bo", "Tu"):
        assert "danh sách chờ" in await town.tells(who, "đăng ký buổi 1", "chỉ mình tôi", "đồng ý"), who
    assert "0987 654 321" in await town.tells("Tu", "gọi tôi về hội nghị 1", "đồng ý", "0987 654 321")


async def changed_and_reminded(town: Province) -> None:
    await town.tells("Na", "hủy đăng ký 1")
    assert "vừa có chỗ trống" in town.hears("Bo")
    assert "vừa có chỗ trống" not in town.hears("Tu"), "who waits longer goes first"
    await town.tells("Minh", "sửa hội nghị 1", "số chỗ ngồi", "50")
    assert "vừa có chỗ trống" in town.hears("Tu")
    await town.tells("Minh", "dời hội nghị 1", "đình Mỹ Long")
    for who, told in {"Lan": 1, "Bo": 1, "Tu": 1, "Na": 0}.items():
        assert town.hears(who).count("Đình Mỹ Long") == told, who
    await town.until("17:01 4/12/2026")
    for who, told in {"Lan": 1, "Bo": 1, "Tu": 1, "Na": 0}.items():
        assert town.hears(who).count("hẹn gặp ngày mai") == told, who
    assert "0987 654 321" in await town.tells("Minh", "gọi khách hội nghị 1")


async def held(town: Province) -> None:
    def door(context: Context) -> str:
        found = queries.get(context.tx, 1)
        assert found is not None
        return code_of(found, CodeKind.DOOR, context).code

    await town.until("7:31 5/12/2026")
    code = await town.does(door)
    for who in ("Lan", "Bo"):
        await town.tells(who, code, "có mặt 1", "đồng ý")
    joins = ("tham gia ngay 1", "có", "Nguyễn Văn Bo", "0912 345 678", "xã Mỹ Long, Cầu Ngang", "có")
    assert "Mời cô chú tới bàn" in await town.tells("Bo", *joins)
    assert "muốn tham gia ngay: yêu cầu 1" in town.hears("Phuc")
    town.now = datetime(2026, 12, 5, 9, 0, tzinfo=VIET_NAM)
    assert "Có mặt: 41" in await town.tells("Minh", "41 người, 17 nữ")
    assert "Có mặt: 40" in await town.tells("Minh", "40 người, 17 nữ, 5 Khmer"), "typed again, it is corrected"
    meeting = await town.db.read(lambda tx: queries.get(tx, 1))
    assert meeting is not None
    assert (meeting.scanned, meeting.counted.present) == (2, 40), "two scan, and forty are counted"
    await town.until("10:20 5/12/2026")
    assert "Hội nghị 1 đã xong" in town.hears("Minh")


async def reported(town: Province) -> None:
    told = ("báo kết quả 1", "như đã đếm", "1 đăng ký, 3 hứa", "Hỏi lương hưu", "không", "không", "xong")
    assert "Có mặt: 40" in await town.tells("Minh", *told)
    for who in ("Sau", "Hoa"):
        town.hears(who)
    assert "Loa đã ghi kết quả" in await town.tells("Minh", "gửi báo cáo")
    heard = {who: town.hears(who) for who in ("Sau", "Hoa")}
    assert [minutes.count("Kết quả hội nghị 1") for minutes in heard.values()] == [1, 1]
    assert {who: town.files(who) for who in ("Minh", "Hoa", "Sau")} == {
        "Minh": ["bien-ban-1.docx"],
        "Hoa": ["bien-ban-1.docx"],
        "Sau": [],
    }
    assert "https://loa.example/staff/enter?code=" in await town.tells("Sau", "biên bản 1"), "Zalo Bot carries no file"
    minutes = heard["Sau"]
    for line in ("Đình Mỹ Long", "Có mặt: 40", "Nữ: 17", "Người Khmer: 5", "Đăng ký tại chỗ: 1", "Hỏi lương hưu"):
        assert line in minutes
    await town.tells("Phuc", "nhận 1", "kết quả 1", "đã tham gia", "không")
    town.hears("Na")
    await town.until("10:20 6/12/2026")
    for who, thanked in {"Lan": 1, "Bo": 1, "Na": 0, "Tu": 0}.items():
        assert town.hears(who).count("cảm ơn cô chú đã đến dự") == thanked, who


async def measured(town: Province) -> None:
    happened = await town.db.read(lambda tx: facts.sums(tx, ("step",), *MONTH, units=[MY_LONG]))
    december = {Step(step): count for (step,), count in happened.items()}
    counted = (
        Step.SCANNED, Step.MEETING_HELD, Step.ATTENDED, Step.ATTENDED_WOMEN, Step.ATTENDED_KHMER, Step.SIGNED_UP,
        Step.PROMISED, Step.MEETING_REQUEST, Step.JOINED_7, Step.JOINED_30,
    )  # fmt: skip
    assert [december.get(step) for step in counted] == [2, 1, 40, 17, 5, 1, 3, 1, 1, 1]
    sau = await town.db.read(lambda tx: members.at(tx, town.address("Sau")))
    assert sau is not None
    (line,) = await town.db.read(lambda tx: lines_of(tx, sau, MONTH[0], date(2027, 1, 1)))
    assert (line.come, line.wait, line.heads.present, line.heads.signed) == (4, 0, 40, 1), "the month on the board"
    totals = [
        await town.db.read(lambda tx, one=one: facts.total(tx, one))
        for one in (Step.MEETING, Step.GUEST, Step.GUEST_LEFT)
    ]
    assert totals == [1, 4, 1]
