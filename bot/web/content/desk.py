"""What every page of the content shares: who is there, the files in use, drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local, read_day
from bot.domain.content.drafts import Draft, Edit, Outcome, Source
from bot.domain.people import Staff
from bot.domain.rights import Act
from bot.library import Library
from bot.library.editing.checked import Published
from bot.library.snapshot import unpack
from bot.services.content import drafting
from bot.services.context import Context
from bot.store.content import drafts, versions
from bot.store.engine.database import Transaction
from bot.store.staff import audit
from bot.store.staff import members as staff
from bot.store.staff.audited import Audited
from bot.talk.scene import Knowledge, Scene
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import Layout
from bot.web.dependencies import Contents
from bot.web.editor.sights import scene_of
from bot.words import FIRST, Words, _

LONGEST_REASON = 500
MET = _("Somebody else has changed the same lines since. Nothing was overwritten: please make the change anew.")
OUTCOMES: Mapping[Outcome, Words] = MappingProxyType(
    {
        Outcome.ASKED: _("Kept. The other editors have been asked to look at it."),
        Outcome.APPROVED: _("Approved."),
        Outcome.SENT_BACK: _("Sent back to its author."),
        Outcome.PLANNED: _("The day is noted. It goes into use by itself, once it is approved."),
        Outcome.DROPPED: _("The draft is dropped."),
        Outcome.PUBLISHED: _("It is in use now."),
        Outcome.OWN_WORK: _("Somebody else has to approve what you have made yourself."),
        Outcome.UNAPPROVED: _("Somebody else has to approve it first."),
        Outcome.CHANGED: _("It has changed since: please read it once more."),
        Outcome.OVER: _("It is over already."),
        Outcome.MET: MET,
        Outcome.FAULTY: _("Together with the content in use it has mistakes, see below."),
        Outcome.LATER: _("The content in use has just changed. Please try once more."),
    }
)


@dataclass(frozen=True)
class Change:
    """What a page makes of the content, before it is a draft.

    asking   whether the others are asked now
    """

    source: Source
    kind: str
    thing: str
    edit: Edit
    version: int
    asking: bool = True


@dataclass(frozen=True)
class Desk:
    """The board's gate and layout, and the content behind them."""

    gate: Gate
    layout: Layout

    @property
    def contents(self) -> Contents:
        if self.layout.staff.contents is None:
            raise HTTPException(404)
        return self.layout.staff.contents

    @property
    def editable(self) -> bool:
        """Whether drafts can be put in use here."""
        return self.layout.staff.contents is not None

    @property
    def knowledge(self) -> Knowledge:
        return self.layout.staff.knowledge()

    @property
    def library(self) -> Library:
        return self.knowledge.library

    @property
    def today(self) -> date:
        return local(self.gate.parts.clock()).date()

    def scene(self, on: date, drafted: Library | None = None) -> Scene:
        """How citizens would be answered on that day, in the editors' own language."""
        return scene_of(self.knowledge, self.layout.parts.languages[FIRST], on, drafted)

    def day(self, written: str) -> date:
        """The day asked for, or today."""
        return read_day(written) or self.today

    async def signed(self, request: Request) -> Signed:
        return await self.gate.signed(request, Act.MEND_CONTENT)

    def say(self, request: Request, words: Words) -> str:
        return self.layout.language(request).say(words)

    async def files(self, version: str, current: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """The files from which a form was filled in: those of that version, if there is one."""
        if not (number := read_number(version)):
            return current

        def held(tx: Transaction) -> bytes | None:
            return versions.files(tx, number) if versions.get(tx, number) else None

        packed = await self.gate.parts.db.read(held)
        return unpack(packed).files if packed else current

    async def draft(self, request: Request) -> Draft:
        """The draft in the address. Raises HTTPException(404)."""
        number = request.path_params["number"]
        found = await self.gate.parts.db.read(lambda tx: drafts.get(tx, number))
        if found is None:
            raise HTTPException(404)
        return found

    async def done(self, signed: Signed, page: Audited, key: str, work: Callable[[Context], Outcome]) -> Outcome:
        """Does it in one transaction that the audit log knows of; a form sent twice is done once."""
        if not FORM.fullmatch(key):
            raise HTTPException(400)
        now = self.gate.parts.clock()

        def turn(tx: Transaction) -> Outcome:
            if not audit.did(tx, signed.staff.id, page, [], now, key):
                return Outcome.OVER
            return work(self.layout.staff.context(tx, now, f"board:{key}"))

        outcome = await self.gate.parts.db.run(turn)
        self.layout.staff.wake()
        return outcome

    async def keep(
        self, signed: Signed, page: Audited, fields: Mapping[str, str], change: Change
    ) -> tuple[int | None, Outcome]:
        """Keeps a change as a draft; returns its number, None where the form came twice."""
        saved: list[int | None] = []

        def work(context: Context) -> Outcome:
            reason = fields.get("reason", "").strip()[:LONGEST_REASON]
            kind, thing, author = change.kind, change.thing, signed.staff.id
            number = drafting.save(
                context,
                change.source,
                kind,
                thing,
                change.edit,
                author,
                reason,
                version=change.version,
                asking=change.asking,
            )
            saved.append(number)
            return Outcome.ASKED

        outcome = await self.done(signed, page, fields.get("form", ""), work)
        return saved[0] if saved else None, outcome

    def kept(self, request: Request, number: int | None, outcome: Outcome) -> Response:
        """On to the draft, with what became of it."""
        return self.layout.done(f"/content/draft/{number}" if number else "/content", OUTCOMES[outcome], request)

    async def publish(self, signed: Signed, number: int, key: str) -> Published:
        """Puts a draft in use."""
        published = await self.contents.publish(number, signed.staff.id, f"board:{key}:use")
        self.layout.staff.wake()
        return published

    async def names(self, ids: Sequence[int | None]) -> dict[int, str]:
        """What members of staff are called."""
        wanted = {one for one in ids if one is not None}
        everybody: list[Staff] = await self.gate.parts.db.read(staff.all_staff) if wanted else []
        return {one.id: one.name for one in everybody if one.id in wanted}
