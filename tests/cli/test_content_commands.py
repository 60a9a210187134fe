"""`loa content`: what was accepted, the way back, and a folder that gives and receives."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.content.drafts import Edit, Source
from bot.domain.content.versions import How
from bot.domain.messages import Address
from bot.domain.people import Role
from bot.library.snapshot import take
from bot.runtime.content_versions import ContentVersions
from bot.store.content import drafts, versions
from bot.store.engine.database import Database, Transaction
from bot.store.engine.vault import Vault
from tests.cli.operators import Operator
from tests.library.conftest import Folder, small_content
from tests.runtime.content_office import PAGE, named, title
from tests.store.samples import hired


@pytest.fixture
def folder(operator: Operator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    folder = small_content(tmp_path / "content")
    monkeypatch.setenv("LOA_CONTENT", str(folder.content))
    return folder


def served(operator: Operator, folder: Folder) -> str:
    """The title that citizens read after Loa has started with the folder."""

    async def go() -> str:
        db = Database.open(operator.url, Vault.from_text(operator.key))
        try:
            return title(await ContentVersions.begin(db, folder.content, lambda: datetime.now(UTC)))
        finally:
            await db.close()

    return asyncio.run(go())


def numbers(told: str) -> list[int]:
    return [int(found) for found in re.findall(r"^[│|] *(\d+)", told, re.MULTILINE)]


def test_history_says_when_and_how_the_content_changed(operator: Operator, folder: Folder) -> None:
    assert "Chưa có phiên bản" in operator.says("content", "history")
    served(operator, folder)
    named(folder, "Ít nhất bao nhiêu?")
    assert "phiên bản 2" in operator.says("content", "push")
    told = operator.says("content", "history")
    assert numbers(told) == [2, 1]
    assert "loa content push" in told
    assert "lưu trong thư mục" in told
    assert numbers(operator.says("content", "history", "--most", "1")) == [2]


def test_history_says_who_changed_what_and_why(operator: Operator, folder: Folder) -> None:
    served(operator, folder)

    async def go() -> None:
        db = Database.open(operator.url, Vault.from_text(operator.key))
        now = datetime.now(UTC)

        def publishes(tx: Transaction) -> None:
            thu, nga = (hired(tx, Address("webchat", "", name), name, Role.EDITOR, ()) for name in ("Thu", "Nga"))
            edit = Edit({}, {"topics/x.md": b"x"})
            draft = drafts.add(tx, Source.FORM, "answer", "thap-nhat", 1, edit, thu.id, "Đã đọc nghị định", now)
            newest = versions.newest(tx)
            files = versions.files(tx, 1)
            versions.add(tx, newest, "0" * 64, files, How.EDIT, now, author=thu.id, approver=nga.id, draft=draft)

        try:
            await db.run(publishes)
        finally:
            await db.close()

    asyncio.run(go())
    told = " ".join(operator.says("content", "history").replace("│", " ").split())
    for said in ("sửa trong", "Thu + Nga", "answer", "thap-nhat", "Đã đọc"):
        assert said in told, told


def test_undo_goes_back_and_can_itself_be_undone(operator: Operator, folder: Folder) -> None:
    assert "Chưa có phiên bản" in operator.fails("content", "undo")
    served(operator, folder)
    assert "loa content history" in operator.fails("content", "undo")
    assert "loa content history" in operator.fails("content", "undo", "7")
    named(folder, "Ít nhất bao nhiêu?")
    assert served(operator, folder) == "Ít nhất bao nhiêu?"
    told = operator.says("content", "undo")
    assert "phiên bản 3" in told
    assert "loa content pull" in told
    assert served(operator, folder) == "Mức đóng thấp nhất?"
    assert "phiên bản 4" in operator.says("content", "undo", "2")
    assert served(operator, folder) == "Ít nhất bao nhiêu?"


def test_pull_gives_a_folder_what_is_in_use_and_loses_no_work(
    operator: Operator, folder: Folder, tmp_path: Path
) -> None:
    assert "Chưa có phiên bản" in operator.fails("content", "pull", "elsewhere")
    served(operator, folder)
    assert "phiên bản 1" in operator.says("content", "pull", "elsewhere")
    assert take(tmp_path / "elsewhere").hash == take(folder.content).hash
    named(folder, "Ít nhất bao nhiêu?")
    assert "có phần sửa chưa được dùng" in operator.fails("content", "pull")
    assert "phiên bản 1" in operator.says("content", "pull", "--force")
    assert take(tmp_path / "elsewhere").hash == take(folder.content).hash
    assert "không phải thư mục" in operator.fails("content", "pull", str(folder.content / PAGE))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "topics").write_text("in the way")
    assert "Không ghi được" in operator.fails("content", "pull", "full")


def test_push_refuses_where_both_sides_have_changed(operator: Operator, folder: Folder, tmp_path: Path) -> None:
    served(operator, folder)
    operator.says("content", "pull", "elsewhere")
    other = Folder(tmp_path / "elsewhere")
    named(other, "Thấp nhất mấy đồng?")
    assert "phiên bản 2" in operator.says("content", "push", "elsewhere")
    named(folder, "Ít nhất bao nhiêu?")
    told = operator.fails("content", "push")
    assert "sửa từ phiên bản 1, nhưng nội dung đang dùng đã là phiên bản 2" in told
    assert "--after 2" in told
    assert "phiên bản 2" in operator.fails("content", "push", "--after", "1")
    assert "phiên bản 3" in operator.says("content", "push", "--after", "2")
    assert "phiên bản 3" in operator.says("content", "push"), "what is in use already makes no version"
    assert served(operator, folder) == "Ít nhất bao nhiêu?"


def test_push_refuses_what_is_faulty_or_absent(operator: Operator, folder: Folder) -> None:
    served(operator, folder)
    folder.change(PAGE, "floor_contribution", "flor_contribution")
    assert f"content/{PAGE}:4:" in operator.fails("content", "push")
    assert "Không có thư mục nowhere" in operator.fails("content", "push", "nowhere")
