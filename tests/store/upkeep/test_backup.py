"""A backup holds everything, fits either database, and says in one sentence why it cannot be restored."""

from __future__ import annotations

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from bot.domain.errors import Trouble
from bot.domain.messages import Address, Incoming, Message
from bot.domain.outreach.facts import Fact, Step
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from bot.store.messages import inbox
from bot.store.messages import outbox as parcels
from bot.store.people import visitors
from bot.store.statistics import facts
from bot.store.tables import metadata
from bot.store.upkeep.backup import back_up, restore
from bot.store.upkeep.key_check import check_key
from tests.databases import Databases

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LAN = Address("telegram", "loa", "4711")
KEY, OTHER_KEY = bytes(32), bytes(range(32))


def fill(tx: Transaction) -> None:
    visitor = visitors.visit(tx, Incoming("1", LAN, text="chào"), NOW, "vi")
    visitors.remember(tx, visitor.address_id, '{"flow": "consultation", "answers": {"name": "Chị Lan"}}', NOW)
    inbox.receive(tx, Incoming("1", LAN, text="0912 345 678"), NOW)
    for number in range(1200):
        parcels.post(tx, f"k{number}", LAN, Message(f"Dạ {number}"), NOW + timedelta(microseconds=number))
    facts.count(tx, date(2026, 11, 23), Fact(Step.ASKED, "29000"))


def everything(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row) for row in tx.connection.execute(select(table).order_by(*table.primary_key.columns))]
        for table in metadata.sorted_tables
    }


@pytest.fixture(params=["sqlite", "postgresql"])
def other_url(request: pytest.FixtureRequest, made_databases: Databases) -> str:
    return made_databases.fresh(request.param)


async def test_what_was_saved_comes_back_on_either_database(database_url: str, other_url: str, tmp_path: Path) -> None:
    source, target = (Database.open(url, Vault(KEY)) for url in (database_url, other_url))
    await source.run(fill)
    file = tmp_path / "deep" / "loa.zip"
    about = await source.read(lambda tx: back_up(tx, file, NOW))
    assert about.rows["parcel"] == 1200
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = b"".join(ZipFile(file).read(name) for name in ZipFile(file).namelist())
    assert b"consultation" not in written, "what is personal stays sealed"
    assert b"0912 345 678" not in written

    await target.run(lambda tx: restore(tx, file))
    assert await target.read(everything) == await source.read(everything)
    await target.read(check_key)
    posted = await target.run(lambda tx: parcels.post(tx, "one more", LAN, Message("Dạ"), NOW))
    assert posted, "new rows get numbers after those that were restored"
    await source.close()
    await target.close()


async def test_it_is_not_restored_over_data_unless_forced(database_url: str, tmp_path: Path) -> None:
    database = Database.open(database_url, Vault(KEY))
    await database.run(fill)
    file = tmp_path / "loa.zip"
    await database.read(lambda tx: back_up(tx, file, NOW))
    before = await database.read(everything)
    await database.run(lambda tx: parcels.post(tx, "later", LAN, Message("Dạ"), NOW))
    with pytest.raises(Trouble, match="--force"):
        await database.run(lambda tx: restore(tx, file))
    await database.run(lambda tx: restore(tx, file, force=True))
    assert await database.read(everything) == before
    await database.close()


async def test_a_backup_never_replaces_a_file(database_url: str, tmp_path: Path) -> None:
    database = Database.open(database_url, Vault(KEY))
    file = tmp_path / "loa.zip"
    file.write_text("something precious")
    with pytest.raises(Trouble, match="đã có"):
        await database.read(lambda tx: back_up(tx, file, NOW))
    assert file.read_text() == "something precious"
    await database.close()


async def test_another_key_is_told_in_one_sentence(database_url: str, other_url: str, tmp_path: Path) -> None:
    source, target = Database.open(database_url, Vault(KEY)), Database.open(other_url, Vault(OTHER_KEY))
    file = tmp_path / "loa.zip"
    await source.run(fill)
    await source.read(lambda tx: back_up(tx, file, NOW))
    with pytest.raises(Trouble, match="không phải là khóa đã dùng"):
        await target.run(lambda tx: restore(tx, file))
    await target.read(check_key)
    wrong = Database.open(database_url, Vault(OTHER_KEY))
    with pytest.raises(Trouble, match="không phải là khóa đã dùng"):
        await wrong.read(check_key)
    for database in (source, target, wrong):
        await database.close()


@pytest.mark.parametrize("damage", ["no zip", "no page", "other release", "rows missing", "nothing there"])
async def test_what_is_no_whole_backup_changes_nothing(database_url: str, tmp_path: Path, damage: str) -> None:
    database = Database.open(database_url, Vault(KEY))
    await database.run(fill)
    file, broken = tmp_path / "loa.zip", tmp_path / "broken.zip"
    await database.read(lambda tx: back_up(tx, file, NOW))
    before = await database.read(everything)
    if damage == "no zip":
        broken.write_bytes(file.read_bytes()[: 3 * file.stat().st_size // 4])
    elif damage != "nothing there":
        with ZipFile(file) as whole, ZipFile(broken, "w") as copy:
            for name in whole.namelist():
                content = whole.read(name)
                if name == "loa.json" and damage == "other release":
                    content = json.dumps({**json.loads(content), "revision": "9999"}).encode()
                if name == "parcel.jsonl" and damage == "rows missing":
                    content = content[: content.rindex(b"\n", 0, -1) + 1]
                if name != "loa.json" or damage != "no page":
                    copy.writestr(name, content)
    with pytest.raises(Trouble):
        await database.run(lambda tx: restore(tx, broken, force=True))
    assert await database.read(everything) == before
    await database.close()
