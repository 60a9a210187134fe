"""The results of a meeting by a form: what is asked in the chat, kept by the same service.

For tests: data-testid "wrong" (what is to be put right).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.meetings import Meeting
from bot.domain.outreach.results import LONGEST_ANSWER, MOST_HEADS, TOO_MANY, Heads, Results
from bot.domain.people import Staff
from bot.domain.rights import Act, may_report
from bot.services.context import Context
from bot.services.meetings import results
from bot.store.engine.database import Transaction
from bot.store.meetings import queries
from bot.store.meetings import results as kept
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.words import Words, _, pgettext

MOST_BYTES, FIELDS = 65_536, 30
HEADS: Mapping[str, Words] = {
    "present": pgettext("heads", "Present"),
    "women": pgettext("heads", "Women"),
    "khmer": pgettext("heads", "Khmer"),
    "signed": pgettext("heads", "Signed up there"),
    "promised": pgettext("heads", "Promised to join"),
}
NOT_A_NUMBER = _("Each count is a number up to {most}; what nobody counted stays empty.", most=MOST_HEADS)
NOBODY_SAID = _("Please give at least how many were there.")
MEANWHILE = _("Somebody else has written results meanwhile. Please look at them first.")
NOTHING_NEW = _("Nothing has changed.")
KEPT = _("The results are kept, and your supervisors have them.")


@dataclass(frozen=True)
class Told:
    """What a form says, and what is wrong with it; `words` by the questions of the kind."""

    heads: Heads
    words: Mapping[str, str]
    wrong: Words | None = None


@dataclass(frozen=True)
class ReportPages:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/meetings/7/results: empty but for what was counted, or as it was reported."""
        signed = await self.gate.signed(request, Act.HOLD_MEETINGS)
        number, now, who = request.path_params["number"], self.gate.parts.clock(), signed.staff.id

        def read(tx: Transaction) -> tuple[Meeting | None, Results | None]:
            return queries.get(tx, number), kept.get(tx, number)

        found, before = await self.gate.parts.db.read(read)
        if found is None or not may_report(signed.staff, found, now):
            raise await self.gate.refuse(signed, Audited.MEETING_RESULTS)
        await self.gate.parts.db.run(lambda tx: audit.looked(tx, who, Audited.MEETING_RESULTS, [], now))
        told = Told(before.heads, before.words) if before else Told(found.counted, {})
        return self._page(request, signed, found, before, told)

    async def write(self, request: Request) -> Response:
        """POST /staff/meetings/7/results: counts, q0, q1 …, and `seen`, the version looked at."""
        signed, typed = await self.gate.posted_long(request, Act.HOLD_MEETINGS, MOST_BYTES, FIELDS)
        number, now, form = request.path_params["number"], self.gate.parts.clock(), typed.get("form", "")
        if not FORM.fullmatch(form):
            raise HTTPException(400)

        def turn(tx: Transaction) -> tuple[Meeting | None, Results | None, Told, Words | None]:
            found, before = queries.get(tx, number, lock=True), kept.get(tx, number)
            if found is None or not may_report(signed.staff, found, now):
                return None, None, Told(Heads(), {}), None
            told = read_told(typed, self._questions(found, before))
            if told.wrong is not None:
                return found, before, told, None
            if not audit.did(tx, signed.staff.id, Audited.MEETING_RESULTS, [], now, form):
                return found, before, told, TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            said = _keep(found, before, typed.get("seen", ""), told, signed.staff, context)
            if said == MEANWHILE:
                audit.not_done(tx, form)
            return found, before, told, said

        found, before, told, said = await self.gate.parts.db.run(turn)
        if found is None:
            raise await self.gate.refuse(signed, Audited.MEETING_RESULTS)
        if said is None:
            return self._page(request, signed, found, before, told)
        self.layout.staff.wake()
        return self.layout.done(f"/meetings/{number}", said, request)

    def _questions(self, meeting: Meeting, before: Results | None) -> Sequence[str]:
        """What is asked besides the counts, and what was answered before."""
        kind = self.layout.staff.knowledge().library.meetings.get(meeting.plan.kind)
        return tuple(dict.fromkeys((*(kind.report if kind else ()), *(before.words if before else ()))))

    def _page(self, request: Request, signed: Signed, meeting: Meeting, before: Results | None, told: Told) -> Response:
        return self.layout.page(
            request,
            signed,
            "board_meeting_report.html",
            "meetings",
            409 if told.wrong else 200,
            meeting=meeting,
            seen=version(before),
            heads=[(name, title, getattr(told.heads, name)) for name, title in HEADS.items()],
            asked=[(asked, told.words.get(asked, "")) for asked in self._questions(meeting, before)],
            wrong=told.wrong,
            longest=LONGEST_ANSWER,
        )


def read_told(fields: Mapping[str, str], questions: Sequence[str]) -> Told:
    """What the form says; with what is wrong, everything else stays as it was typed."""
    typed = {name: fields.get(name, "").strip() for name in HEADS}
    good = {name: int(one) for name, one in typed.items() if one.isascii() and one.isdecimal() and len(one) <= 5}
    words = {asked: fields.get(f"q{number}", "").strip()[:LONGEST_ANSWER] for number, asked in enumerate(questions)}
    heads = Heads(**good)
    if any(one and name not in good for name, one in typed.items()):
        return Told(heads, words, NOT_A_NUMBER)
    if heads.present is None:
        return Told(heads, words, NOBODY_SAID)
    return Told(heads, words, None if heads.fits else TOO_MANY)


def version(results: Results | None) -> str:
    """Which results were looked at; "" for none."""
    return "" if results is None else str(results.corrected)


def _keep(meeting: Meeting, before: Results | None, seen: str, told: Told, member: Staff, context: Context) -> Words:
    if seen != version(before):
        return MEANWHILE
    if before is None:
        return KEPT if results.write(meeting, told.heads, told.words, member, context) else TWICE
    if before.heads == told.heads and dict(before.words) == dict(told.words):
        return NOTHING_NEW
    results.rewrite(meeting, before, told.heads, told.words, member, context)
    return KEPT
