"""Several folders and processes: who gives, who receives, and where both have changed."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.content.versions import How
from bot.domain.errors import Trouble
from bot.library.snapshot import take
from bot.runtime.content_versions import folder_of
from bot.services.content import versions as accepting
from tests.library.conftest import Folder
from tests.runtime.content_office import Office, named, title


async def test_another_process_hears_of_a_new_version(contents: Office) -> None:
    folder, other = contents.folder(), contents.folder("image")
    editing, serving = await contents.starts(folder), await contents.starts(other)
    named(folder, "Ít nhất bao nhiêu?")
    await contents.looks(editing)
    await contents.looks(serving)
    assert title(serving) == "Ít nhất bao nhiêu?"
    assert (editing.version, serving.version) == (2, 2)


async def test_an_images_old_folder_undoes_nothing(contents: Office) -> None:
    folder, image = contents.folder(), contents.folder("image")
    editing = await contents.starts(folder)
    await contents.starts(image)
    named(folder, "Ít nhất bao nhiêu?")
    await contents.looks(editing)
    for old in (image, contents.folder("another-machine")):
        process = await contents.starts(old)
        await contents.looks(process)
        assert title(process) == "Ít nhất bao nhiêu?"
    assert await contents.history() == [(2, How.FOLDER), (1, How.FOLDER)]
    assert contents.told == []


async def test_where_both_have_changed_the_folder_is_refused_and_told_once(contents: Office) -> None:
    folder, other = contents.folder(), contents.folder("other")
    here, there = await contents.starts(folder), await contents.starts(other)
    named(folder, "Ít nhất bao nhiêu?")
    await contents.looks(here)
    await contents.looks(there)
    named(other, "Thấp nhất mấy đồng?")
    for _round in range(3):
        await contents.looks(there)
        await contents.looks(here)
    assert title(await contents.starts(other)) == title(here) == title(there) == "Ít nhất bao nhiêu?"
    (told,) = contents.told
    assert "sửa từ phiên bản 1, nhưng nội dung đang dùng đã là phiên bản 2" in told


async def test_a_folder_that_nobody_knows_does_not_replace_what_is_in_use(contents: Office) -> None:
    here = await contents.starts(contents.folder())
    stranger = contents.folder("stranger")
    named(stranger, "Thấp nhất mấy đồng?")
    process = await contents.starts(stranger)
    await contents.looks(process, 20)
    assert title(process) == title(here)
    assert "Loa chưa gặp thư mục này" in contents.told[0]


async def test_undo_takes_the_earlier_content_as_the_next_version(contents: Office) -> None:
    folder = contents.folder()
    process = await contents.starts(folder)
    named(folder, "Ít nhất bao nhiêu?")
    await contents.looks(process)
    await contents.db.run(lambda tx: accepting.undo(tx, None, contents.clock(), None))
    await contents.looks(process)
    assert title(process) == "Mức đóng thấp nhất?"
    assert title(await contents.starts(folder)) == "Mức đóng thấp nhất?"
    assert [number for number, _how in await contents.history()] == [3, 2, 1]
    named(folder, "Thấp nhất mấy đồng?")
    await contents.looks(process, 20)
    assert "nội dung đang dùng đã là phiên bản 3" in process.refused[0].mistakes[0]
    await contents.db.run(lambda tx: accepting.undo(tx, 2, contents.clock(), None))
    await contents.looks(process)
    assert title(process) == "Ít nhất bao nhiêu?"


async def test_pull_gives_the_folder_what_is_in_use_and_push_the_other_way(contents: Office) -> None:
    folder, other = contents.folder(), contents.folder("other")
    here, there = await contents.starts(folder), await contents.starts(other)
    named(folder, "Ít nhất bao nhiêu?")
    folder.write("topics/new/topic.yaml", "order: 20\nanswers: {}\n").write("topics/new/vi.md", "# Mới\n")
    await contents.looks(here)
    await _pull(contents, other)
    assert take(other.content).hash == take(folder.content).hash
    await contents.looks(there)
    named(other, "Thấp nhất mấy đồng?")
    await contents.looks(there)
    assert await contents.history() == [(3, How.FOLDER), (2, How.FOLDER), (1, How.FOLDER)]
    named(folder, "Đóng ít nhất là bao nhiêu?")
    with pytest.raises(Trouble, match="sửa từ phiên bản 2"):
        await _push(contents, folder)
    with pytest.raises(Trouble, match="có phần sửa chưa được dùng"):
        await _pull(contents, folder)
    with pytest.raises(Trouble):
        await _push(contents, folder, after=2)
    await _push(contents, folder, after=3)
    await contents.looks(here)
    await contents.looks(there)
    assert title(here) == title(there) == "Đóng ít nhất là bao nhiêu?"
    await _pull(contents, other)
    assert take(other.content).hash == take(folder.content).hash


async def _push(contents: Office, folder: Folder, after: int | None = None) -> None:
    own, held = folder_of(folder.content), take(folder.content)
    await contents.db.run(lambda tx: accepting.push(tx, own, held, contents.clock(), after=after, author=None))


async def _pull(contents: Office, folder: Folder) -> None:
    own, held = folder_of(folder.content), take(folder.content)
    _version, files = await contents.db.run(lambda tx: accepting.pull(tx, own, held, force=False))
    files.write(folder.content)


async def test_two_processes_on_one_folder_agree_on_one_version(contents: Office) -> None:
    folder = contents.folder()
    processes = await asyncio.gather(contents.starts(folder), contents.starts(folder))
    named(folder, "Ít nhất bao nhiêu?")
    await asyncio.gather(*(process.look() for process in processes))
    assert await contents.history() == [(2, How.FOLDER), (1, How.FOLDER)]
    assert [process.version for process in processes] == [2, 2]
