"""One draft: what it changes, how citizens would read it, and what may be done with it.

For tests: data-testid "diff" (one file), "standing" (whether it is approved), "sight".
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.approvals import Verdict
from bot.domain.content.drafts import Draft, Outcome, State
from bot.domain.rights import Act
from bot.library import Library
from bot.library.comparison import Comparison, effect
from bot.library.editing.applying import applied
from bot.library.editing.checked import Checked
from bot.library.editing.names import name_of
from bot.library.editing.registry import Difference, changed_things, differences
from bot.library.editing.things import KINDS
from bot.services.content import drafting
from bot.services.context import Context
from bot.store.content import drafts
from bot.store.staff import approvals
from bot.store.staff.audited import Audited
from bot.web.board.auth import Signed
from bot.web.content.desk import OUTCOMES, Desk
from bot.web.editor.sights import of_thing
from bot.words import Words, lines, verbatim

AROUND = 1
LONGEST_NOTE = 500


@dataclass(frozen=True)
class DraftPage:
    desk: Desk

    async def show(self, request: Request) -> Response:
        """GET /staff/content/draft/{number}?on=DAY"""
        signed, draft = await self.desk.signed(request), await self.desk.draft(request)
        _version, files = await self.desk.contents.current()
        both = applied(draft.edit, files)
        over = draft.state is not State.OPEN
        checked = Checked(None) if over or both.met else await self.desk.contents.check(both.files)
        change = await self._effect(draft, checked.library)
        asked = request.query_params.get("on", "")
        on = self.desk.day(asked) if asked or change is None else change[0]
        approval = await self.desk.gate.parts.db.read(lambda tx: approvals.latest(tx, drafting.WHAT, draft.number))
        names = await self.desk.names([draft.author, approval.decided_by if approval else None])
        library = checked.library or self.desk.library
        return self.desk.layout.page(
            request,
            signed,
            "content_draft.html",
            "content",
            draft=draft,
            name=name_of(library, draft.kind, draft.thing),
            diffs=[(path, draft.edit.diff(path, AROUND)) for path in draft.edit.paths],
            approval=approval if approval and approval.hash == draft.edit.hash else None,
            verdicts=Verdict,
            names=names,
            own=draft.author == signed.staff.id,
            open=not over,
            met=() if over else both.met,
            mistakes=checked.mistakes,
            on=on,
            today=self.desk.today,
            editable=draft.kind in KINDS,
            sights=of_thing(draft.kind, draft.thing, self.desk.scene(on, library), self.desk.layout.parts.languages),
            effect=change,
            differences=self._differences(draft, checked.library, files, both.files),
        )

    async def approve(self, request: Request) -> Response:
        """POST …/approve: with yes=1 approved, else sent back with a note."""
        signed, fields, draft = await self._posted(request)
        yes, note = bool(fields.get("yes")), fields.get("note", "").strip()[:LONGEST_NOTE]

        def work(context: Context) -> Outcome:
            now_there = drafts.get(context.tx, draft.number) or draft
            return drafting.decide(context, now_there, signed.staff, yes=yes, note=note, seen=fields.get("seen", ""))

        return await self._done(request, signed, fields, draft, work)

    async def ask(self, request: Request) -> Response:
        """POST …/ask: its author applies it, that is asks the others."""
        signed, fields, draft = await self._posted(request)
        return await self._done(request, signed, fields, draft, lambda context: drafting.ask(context, draft))

    async def plan(self, request: Request) -> Response:
        """POST …/plan: notes the day on which it goes into use."""
        signed, fields, draft = await self._posted(request)
        day = self.desk.day(fields.get("day", ""))
        planned: date | None = day if day > self.desk.today else None
        return await self._done(request, signed, fields, draft, lambda context: drafting.plan(context, draft, planned))

    async def drop(self, request: Request) -> Response:
        """POST …/drop"""
        signed, fields, draft = await self._posted(request)
        return await self._done(request, signed, fields, draft, lambda context: drafting.drop(context, draft))

    async def use(self, request: Request) -> Response:
        """POST …/use: puts it in use now."""
        signed, fields, draft = await self._posted(request)
        key = fields.get("form", "")
        outcome = await self.desk.done(signed, Audited.CONTENT_USE, key, lambda _context: Outcome.ASKED)
        if outcome is Outcome.OVER:
            return self.desk.layout.done(f"/content/draft/{draft.number}", OUTCOMES[Outcome.OVER], request)
        published = await self.desk.publish(signed, draft.number, key)
        said: Words = OUTCOMES[published.outcome]
        if published.mistakes:
            said = lines(said, verbatim(str(published.mistakes[0])))
        return self.desk.layout.done(f"/content/draft/{draft.number}", said, request)

    async def _posted(self, request: Request) -> tuple[Signed, dict[str, str], Draft]:
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)
        return signed, fields, await self.desk.draft(request)

    async def _done(
        self,
        request: Request,
        signed: Signed,
        fields: Mapping[str, str],
        draft: Draft,
        work: Callable[[Context], Outcome],
    ) -> Response:
        outcome = await self.desk.done(signed, Audited.CONTENT_DRAFT, fields.get("form", ""), work)
        return self.desk.layout.done(f"/content/draft/{draft.number}", OUTCOMES[outcome], request)

    def _differences(
        self, draft: Draft, drafted: Library | None, before: Mapping[str, bytes], after: Mapping[str, bytes]
    ) -> list[Difference]:
        if drafted is None:
            return []
        held = self.desk.library
        changed = [(draft.kind, draft.thing)] if draft.kind in KINDS else changed_things(held, drafted)
        return [one for each in changed for one in differences(held, drafted, before, after, *each)]

    async def _effect(self, draft: Draft, drafted: Library | None) -> tuple[date, Comparison] | None:
        if drafted is None or not any(path.startswith("figures/") for path in draft.edit.paths):
            return None
        return await asyncio.to_thread(effect, self.desk.library, drafted, self.desk.today)
