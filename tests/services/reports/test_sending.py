"""A report that was sent stays as it was; a correction is a new version that says what changed."""

from __future__ import annotations

import pytest

from bot.domain.errors import Trouble
from bot.domain.outreach.facts import Fact, Step
from bot.services.reports.sending import freeze
from bot.store.engine.database import Database, Transaction
from bot.store.reports import remarks, sent
from bot.store.reports.remarks import Remark
from bot.store.statistics import facts
from tests.reports.results.test_documents import NOW, TODAY, gather, happen
from tests.store.conftest import db
from tests.store.samples import hired

__all__ = ["db"]


async def test_each_version_says_what_changed(db: Database) -> None:
    await db.run(happen)
    minh = await db.run(lambda tx: hired(tx))
    first = await db.read(gather)
    await db.run(lambda tx: freeze(tx, first, b"one", minh.id, NOW))
    again = await db.read(gather)
    with pytest.raises(Trouble, match="không có gì khác"):
        await db.run(lambda tx: freeze(tx, again, b"two", minh.id, NOW))

    def more(tx: Transaction) -> None:
        facts.count(tx, TODAY.replace(month=10), Fact(Step.REQUEST, "29419", "zalo_oa"), by=5)
        remarks.add(tx, "2026-10", Remark("difficulty", "29419", "Đường xa."), minh.id, NOW)

    await db.run(more)
    second = await db.read(gather)
    assert second.report.difficulties == ("Xã Mỹ Long: Đường xa.",)
    assert "Yêu cầu: 256 → 261" in second.report.changed
    await db.run(lambda tx: freeze(tx, second, b"two", None, NOW))
    with pytest.raises(Trouble, match="người khác"):
        await db.run(lambda tx: freeze(tx, first, b"three", minh.id, NOW))
    newest, oldest = await db.read(lambda tx: sent.versions(tx, "86", "2026-10"))
    assert (newest.version, oldest.version, oldest.sent_by, newest.sent_by) == (2, 1, minh.id, None)
    assert oldest.hash == first.report.hash != newest.hash
    kept = await db.read(lambda tx: sent.document(tx, oldest.number))
    assert kept is not None
    assert kept[1] == b"one"
    assert await db.read(lambda tx: sent.of_period(tx, "2026-10")) == {"86"}


async def test_of_two_who_send_at_once_one_is_told(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL both have read that nobody has sent it, before either has."""
    await db.run(happen)
    found = await db.read(gather)
    await db.run(lambda tx: freeze(tx, found, b"one", None, NOW))
    monkeypatch.setattr(sent, "versions", lambda _tx, _unit, _period: [])
    with pytest.raises(Trouble, match="người khác"):
        await db.run(lambda tx: freeze(tx, found, b"two", None, NOW))
    monkeypatch.undo()
    (only,) = await db.read(lambda tx: sent.versions(tx, "86", "2026-10"))
    kept = await db.read(lambda tx: sent.document(tx, only.number))
    assert kept is not None
    assert kept[1] == b"one"


async def test_what_is_not_over_is_not_sent(db: Database) -> None:
    await db.run(happen)
    under_way = await db.read(lambda tx: gather(tx, period="2026-11"))
    with pytest.raises(Trouble, match="chưa kết thúc"):
        await db.run(lambda tx: freeze(tx, under_way, b"", None, NOW))
    assert await db.read(lambda tx: sent.document(tx, 7)) is None
