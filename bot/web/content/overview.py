"""The first page of the content: what may be changed, drafts, versions, the way back.

For tests: data-testid "thing", "draft", "version".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.approvals import Approval
from bot.domain.content.drafts import Draft, Source
from bot.domain.content.versions import How, Version
from bot.domain.rights import Act
from bot.library.editing.applying import edit_of
from bot.library.editing.names import KINDS as NAMES
from bot.library.editing.names import name_of
from bot.library.editing.things import KINDS, MADE, Thing, found, things
from bot.library.snapshot import unpack
from bot.services.content import drafting
from bot.store.content import drafts, versions
from bot.store.engine.database import Transaction
from bot.store.staff import approvals
from bot.store.staff.audited import Audited
from bot.web.content.desk import Change, Desk
from bot.words import Words, _

MOST, MOST_THINGS, AROUND = 30, 80, 1
WAYS: Mapping[How, Words] = MappingProxyType(
    {
        How.FOLDER: _("Files were saved"),
        How.PUSH: _("A folder was put in use"),
        How.UNDO: _("An earlier version was taken back"),
        How.EDIT: _("Changed in the browser"),
    }
)


@dataclass(frozen=True)
class Overview:
    desk: Desk

    async def page(self, request: Request) -> Response:
        """GET /staff/content?kind=KIND&q=WORDS"""
        signed = await self.desk.signed(request)
        latest, waiting, standing = await self.desk.gate.parts.db.read(_state)
        told = await self.desk.gate.parts.db.read(
            lambda tx: drafts.by_number(tx, [one.draft for one in latest if one.draft is not None])
        )
        people = [*(one.author for one in latest), *(one.author for one in waiting), *(one.approver for one in latest)]
        kind, words = request.query_params.get("kind", ""), request.query_params.get("q", "")[:200].strip()
        library, files = self.desk.library, (await self.desk.contents.current())[1] if self.desk.editable else {}
        return self.desk.layout.page(
            request,
            signed,
            "content.html",
            "content",
            versions=latest,
            ways=WAYS,
            told=told,
            drafts=waiting,
            standing=standing,
            names=await self.desk.names(people),
            name=lambda draft: name_of(library, draft.kind, draft.thing),
            editable=self.desk.editable,
            kinds=KINDS,
            kind_names=NAMES,
            kind=kind if kind in KINDS else KINDS[0],
            made_here=MADE,
            q=words,
            found=self._found(files, kind, words)[:MOST_THINGS],
        )

    async def version(self, request: Request) -> Response:
        """GET /staff/content/version/{number}: what it changed, and the way back to it."""
        signed, number = await self.desk.signed(request), request.path_params["number"]
        version, before, after = await self.desk.gate.parts.db.read(lambda tx: _beside(tx, number))
        if version is None:
            raise HTTPException(404)
        edit = edit_of(before, after)
        newest = await self.desk.gate.parts.db.read(versions.newest)
        return self.desk.layout.page(
            request,
            signed,
            "content_version.html",
            "content",
            version=version,
            way=WAYS[version.how],
            names=await self.desk.names([version.author, version.approver]),
            diffs=[(path, edit.diff(path, AROUND)) for path in edit.paths] if before and after else [],
            back=newest is not None and newest.hash != version.hash and bool(after),
            thinned=not after,
        )

    async def back(self, request: Request) -> Response:
        """POST /staff/content/version/{number}: goes back to it; one alone may, others are told."""
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)
        number = request.path_params["number"]
        version, _before, wanted = await self.desk.gate.parts.db.read(lambda tx: _beside(tx, number))
        if version is None or not wanted:
            raise HTTPException(404)
        newest, current = await self.desk.contents.current()
        edit = edit_of(current, wanted)
        change = Change(Source.UNDO, "version", str(number), edit, newest.number)
        saved, outcome = await self.desk.keep(signed, Audited.CONTENT_BACK, fields, change)
        if saved:
            outcome = (await self.desk.publish(signed, saved, fields.get("form", ""))).outcome
        return self.desk.kept(request, None, outcome)

    def _found(self, files: Mapping[str, bytes], kind: str, words: str) -> list[Thing]:
        library = self.desk.library
        if words and kind not in KINDS:
            return [thing for each in KINDS for thing in found(things(library, files, each), words)]
        return found(things(library, files, kind if kind in KINDS else KINDS[0]), words)


def _state(tx: Transaction) -> tuple[list[Version], list[Draft], dict[int, Approval]]:
    waiting = drafts.waiting(tx)
    asked = ((draft, approvals.latest(tx, drafting.WHAT, draft.number)) for draft in waiting)
    standing = {draft.number: one for draft, one in asked if one is not None and one.hash == draft.edit.hash}
    return versions.latest(tx, MOST), waiting, standing


def _beside(tx: Transaction, number: int) -> tuple[Version | None, Mapping[str, bytes], Mapping[str, bytes]]:
    """A version, the files of the one before it, and its own; none where they were thinned out."""
    version = versions.get(tx, number)
    if version is None:
        return None, {}, {}
    before = versions.files(tx, number - 1) if number > 1 and versions.get(tx, number - 1) else b""
    own = versions.files(tx, number)
    return version, unpack(before).files if before else {}, unpack(own).files if own else {}
