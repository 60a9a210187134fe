"""A change made in a browser: kept as a draft, approved by somebody else, published, written into the folder."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from bot.domain.content.drafts import Edit, Outcome, Source
from bot.domain.content.versions import How
from bot.domain.messages import Abilities, Address
from bot.domain.people import Role, Staff
from bot.library.editing.applying import edit_of
from bot.runtime.content_publishing import Publishing
from bot.runtime.content_versions import ContentVersions
from bot.services.content import drafting
from bot.services.content.notices import tell_refused
from bot.services.context import Context
from bot.store.content import drafts, versions
from bot.store.engine.database import Transaction
from bot.store.tables import parcel
from bot.words import languages
from tests.content import ROOT
from tests.library.conftest import Folder
from tests.runtime.content_office import PAGE, Office, named, title
from tests.store.samples import hired

OLD, NEW = "Mức đóng thấp nhất?", "Ít nhất bao nhiêu?"


class Desk:
    """Thu and Nga, two editors, in front of a process of Loa."""

    def __init__(self, office: Office, process: ContentVersions) -> None:
        self.office, self.process = office, process
        self.publishing = Publishing(office.db, process, self.context, office.clock)
        self._spoken = languages(ROOT / "locales")

    def context(self, tx: Transaction, now: object = None, turn: str = "") -> Context:
        at = self.office.clock()
        knowledge = self.process.knowing.knowledge
        here = turn or f"board{at.timestamp()}"
        can = {"webchat": Abilities(edits=True)}
        return Context(tx, at, here, knowledge, self._spoken, can, board="https://loa.example")

    async def hires(self, name: str, role: Role = Role.EDITOR) -> Staff:
        where = Address("webchat", "", f"chat of {name}")
        return await self.office.db.run(lambda tx: hired(tx, where, name, role, ()))

    async def writes(
        self, who: Staff | None, old: str = OLD, new: str = NEW, source: Source = Source.FORM, path: str = PAGE
    ) -> int:
        version, files = await self.publishing.current()
        after = {**files, path: files[path].decode().replace(old, new).encode()}
        edit, author = edit_of(files, after), who.id if who else None
        number = await self.office.db.run(
            lambda tx: drafting.save(
                self.context(tx), source, "answer", "thap-nhat", edit, author, "vì sao", version=version.number
            )
        )
        assert number is not None
        return number

    async def approves(self, who: Staff, number: int, *, yes: bool = True, seen: str = "") -> Outcome:
        def work(tx: Transaction) -> Outcome:
            draft = drafts.get(tx, number)
            assert draft is not None
            looked_at = seen or draft.edit.hash
            return drafting.decide(self.context(tx), draft, who, yes=yes, note="đã đọc", seen=looked_at)

        return await self.office.db.run(work)

    async def publishes(self, number: int, who: Staff | None = None) -> Outcome:
        return (await self.publishing.publish(number, who.id if who else None, f"p{number}")).outcome

    async def told(self, who: Staff) -> list[str]:
        def work(tx: Transaction) -> list[str]:
            rows = tx.connection.execute(parcel.select().order_by(parcel.c.number)).all()
            mine = [row for row in rows if row.chat == f"chat of {who.name}"]
            return [json.loads(tx.unseal(parcel.c.body, row.key, row.body))["text"] for row in mine]

        return await self.office.db.read(work)


@pytest.fixture
async def folder(contents: Office) -> Folder:
    return contents.folder()


@pytest.fixture
async def desk(contents: Office, folder: Folder) -> Desk:
    return Desk(contents, await contents.starts(folder))


def page_of(folder: Folder) -> str:
    return (folder.content / PAGE).read_text(encoding="utf-8")


async def test_what_somebody_else_has_approved_goes_into_use_and_into_the_files(desk: Desk, folder: Folder) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga", Role.ADMIN)
    number = await desk.writes(thu)
    (asked,) = await desk.told(nga)
    assert "Thu" in asked
    assert "vì sao" in asked
    assert await desk.told(thu) == []
    assert await desk.publishes(number) is Outcome.UNAPPROVED
    assert await desk.approves(thu, number) is Outcome.OWN_WORK
    assert await desk.approves(nga, number) is Outcome.APPROVED
    assert title(desk.process) == OLD
    assert await desk.publishes(number, nga) is Outcome.PUBLISHED
    assert title(desk.process) == NEW
    assert NEW in page_of(folder)
    newest = await desk.office.db.read(versions.newest)
    assert newest is not None
    assert (newest.how, newest.author, newest.approver, newest.draft) == (How.EDIT, thu.id, nga.id, number)
    approved, used = await desk.told(thu)
    assert approved == "Nga đã duyệt phần sửa của mình: Câu trả lời: Mức đóng thấp nhất?\n“đã đọc”"
    assert used.startswith("Phần sửa của mình đã được dùng")
    await desk.office.looks(desk.process)
    assert (await desk.office.history())[0] == (2, How.EDIT)
    assert await desk.publishes(number) is Outcome.OVER


async def test_an_approval_is_for_what_was_looked_at_and_nothing_else(desk: Desk) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    number = await desk.writes(thu)
    seen = await desk.office.db.read(lambda tx: drafts.get(tx, number))
    assert seen is not None
    assert await desk.approves(nga, number) is Outcome.APPROVED
    version, files = await desk.publishing.current()
    again = edit_of(files, {**files, PAGE: files[PAGE].decode().replace(OLD, "Bao nhiêu?").encode()})

    def rewrites(tx: Transaction) -> int | None:
        here = desk.context(tx, turn="again")
        return drafting.save(
            here, Source.FORM, "answer", "thap-nhat", again, thu.id, "", version=version.number, number=number
        )

    assert await desk.office.db.run(rewrites) == number
    assert await desk.approves(nga, number, seen=seen.edit.hash) is Outcome.CHANGED
    assert await desk.publishes(number) is Outcome.UNAPPROVED
    assert await desk.approves(nga, number, yes=False) is Outcome.SENT_BACK
    assert await desk.publishes(number) is Outcome.UNAPPROVED


async def test_two_changes_of_one_file_go_together_and_one_line_changed_twice_is_told(
    desk: Desk, folder: Folder
) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    first = await desk.writes(thu)
    second = await desk.writes(nga, "Dạ có, mỗi tháng bớt", "Dạ được, mỗi tháng bớt")
    third = await desk.writes(nga, OLD, "Tối thiểu?")
    for number, other in ((first, nga), (second, thu), (third, thu)):
        assert await desk.approves(other, number) is Outcome.APPROVED
    assert await desk.publishes(first) is Outcome.PUBLISHED
    assert await desk.publishes(second) is Outcome.PUBLISHED
    assert await desk.publishes(third) is Outcome.MET
    assert NEW in page_of(folder)
    assert "Dạ được" in page_of(folder)


async def test_files_changed_meanwhile_are_never_overwritten(desk: Desk, folder: Folder) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    number = await desk.writes(thu)
    await desk.approves(nga, number)
    folder.change(PAGE, "hoặc ra bưu điện", "{{ hỏng")
    assert await desk.publishes(number) is Outcome.PUBLISHED
    assert title(desk.process) == NEW
    assert OLD in page_of(folder)
    assert "{{ hỏng" in page_of(folder)
    folder.change(PAGE, "{{ hỏng", "hoặc ra trạm")
    await desk.office.looks(desk.process)
    await desk.office.looks(desk.process, 20)
    assert any("đã là phiên bản 2" in told for told in desk.office.told)
    assert title(desk.process) == NEW
    assert "hoặc ra trạm" in page_of(folder)


async def test_what_the_files_and_the_browser_changed_in_turn_are_both_in_use(desk: Desk, folder: Folder) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    number = await desk.writes(thu, "Dạ có, mỗi tháng bớt", "Dạ được, mỗi tháng bớt")
    await desk.approves(nga, number)
    named(folder, NEW)
    await desk.office.looks(desk.process)
    assert await desk.publishes(number) is Outcome.PUBLISHED
    assert title(desk.process) == NEW
    assert NEW in page_of(folder)
    assert "Dạ được" in page_of(folder)
    assert await desk.office.history() == [(3, How.EDIT), (2, How.FOLDER), (1, How.FOLDER)]


async def test_a_folder_that_cannot_be_written_stays_and_catches_up(desk: Desk, folder: Folder) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    number = await desk.writes(thu)
    await desk.approves(nga, number)
    (folder.content / PAGE).with_name(".vi.md.loa").mkdir()
    assert await desk.publishes(number) is Outcome.PUBLISHED
    assert title(desk.process) == NEW
    assert OLD in page_of(folder)
    (folder.content / PAGE).with_name(".vi.md.loa").rmdir()
    await desk.office.looks(await desk.office.starts(folder))
    assert NEW in page_of(folder)


async def test_its_day_publishes_it_and_what_cannot_be_used_is_told(desk: Desk, contents: Office) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    number, faulty = await desk.writes(thu), await desk.writes(thu, "{{ dong(floor_contribution) }}", "{{ dong(x) }}")
    for each in (number, faulty):
        await desk.approves(nga, each)
        await contents.db.run(lambda tx, each=each: drafts.plan(tx, each, date(2026, 11, 25)))
    assert await desk.publishing.due() == 0
    contents.clock.now += timedelta(days=2)
    assert await desk.publishing.due() == 2
    assert title(desk.process) == NEW
    assert any("không dùng được" in said for said in await desk.told(nga))
    assert await desk.publishing.due() == 0


async def test_taking_back_needs_nobody_else_and_is_told_to_the_admins(desk: Desk) -> None:
    thu, hong = await desk.hires("Thu"), await desk.hires("Hồng", Role.ADMIN)
    number = await desk.writes(thu, source=Source.WITHDRAWAL)
    assert await desk.publishes(number, thu) is Outcome.PUBLISHED
    (told,) = await desk.told(hong)
    assert "Thu" in told
    assert "rút" in told


def test_an_edit_is_the_same_wherever_its_lines_are() -> None:
    one = Edit({"a": b"x\ny\n"}, {"a": b"x\nz\n"})
    assert one.hash == Edit({"a": b"w\nx\ny\n"}, {"a": b"w\nx\nz\n"}).hash
    assert one.hash != Edit({"a": b"x\ny\n"}, {"a": b"x\nq\n"}).hash
    assert Edit({}, {"a": b"PK\xff1"}).hash != Edit({}, {"a": b"PK\xff2"}).hash, "a file of Word is no text"
    assert Edit({}, {"a": b""}).hash != Edit({"a": b""}, {}).hash


def test_an_edit_names_only_what_differs() -> None:
    assert edit_of({"a": b"1", "b": b"2"}, {"a": b"1", "c": b"3"}) == Edit({"b": b"2"}, {"c": b"3"})


async def test_a_changed_folder_waits_for_a_second_pair_of_eyes_where_that_is_wanted(contents: Office) -> None:
    folder = contents.folder()
    process = await ContentVersions.begin(contents.db, folder.content, contents.clock, second=True)
    desk = Desk(contents, process)
    named(folder, "Chưa ai xem?")
    await contents.looks(process)
    assert title(process) == "Chưa ai xem?", "nobody could approve it"
    nga = await desk.hires("Nga")
    named(folder, NEW)
    await contents.looks(process)
    named(folder, "Ít nhất là bao nhiêu?")
    await contents.looks(process)
    assert title(process) == "Chưa ai xem?"
    (draft,) = await contents.db.read(drafts.waiting)
    assert f"bản nháp số {draft.number}" in process.refused[0].mistakes[0]
    await contents.db.run(lambda tx: tell_refused(desk.context(tx), process.refused[0], process.version))
    (told,) = await desk.told(nga)
    assert told.startswith("Có một phần sửa nội dung đang chờ người xem trước khi dùng")
    assert f"/staff/content/draft/{draft.number}" in told
    assert await desk.publishes(draft.number) is Outcome.UNAPPROVED
    assert await desk.approves(nga, draft.number) is Outcome.APPROVED
    assert await desk.publishes(draft.number, nga) is Outcome.PUBLISHED
    await contents.looks(process)
    assert title(process) == "Ít nhất là bao nhiêu?"
    assert process.refused == ()
