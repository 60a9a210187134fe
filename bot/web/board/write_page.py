"""A request written for somebody at the counter, at the door or on the phone.

For tests: the form's button "write".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calls.known import PLACES, Written
from bot.domain.commands.leads import RequestCall, WriteRequest
from bot.domain.consents import CALL_BACK
from bot.domain.rights import Act
from bot.services.leads.calls.writing import keep, kept
from bot.store.engine.database import Transaction
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.contact_questions import PersonName, Phone
from bot.talk.question import Misread
from bot.web.board.auth import FORM, Gate
from bot.web.board.layout import CHOOSE, TWICE, Layout
from bot.words import FIRST, Words, _, in_language


@dataclass(frozen=True)
class WritePage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/write: the consent text to be read aloud, and the form."""
        signed = await self.gate.signed(request, Act.WRITE)
        consent = self.layout.staff.knowledge().library.consent
        return self.layout.page(
            request,
            signed,
            "board_write.html",
            "mine",
            consent=in_language(FIRST, consent.text),
            both=consent.purposes != (CALL_BACK,),
            where=PLACES,
            places=self.layout.places(),
        )

    async def write(self, request: Request) -> Response:
        """POST /staff/write"""
        signed, fields = await self.gate.posted(request, Act.WRITE)
        form = fields.get("form", "")
        if not FORM.fullmatch(form):
            raise HTTPException(400)
        asked = self._read(fields)
        if not isinstance(asked, WriteRequest):
            return self.layout.done("/write", asked, request)
        now, member = self.gate.parts.clock(), signed.staff

        def turn(tx: Transaction) -> Words:
            if not audit.did(tx, member.id, Audited.WRITE, [], now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            return kept(keep(asked, member, context), asked, context)

        said = await self.gate.parts.db.run(turn)
        self.layout.staff.wake()
        return self.layout.done("/", said, request)

    def _read(self, fields: Mapping[str, str]) -> WriteRequest | Words:
        """What the form asks for, or what is wrong with it."""
        knowledge, agreed = self.layout.staff.knowledge(), fields.get("agreed", "")
        consent, commune = knowledge.library.consent, fields.get("commune", "")
        if agreed not in {"yes", "call"}:
            return _("Without their consent nothing is kept.")
        if fields.get("where") not in set(Written) or commune not in knowledge.by_code:
            return CHOOSE
        try:
            name = PersonName("name", CHOOSE).understand(fields.get("name", ""), knowledge.phrasebook)
            phone = Phone("phone", CHOOSE).understand(fields.get("phone", ""), knowledge.phrasebook)
        except Misread as misread:
            return misread.hint
        purposes = consent.purposes if agreed == "yes" else (CALL_BACK,)
        return WriteRequest(RequestCall(commune, name, phone, consent.version, purposes), Written(fields["where"]))
