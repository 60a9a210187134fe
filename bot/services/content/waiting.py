"""A changed folder that wants a second pair of eyes: it becomes a draft until approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.content.drafts import Draft, Source
from bot.domain.content.versions import Folder, Refused, Version
from bot.domain.rights import Act, roles_with
from bot.library.editing.applying import edit_of
from bot.library.snapshot import Snapshot, unpack
from bot.store.content import drafts, folders, versions
from bot.store.engine.database import Transaction
from bot.store.staff import approvals
from bot.store.staff import members as staff

WHY = "Phần sửa trong thư mục này chờ một người xem và duyệt ở trang Nội dung, bản nháp số {number}."


def wanted(tx: Transaction) -> bool:
    """Whether there is anybody who could approve it."""
    return bool(staff.in_roles(tx, *roles_with(Act.MEND_CONTENT)))


def hold(tx: Transaction, folder: Folder, held: Snapshot, newest: Version, now: datetime) -> None:
    """What the folder changes waits as a draft; saved once more, it is the same draft."""
    edit = edit_of(unpack(versions.files(tx, newest.number)).files, held.files)
    before = next((one for one in drafts.waiting(tx) if _of(one, folder)), None)
    number = before.number if before else 0
    if before is None:
        number = drafts.add(tx, Source.FOLDER, "folder", folder.id, newest.number, edit, None, folder.path, now)
    elif before.edit != edit:
        drafts.rewrite(tx, replace(before, edit=edit, version=newest.number), now)
    if before is None or before.edit != edit:
        approvals.ask(tx, "content", number, edit.hash, None, now)
    folders.refuse(tx, folder, [f"{folder.path}:1:1: {WHY.format(number=number)}"], now)


def draft_of(tx: Transaction, refused: Refused) -> Draft | None:
    """The draft in which the folder's changes wait; None where it is refused for its mistakes."""
    held = next((one for one in drafts.waiting(tx) if _of(one, refused.folder)), None)
    return held if held and any(WHY.format(number=held.number) in one for one in refused.mistakes) else None


def _of(draft: Draft, folder: Folder) -> bool:
    return draft.source is Source.FOLDER and draft.thing == folder.id
