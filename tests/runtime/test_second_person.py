"""Two people stand behind each change of the content, however a draft is written, asked for and used."""

from __future__ import annotations

import pytest

from bot.domain.content.drafts import Outcome, Source
from bot.domain.people import Staff
from bot.library.editing.applying import edit_of
from bot.services.content import drafting
from bot.store.content import drafts, versions
from bot.store.engine.database import Transaction
from tests.runtime.content_office import PAGE, title
from tests.runtime.test_content_drafts import OLD, Desk, desk, folder

__all__ = ["desk", "folder"]


async def rewritten(desk: Desk, number: int, who: Staff, text: str) -> None:
    """Somebody opens the draft in its form and saves other words."""
    version, files = await desk.publishing.current()
    edit = edit_of(files, {**files, PAGE: files[PAGE].decode().replace(OLD, text).encode()})

    def work(tx: Transaction) -> int | None:
        here = desk.context(tx, turn=f"rewritten by {who.id}")
        return drafting.save(
            here, Source.FORM, "answer", "thap-nhat", edit, who.id, "", version=version.number, number=number
        )

    assert await desk.office.db.run(work) == number


async def asked_again(desk: Desk, number: int) -> None:
    def work(tx: Transaction) -> Outcome:
        draft = drafts.get(tx, number)
        assert draft is not None
        return drafting.ask(desk.context(tx, turn="asked again"), draft)

    assert await desk.office.db.run(work) is Outcome.ASKED


async def test_nobody_approves_what_they_wrote_into_anothers_draft(desk: Desk) -> None:
    thu, nga = await desk.hires("Thu"), await desk.hires("Nga")
    number = await desk.writes(thu)
    await rewritten(desk, number, nga, "Đóng bao nhiêu cũng được?")
    await asked_again(desk, number)
    assert await desk.approves(nga, number) is Outcome.OWN_WORK
    assert await desk.publishes(number, nga) is Outcome.UNAPPROVED
    assert await desk.approves(thu, number) is Outcome.APPROVED
    assert await desk.publishes(number, thu) is Outcome.PUBLISHED
    newest = await desk.office.db.read(versions.newest)
    assert newest is not None
    assert (newest.author, newest.approver) == (nga.id, thu.id)


@pytest.mark.parametrize("alone", [Source.WITHDRAWAL, Source.UNDO])
async def test_what_one_may_do_alone_is_no_way_round_the_second_person(desk: Desk, alone: Source) -> None:
    """It could not be used, stays open, and is then rewritten in a form."""
    thu, _nga = await desk.hires("Thu"), await desk.hires("Nga")
    number = await desk.writes(thu, source=alone)
    await rewritten(desk, number, thu, "Đóng bao nhiêu cũng được?")
    assert await desk.publishes(number, thu) is Outcome.UNAPPROVED
    assert title(desk.process) == OLD
