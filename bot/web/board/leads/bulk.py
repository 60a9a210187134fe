"""The same done with several requests of a list at once: taken, given, handed over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.commands import leads as do
from bot.services.leads.actions import act
from bot.services.leads.outcomes import HandedOver, Reassigned, Taken
from bot.store.engine.database import Transaction
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import FORM, Gate
from bot.web.board.layout import CHOOSE, TWICE, Layout
from bot.words import Words, _

MOST = 50
CHOSEN = re.compile(r"chosen-([0-9]{1,9})")
WHAT: Mapping[str, Audited] = {"take": Audited.TAKE, "give": Audited.GIVE, "hand": Audited.HAND}


@dataclass(frozen=True)
class LeadBulk:
    """POST /staff/requests/{take|give|hand}"""

    gate: Gate
    layout: Layout

    async def several(self, request: Request) -> Response:
        """One transaction: all that may be done is done, and the page says how many were not."""
        signed, fields = await self.gate.posted(request)
        what, form, back = request.path_params["what"], fields.get("form", ""), _back(fields)
        if not FORM.fullmatch(form) or what not in WHAT:
            raise HTTPException(400)
        numbers = [int(found[1]) for name in fields if (found := CHOSEN.fullmatch(name))][:MOST]
        if not numbers:
            return self.layout.done(back, _("Please tick at least one request."), request)
        commune, to = fields.get("commune", ""), read_number(fields.get("staff", ""))
        if (what == "give" and not to) or (what == "hand" and commune not in self.layout.staff.knowledge().by_code):
            return self.layout.done(back, CHOOSE, request)
        now, member = self.gate.parts.clock(), signed.staff

        def turn(tx: Transaction) -> Words:
            if not audit.did(tx, member.id, WHAT[what], numbers, now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            made = [act(_command(what, number, to, commune), member, context) for number in sorted(numbers)]
            did = sum(1 + len(one.also) if isinstance(one, Taken) else 1 for one in made if _went(one))
            left = sum(not _went(one) for one in made)
            if not left:
                return _("Done with {count} requests.", count=did)
            return _(
                "Done with {count} requests; {left} could not be: somebody else has them, or they are over.",
                count=did,
                left=left,
            )

        said = await self.gate.parts.db.run(turn)
        self.layout.staff.wake()
        return self.layout.done(back, said, request)


def _command(what: str, number: int, to: int, commune: str) -> do.LeadAction:
    if what == "take":
        return do.TakeLead(number)
    return do.GiveLead(number, to) if what == "give" else do.HandOver(number, commune)


def _went(outcome: object) -> bool:
    return isinstance(outcome, Taken | Reassigned | HandedOver)


def _back(fields: Mapping[str, str]) -> str:
    """The same list again; nonsense is read as no filter."""
    query = fields.get("back", "")
    return f"/requests?{query}" if re.fullmatch(r"[A-Za-z0-9_=&.%-]{1,200}", query) else "/requests"
