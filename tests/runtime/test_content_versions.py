"""Accepted content is a version in the database: a folder gives or receives one, and a faulty one stops nobody."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from bot.domain.content.versions import How
from bot.library import Mistakes
from bot.library.snapshot import Snapshot, take
from bot.runtime import content_versions
from bot.store.content import versions
from tests.runtime.content_office import PAGE, Office, named, title

ENDLESS = "{{ dong(floor_contribution) | tien }}"
GOOD = "{{ dong(floor_contribution) }}"


async def test_what_is_saved_and_good_becomes_the_next_version(contents: Office) -> None:
    folder = contents.folder()
    process = await contents.starts(folder)
    assert await contents.history() == [(1, How.FOLDER)]
    named(folder, "Ít nhất bao nhiêu?")
    await contents.looks(process)
    assert await contents.history() == [(2, How.FOLDER), (1, How.FOLDER)]
    assert title(process) == "Ít nhất bao nhiêu?"
    await contents.looks(await contents.starts(folder))
    assert len(await contents.history()) == 2
    assert contents.told == []


async def test_a_process_that_starts_with_a_faulty_folder_speaks_from_the_last_good_version(contents: Office) -> None:
    folder = contents.folder()
    await contents.starts(folder)
    folder.change(PAGE, GOOD, ENDLESS)
    for _restart in range(2):
        process = await contents.starts(folder)
        assert title(process) == "Mức đóng thấp nhất?"
        await contents.looks(process, 20)
    (told,) = contents.told
    assert told.startswith(f"1: content/{PAGE}:4:15: ")
    assert REGISTRY.get_sample_value("loa_content_refused") == 1
    folder.change(PAGE, ENDLESS, "{{ dong(income_floor) }}")
    await contents.looks(process)
    assert await contents.history() == [(2, How.FOLDER), (1, How.FOLDER)]
    assert process.refused == ()
    assert REGISTRY.get_sample_value("loa_content_refused") == 0


async def test_a_folder_that_is_refused_still_after_a_night_without_loa_is_shown_and_told(contents: Office) -> None:
    folder = contents.folder()
    await contents.starts(folder)
    folder.change(PAGE, GOOD, ENDLESS)
    await contents.starts(folder)
    contents.clock.now += timedelta(hours=9)
    process = await contents.starts(folder)
    await contents.looks(process)
    assert len(contents.told) == len(process.refused) == 1
    assert REGISTRY.get_sample_value("loa_content_refused") == 1


async def test_what_was_refused_before_the_clock_was_set_back_is_told(contents: Office) -> None:
    folder = contents.folder()
    process = await contents.starts(folder)
    contents.clock.now += timedelta(hours=3)
    folder.change(PAGE, GOOD, ENDLESS)
    await contents.looks(process)
    contents.clock.now -= timedelta(hours=3)
    await contents.looks(process)
    assert len(contents.told) == 1


async def test_a_process_that_does_not_live_long_looks_at_once(contents: Office) -> None:
    process = await contents.starts(contents.folder())
    await asyncio.wait_for(anext(process._hints()), content_versions.LOOKS.total_seconds() / 2)


async def test_where_nothing_was_ever_good_a_start_tells_every_mistake(contents: Office) -> None:
    folder = contents.folder().change(PAGE, GOOD, ENDLESS)
    with pytest.raises(Mistakes):
        await contents.starts(folder)
    folder.change(PAGE, ENDLESS, GOOD)
    await contents.starts(folder)
    assert await contents.history() == [(1, How.FOLDER)]


@pytest.mark.parametrize("way", ["dangling", "folder", "unreadable", "gone", "deep", "empty", "odd_name"])
async def test_nothing_that_happens_to_a_folder_ends_a_process(contents: Office, way: str) -> None:
    folder = contents.folder()
    process = await contents.starts(folder)
    page, before = folder.content / PAGE, title(process)
    if way == "gone":
        folder.content.rename(contents.home / "away")
    elif way == "deep":
        folder.write("topics/paying/topic.yaml", "[" * 100_000)
    elif way == "odd_name":
        folder.write(os.fsdecode(b"topics/paying/\xff.md"), "# Tên tệp lạ")
    else:
        page.unlink()
        {
            "dangling": lambda: page.symlink_to("nowhere"),
            "folder": page.mkdir,
            "unreadable": lambda: os.mkfifo(page),
            "empty": lambda: page.write_text(""),
        }[way]()
    await contents.looks(process)
    await contents.looks(process, 20)
    assert title(process) == before
    assert len(contents.told) == 1
    assert title(await contents.starts(folder)) == before


async def test_without_room_to_unpack_a_version_the_one_in_use_stays(
    contents: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = contents.folder(), contents.folder("image")
    editing, serving = await contents.starts(folder), await contents.starts(other)
    named(folder, "Ít nhất bao nhiêu?")
    await contents.looks(editing)
    with monkeypatch.context() as full:
        full.setattr("tempfile.tempdir", str(contents.home / "no room"))
        await contents.looks(serving)
    assert (title(serving), serving.version) == ("Mức đóng thấp nhất?", 1)
    await contents.looks(serving)
    assert (title(serving), serving.version) == ("Ít nhất bao nhiêu?", 2)


async def test_a_version_that_this_release_cannot_read_is_passed_over(contents: Office) -> None:
    folder, image = contents.folder(), contents.folder("image")
    serving = await contents.starts(folder)
    newer = Snapshot({**take(folder.content).files, "topics/paying/vi.md": b"# {{ of_a_later_release() }}"})
    first = await contents.db.read(versions.newest)
    await contents.db.run(lambda tx: versions.add(tx, first, newer.hash, newer.packed(), How.PUSH, contents.clock()))
    await contents.looks(serving)
    assert (title(serving), serving.version) == ("Mức đóng thấp nhất?", 1)
    assert title(await contents.starts(image)) == "Mức đóng thấp nhất?"


async def test_a_save_is_noticed_while_it_runs(contents: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_versions, "LOOKS", timedelta(seconds=0.2))
    folder = contents.folder()
    process = await contents.starts(folder)
    watching = asyncio.create_task(process.watch(contents._tell, lambda: None))
    try:
        folder.content.rename(contents.home / "away")
        await asyncio.sleep(0.5)
        (contents.home / "away").rename(folder.content)
        named(folder, "Ít nhất bao nhiêu?")
        async with asyncio.timeout(20):
            while title(process) != "Ít nhất bao nhiêu?":
                assert not watching.done()
                await asyncio.sleep(0.1)
    finally:
        watching.cancel()
