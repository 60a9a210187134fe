"""What befalls a database is told in one sentence, waits for nobody for ever, and leaves its files private."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
import stat
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import certifi
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from bot.cli.main import main
from bot.domain.errors import Trouble
from bot.store.engine.database import Database, Transaction
from bot.store.engine.errors import BROKEN, FULL, LOCKED, POOLED, in_a_sentence
from bot.store.engine.lockfile import only_process
from bot.store.engine.vault import Vault
from bot.store.upkeep import version
from bot.store.upkeep.migrate import migrate
from tests.databases import Databases
from tests.store.samples import VAULT, comes


async def mishap(db: Database, *statements: str) -> str:
    """What an operator reads when these fail."""

    def work(tx: Transaction) -> None:
        for statement in statements:
            tx.connection.execute(text(statement))

    with pytest.raises(DBAPIError) as raised:
        await db.run(work)
    return str(in_a_sentence(raised.value))


async def test_a_lock_that_another_holds_is_not_waited_for_for_ever(postgresql_url: str) -> None:
    db, other = (Database.open(postgresql_url, VAULT) for _each in range(2))
    held, done = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold(tx: Transaction) -> None:
        tx.connection.execute(text("LOCK TABLE citizen"))
        loop.call_soon_threadsafe(held.set)
        tx.connection.execute(text("SELECT pg_sleep(15)"))

    holding = asyncio.create_task(other.run(hold))
    await held.wait()
    begun = perf_counter()
    with pytest.raises(DBAPIError) as raised:
        await db._home.write(lambda connection: comes(Transaction(connection, VAULT)))
    assert perf_counter() - begun < 6
    assert (str(in_a_sentence(raised.value)), Database.is_away(raised.value)) == (LOCKED, True)
    holding.cancel()
    done.set()
    await asyncio.gather(holding, return_exceptions=True)
    await asyncio.gather(db.close(), other.close())


@pytest.mark.parametrize("setting", ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"])
async def test_no_session_waits_for_ever(postgresql_url: str, setting: str) -> None:
    db = Database.open(postgresql_url, VAULT)
    shown = await db.read(lambda tx: tx.connection.scalar(text(f"SHOW {setting}")))
    await db.close()
    assert shown in {"3s", "30s", "1min"}


async def test_a_statement_that_takes_too_long_is_ended(postgresql_url: str) -> None:
    db = Database.open(postgresql_url, VAULT)
    assert await mishap(db, "SET LOCAL statement_timeout = '100ms'", "SELECT pg_sleep(5)") == LOCKED
    await db.close()


async def test_a_full_disk(made_databases: Databases) -> None:
    db = Database.open(made_databases.fresh("sqlite"), VAULT)
    await db.run(lambda tx: tx.connection.execute(text("PRAGMA max_page_count = 1")))
    said = await mishap(db, "CREATE TABLE big (body)", "INSERT INTO big VALUES (zeroblob(90000000))")
    await db.close()
    assert said == FULL
    assert str(in_a_sentence(OSError(errno.ENOSPC, "No space left on device", "x.zip"))) == FULL


@pytest.mark.parametrize("spoilt", ["a page", "its head", "no database at all"])
def test_a_broken_file_is_told_in_one_sentence(
    made_databases: Databases, spoilt: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = made_databases.fresh("sqlite")
    file = Path(make_url(url).database or "")
    whole = file.read_bytes()
    middle = b"\xff" * (len(whole) - 4096) if spoilt == "a page" else b""
    file.write_bytes(
        {"a page": whole[:4096] + middle, "its head": b"x" * 100 + whole[100:]}.get(spoilt, b"hello" * 999)
    )
    monkeypatch.setenv("LOA_DATABASE", url)
    monkeypatch.setenv("LOA_KEY", "A" * 43 + "=")
    with pytest.raises(SystemExit) as ended:
        main(["staff", "list"])
    told = capsys.readouterr().err
    assert (ended.value.code, told.strip()) == (2, BROKEN)


async def test_a_file_that_another_program_holds(made_databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.engine.sqlite.BUSY_TIMEOUT", 50)
    url = made_databases.fresh("sqlite")
    holder = sqlite3.connect(make_url(url).database or "", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    db = Database.open(url, VAULT)
    with pytest.raises((DBAPIError, sqlite3.Error)) as raised:
        await db.run(comes)
    holder.close()
    await db.close()
    assert str(in_a_sentence(raised.value)) == LOCKED


@pytest.mark.parametrize("before", [0o644, 0o666, None])
def test_nobody_else_reads_the_files(tmp_path: Path, before: int | None) -> None:
    file = tmp_path / "var" / "loa.db"
    if before is not None:
        file.parent.mkdir()
        file.touch()
        file.chmod(before)
    old = os.umask(0o022)
    try:
        migrate(f"sqlite:///{file}")
        with only_process(f"sqlite:///{file}"):
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    finally:
        os.umask(old)
    assert modes == {"loa.db": 0o600, "loa.db.lock": 0o600}


@asynccontextmanager
async def like_pgbouncer() -> AsyncIterator[str]:
    """What PgBouncer answers to a session that asks for settings that it does not know."""

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        size = int.from_bytes(await reader.readexactly(4), "big")
        await reader.readexactly(size - 4)
        if size == 8:  # it asks whether there is TLS
            writer.write(b"N")
            await reader.readexactly(int.from_bytes(await reader.readexactly(4), "big") - 4)
        fields = b"SFATAL\0C08P01\0Munsupported startup parameter: jit\0\0"
        writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    yield f"postgresql://loa:x@127.0.0.1:{server.sockets[0].getsockname()[1]}/loa"
    server.close()


@pytest.mark.parametrize("how", ["require", "verify-full"])
async def test_where_tls_is_asked_for_nothing_is_said_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, how: str
) -> None:
    (tmp_path / ".postgresql").mkdir()
    (tmp_path / ".postgresql" / "root.crt").write_text(certifi.contents())
    monkeypatch.setenv("HOME", str(tmp_path))
    heard: list[bytes] = []
    hung_up = asyncio.Event()

    async def speaks_no_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readexactly(8))
        writer.write(b"N")
        heard.append(await reader.read(100))
        writer.close()
        hung_up.set()

    server = await asyncio.start_server(speaks_no_tls, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        db = Database.open(f"postgresql://loa:secret@127.0.0.1:{port}/loa?ssl={how}", VAULT)
        with pytest.raises(Exception, match=r"(?i)ssl"):
            await version.check(db)
        await db.close()
        await hung_up.wait()
    assert heard[0] == bytes.fromhex("0000000804d2162f"), "the question for TLS"
    assert heard[1] == b"", "and neither name nor password after a no"


async def test_pgbouncer_is_told_plainly() -> None:
    async with like_pgbouncer() as url:
        db = Database.open(url, VAULT)
        with pytest.raises(Exception, match="unsupported startup") as raised:
            await version.check(db)
        await db.close()
    assert str(in_a_sentence(raised.value)) == POOLED  # type: ignore[arg-type]


async def test_one_that_drops_what_a_session_asks_for_is_found_out(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with `ignore_startup_parameters`: the session begins, and its settings are not there."""
    monkeypatch.setattr("bot.store.engine.database._SERVER_SETTINGS", {})
    db = Database.open(postgresql_url, VAULT)
    with pytest.raises(Trouble, match="PgBouncer"):
        await version.check(db)
    await db.close()


async def test_what_one_session_has_prepared_and_another_is_asked_for_is_told_plainly(postgresql_url: str) -> None:
    """As with settings that are let through: each transaction is carried by another session."""
    db = Database.open(postgresql_url, VAULT, connections=1)

    def asks(tx: Transaction) -> object:
        return tx.connection.execute(text("SELECT 1")).scalar()

    await db.run(asks)
    await db.run(lambda tx: tx.connection.exec_driver_sql("DEALLOCATE ALL"))
    with pytest.raises(Exception, match="does not exist") as raised:
        await db.run(asks)
    await db.close()
    assert str(in_a_sentence(raised.value)) == POOLED  # type: ignore[arg-type]


@pytest.mark.parametrize("command", ["migrate", "parcels"])
async def test_commands_tell_it_in_one_sentence(command: str) -> None:
    async with like_pgbouncer() as url:
        environment = {**os.environ, "LOA_DATABASE": url, "LOA_KEY": Vault.new_text()}
        typed = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", command), env=environment, stdout=PIPE, stderr=PIPE
        )
        out, told = await typed.communicate()
    assert (typed.returncode, out) == (2, b"")
    assert told.decode() == f"{POOLED}\n"
