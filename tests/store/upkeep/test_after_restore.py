"""After a restore nothing that was taken back comes to life, no number is given out twice, nothing goes out in bulk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.domain.commands.leads import RequestCall
from bot.domain.consents import CALL_BACK, HAND_ON
from bot.domain.errors import Trouble
from bot.domain.messages import Message
from bot.domain.outreach.subscriptions import Purpose
from bot.domain.people import Role
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.leads import queries as leads
from bot.store.leads.queries import Asked
from bot.store.messages import outbox as parcels
from bot.store.people import blocking, consents, erasures, subscriptions
from bot.store.scheduling import standstill
from bot.store.staff import invitations, members, sessions
from bot.store.tables import erasure, invitation, lead, staff_session
from bot.store.upkeep import key_rotation
from bot.store.upkeep.after_restore import WITHOUT_LIST, DoneAgain, forget, settle
from bot.store.upkeep.backup import back_up, restore
from bot.store.upkeep.erasure_list import AHEAD, bring_up, read
from tests.databases import Databases
from tests.store.samples import HOA, LAN, MINH, NOW, PHONE, VAULT, after, asks, comes, hired

NEW = bytes(reversed(range(32)))


class Place:
    """A database, its backup and its list."""

    def __init__(self, db: Database, url: str, folder: Path, made: Databases) -> None:
        self.url = url
        self.db, self.folder, self.made, self.file = db, folder, made, folder / "outside" / "loa.erasures"
        self.kind = "postgresql" if db.shared else "sqlite"

    async def begins(self) -> None:
        await self.db.run(lambda tx: bring_up(tx, self.file))

    async def saves(self, name: str = "night.zip") -> Path:
        target = self.folder / name
        await self.db.read(lambda tx: back_up(tx, target, NOW))
        return target

    async def restored(
        self, source: Path, file: Path | None = None, vault: Vault = VAULT
    ) -> tuple[Database, DoneAgain]:
        """Another machine, with the backup and the list."""
        other = Database.open(self.made.fresh(self.kind), vault)
        where = file or self.file

        def work(tx: Transaction) -> DoneAgain:
            restore(tx, source)
            return settle(tx, where, after(days=1))

        return other, await other.run(work)


@pytest.fixture
async def place(db: Database, database_url: str, tmp_path: Path, made_databases: Databases) -> Place:
    here = Place(db, database_url, tmp_path, made_databases)
    await here.begins()
    return here


def forgets(tx: Transaction) -> None:
    who = comes(tx).citizen.id
    erasures.record(tx, "forget", who, NOW)
    forget(tx, who, NOW)


def phones(tx: Transaction) -> list[str]:
    rows = tx.connection.execute(select(lead.c.number, lead.c.phone).order_by(lead.c.number))
    return [tx.unseal(lead.c.phone, number, sealed) for number, sealed in rows]


async def test_what_was_erased_since_is_erased_again_and_what_was_not_stays(place: Place) -> None:
    await place.db.run(asks)
    await place.db.run(lambda tx: asks(tx, HOA))
    source = await place.saves()
    await place.db.run(forgets)
    await place.begins()
    other, again = await place.restored(source)
    assert again == DoneAgain(1, 1, listed=True)
    assert await other.read(phones) == ["", PHONE]
    await other.close()


async def test_it_is_done_once(place: Place) -> None:
    """Whoever has come back since, and is in the next backup, is not erased again."""
    await place.db.run(asks)
    await place.saves()
    await place.db.run(forgets)
    await place.db.run(asks)
    await place.begins()
    source = await place.saves("later.zip")
    other, again = await place.restored(source)
    assert again == DoneAgain(0, 0, listed=True)
    assert await other.read(phones) == ["", PHONE]
    await other.close()


@pytest.mark.parametrize("what", ["sharing", "call"])
async def test_a_withdrawal_since_holds(place: Place, what: erasures.What) -> None:
    def gives(tx: Transaction) -> None:
        who = comes(tx).citizen.id
        consent = consents.give(tx, who, "1", (CALL_BACK, HAND_ON), "telegram", "00", NOW)
        leads.add(tx, who, RequestCall("29000", "Lan", PHONE, "1", (CALL_BACK, HAND_ON)), Asked(consent), NOW)

    await place.db.run(gives)
    source = await place.saves()
    await place.db.run(lambda tx: erasures.record(tx, what, comes(tx).citizen.id, NOW))
    await place.begins()
    other, again = await place.restored(source)
    assert again.done == 1
    (found,) = await other.read(lambda tx: leads.of_citizen(tx, comes(tx).citizen.id) or [leads.get(tx, 1)])
    assert found is not None
    assert (found.open, bool(found.phone), found.shared) == (what == "sharing", what == "sharing", what == "call")
    (given,) = await other.read(lambda tx: consents.of_citizen(tx, found.citizen))
    assert given.valid == ((CALL_BACK,) if what == "sharing" else ())
    await other.close()


@pytest.mark.parametrize("ends", ["stop", "block", "forget"])
async def test_who_stopped_the_news_since_gets_none(place: Place, ends: str) -> None:
    def begins(tx: Transaction) -> None:
        lan = comes(tx)
        given = consents.give(tx, lan.citizen.id, "1", ("news",), "telegram", "00", NOW)
        subscriptions.begin(tx, lan.citizen.id, lan.address_id, Purpose.NEWS, "29419", given)

    def stops(tx: Transaction) -> None:
        who = comes(tx).citizen.id
        if ends == "stop":
            subscriptions.stop(tx, who, [Purpose.NEWS], NOW)
        elif ends == "block":
            blocking.mark_blocked(tx, LAN, True, NOW)
        else:
            forgets(tx)

    await place.db.run(begins)
    source = await place.saves()
    await place.db.run(stops)
    await place.begins()
    other, _again = await place.restored(source)
    assert await other.read(lambda tx: subscriptions.audience(tx, Purpose.NEWS, NOW)) == []
    await other.close()


async def test_who_has_left_since_has_left(place: Place) -> None:
    minh = await place.db.run(hired)
    source = await place.saves()
    await place.db.run(lambda tx: erasures.record_leaving(tx, minh.id, NOW))
    await place.begins()
    other, again = await place.restored(source)
    assert again.done == 1
    left = await other.read(lambda tx: members.at(tx, MINH))
    assert left is None or not left.active
    await other.close()


async def test_doors_of_that_night_stay_shut(place: Place) -> None:
    """A session that ended since, an invitation that was used since: neither is good again."""

    def opens(tx: Transaction) -> None:
        minh = hired(tx)
        sessions.give_code(tx, minh.id, "code", after(minutes=10), NOW)
        sessions.enter(tx, "code", "token", NOW, after(days=2))
        invitations.invite(tx, b"card", "Hoa", Role.OFFICER, (), after(days=7), NOW)

    await place.db.run(opens)
    other, _again = await place.restored(await place.saves())
    await other.read(lambda tx: tx.connection.execute(select(staff_session.c.ended_at)).scalar_one().isoformat())
    used = await other.run(lambda tx: invitations.redeem(tx, b"card", HOA, after(days=1, minutes=1), "vi"))
    assert used is None
    assert await other.read(lambda tx: sessions.of_token(tx, "token", after(days=1))) is None
    assert await other.read(lambda tx: tx.connection.execute(select(invitation)).first()) is not None
    await other.close()


async def test_numbers_go_on_above_any_that_was_given_out(place: Place) -> None:
    source = await place.saves()
    for _each in range(3):
        await place.db.run(asks)
    await place.begins()
    await place.db.run(lambda tx: tx.connection.execute(update(lead).where(lead.c.number == 3).values(number=341)))
    await place.begins()
    other, _again = await place.restored(source)
    assert (await other.run(asks)).number > 341
    assert (await other.run(hired)).id > AHEAD
    first, second = [(await other.run(lambda tx: asks(tx, HOA))).number for _each in range(2)]
    assert second == first + 1
    await other.close()


async def test_without_the_list_a_wide_gap_is_left(place: Place) -> None:
    await place.db.run(asks)
    other, again = await place.restored(await place.saves(), place.folder / "lost")
    assert again == DoneAgain(0, 0, listed=False)
    assert (await other.run(asks)).number > WITHOUT_LIST
    await other.close()


async def test_a_change_of_keys_makes_no_difference(place: Place) -> None:
    await place.db.run(asks)
    source = await place.saves()
    both = Vault(NEW, bytes(range(32)))
    rotating = Database.open(place.url, both)
    await key_rotation.rotate(rotating)
    await rotating.run(forgets)
    await rotating.run(lambda tx: bring_up(tx, place.file))
    await rotating.close()
    assert len(read(place.file).keys) == 2
    other, again = await place.restored(source, vault=both)
    assert again.done == 1
    assert await other.read(phones) == [""]
    await other.close()


async def test_a_list_that_no_key_opens_is_told(place: Place) -> None:
    source = await place.saves()
    line = place.file.read_text().replace(read(place.file).keys[0], "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    place.file.write_text(line)
    with pytest.raises(Trouble, match="danh sách xóa"):
        await place.restored(source)


async def test_what_goes_out_in_bulk_waits_until_somebody_says_so(place: Place) -> None:
    source = await place.saves()
    other, _again = await place.restored(source)
    await other.run(lambda tx: parcels.post(tx, "all", LAN, Message("Mời bà con"), NOW, bulk=True))
    assert await other.read(standstill.bulk_waits)
    assert await other.run(standstill.let_bulk_go)
    assert not await other.read(standstill.bulk_waits)
    assert not await other.run(standstill.let_bulk_go)
    await other.close()


async def test_what_waited_that_night_is_marked_as_a_copy(place: Place) -> None:
    await place.db.run(lambda tx: parcels.post(tx, "now", LAN, Message("Dạ"), NOW))
    await place.db.run(lambda tx: parcels.post(tx, "later", HOA, Message("Dạ"), after(days=9)))
    other, _again = await place.restored(await place.saves())
    claimed = await other.run(lambda tx: parcels.claim(tx, "w", after(days=10), timedelta(minutes=1), 9))
    assert [(one.key, one.doubts) for one in claimed] == [("now", 1), ("later", 0)]
    await other.close()


async def test_a_crash_in_the_middle_of_a_line_loses_nothing(place: Place) -> None:
    await place.db.run(asks)
    await place.db.run(forgets)
    await place.begins()
    whole = place.file.read_bytes()
    place.file.write_bytes(whole[:-20])
    await place.begins()
    assert read(place.file).erasures.keys() == {1}
    assert await place.db.run(lambda tx: bring_up(tx, place.file)) == 0, "it is up to date"
    place.file.write_bytes(b"hello\n" + whole)
    with pytest.raises(Trouble, match="dòng 1"):
        read(place.file)


async def test_a_new_database_goes_on_where_the_list_is(place: Place) -> None:
    await place.db.run(asks)
    await place.db.run(forgets)
    await place.begins()
    other = Database.open(place.made.fresh(place.kind), VAULT)
    await other.run(lambda tx: bring_up(tx, place.file))
    await other.run(asks)
    await other.run(forgets)
    assert await other.run(lambda tx: bring_up(tx, place.file)) >= 1
    assert list(read(place.file).erasures) == [1, 2]
    numbers = await other.read(lambda tx: list(tx.connection.execute(select(erasure.c.id)).scalars()))
    assert numbers == [2]
    await other.close()


async def test_the_list_names_nobody(place: Place) -> None:
    await place.db.run(asks)
    await place.db.run(forgets)
    await place.begins()
    written = place.file.read_text()
    assert not any(name in written for name in (LAN.chat, "telegram", PHONE[3:]))
    assert place.file.stat().st_mode & 0o077 == 0
