"""Campaigns on the board: all of them, one with what it would do or has done.

For tests: data-testid "campaign" (a line), "state", "reached", "left-out", "cost", "last", "sight", "result" (a day).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import local
from bot.domain.commands.campaigns import Deed
from bot.domain.leads import LeadState
from bot.domain.outreach.campaigns import MOST_TESTERS, SECOND_PERSON_FROM, STATES, WHYS, Campaign, Preview
from bot.domain.outreach.facts import FACTS
from bot.domain.rights import Act, may_send
from bot.library.library import Library
from bot.services.campaigns import planning
from bot.services.campaigns.checks import sees
from bot.services.campaigns.dispatch import APPROVING
from bot.services.campaigns.outcomes import SAID, No
from bot.services.campaigns.results import STEPS
from bot.services.campaigns.said import name_of
from bot.services.context import Context
from bot.services.leads.cards import STATES as REQUESTS
from bot.store.engine.database import Transaction
from bot.store.outreach import campaigns
from bot.store.staff import audit
from bot.store.staff.audited import Audited
from bot.web.board.auth import FORM, Gate, Signed
from bot.web.board.layout import TWICE, Layout
from bot.web.board.outreach.campaign_form import read_order
from bot.web.board.outreach.campaign_view import counted_by, done_with, shown_of
from bot.web.editor.sights import Sight, of_thing, scene_of
from bot.words import FIRST, OFFERED, Dong, Words, _, own_name

T = TypeVar("T")
LISTED = 50
MOST_BYTES, FIELDS = 16_384, 60
DONE: Mapping[Deed, tuple[Audited, Words]] = {
    Deed.TEST: (Audited.CAMPAIGN_TEST, _("The test message is on its way.")),
    Deed.ASK: (Audited.CAMPAIGN, _("Whoever may approve it has been asked.")),
    Deed.APPROVE: (Audited.CAMPAIGN_APPROVE, _("Approved.")),
    Deed.REFUSE: (Audited.CAMPAIGN_APPROVE, _("Sent back to its author.")),
    Deed.START: (Audited.CAMPAIGN_START, _("It goes from its hour on.")),
    Deed.RESUME: (Audited.CAMPAIGN_START, _("It goes on.")),
    Deed.PAUSE: (Audited.CAMPAIGN_PAUSE, _("It is paused.")),
    Deed.STOP: (Audited.CAMPAIGN_STOP, _("It is stopped for good.")),
}


@dataclass(frozen=True)
class CampaignsPage:
    gate: Gate
    layout: Layout

    async def page(self, request: Request) -> Response:
        """GET /staff/campaigns"""
        signed = await self.gate.signed(request, Act.SEND_NEWS)

        def read(context: Context) -> list[tuple[Campaign, str]]:
            found = campaigns.latest(context.tx, LISTED)
            return [(one, name_of(one, context)) for one in found if sees(signed.staff, one)]

        listed = await self._read(read)
        return self.layout.page(
            request, signed, "board_campaigns.html", "campaigns", listed=listed, states=STATES, local=local
        )

    async def new(self, request: Request) -> Response:
        """GET /staff/campaigns/new?content=ID&corrects=7"""
        signed, asked = await self.gate.signed(request, Act.SEND_NEWS), request.query_params
        return await self._form(request, signed, {name: asked.get(name, "") for name in ("content", "corrects")})

    async def make(self, request: Request) -> Response:
        """POST /staff/campaigns/new: with do=look it is only counted, else it is written down."""
        signed, fields = await self.gate.posted_long(request, Act.SEND_NEWS, MOST_BYTES, FIELDS)
        now, form = self.gate.parts.clock(), _form(fields)
        titles = await self._read(lambda context: context.titles)
        order = await read_order(fields, self._library, titles, signed.staff, now)
        if isinstance(order, Words):
            return await self._form(request, signed, fields, order)
        if not may_send(Act.SEND_NEWS, signed.staff, order.audience.communes):
            raise await self.gate.refuse(signed, Audited.CAMPAIGN)
        if fields.get("do") == "look":
            counted = await self._read(lambda context: counted_by(order, signed.staff, context))
            said, seen = (SAID[counted], None) if isinstance(counted, No) else (None, counted)
            return await self._form(request, signed, fields, said, seen)

        def turn(tx: Transaction) -> Campaign | No | None:
            if not audit.did(tx, signed.staff.id, Audited.CAMPAIGN, [], now, form):
                return None
            context = self.layout.staff.context(tx, now, f"board:{form}")
            return planning.make(order.content, order.audience, order.at, signed.staff, context, wrong=order.wrong)

        made = await self.gate.parts.db.run(turn)
        if isinstance(made, No):
            return await self._form(request, signed, fields, SAID[made])
        to = f"/campaigns/{made.number}" if made else "/campaigns"
        return self.layout.done(to, _("Have a test message sent, and read it.") if made else TWICE, request)

    async def show(self, request: Request) -> Response:
        """GET /staff/campaigns/7"""
        signed = await self.gate.signed(request, Act.SEND_NEWS)
        number = request.path_params["number"]
        shown = await self._read(lambda context: shown_of(number, signed.staff, context))
        if shown is None:
            raise await self.gate.refuse(signed, Audited.CAMPAIGN)
        return self.layout.page(
            request,
            signed,
            "board_campaign.html",
            "campaigns",
            shown=shown,
            one=shown.campaign,
            states=STATES,
            steps=[(step, FACTS[step].title) for step in STEPS],
            many=SECOND_PERSON_FROM,
            testers=MOST_TESTERS,
            local=local,
            **self._seen(request, shown.campaign.content, shown.foreseen, shown.titles),
        )

    async def do(self, request: Request) -> Response:
        """POST /staff/campaigns/7/{deed}"""
        deed = next((one for one in DONE if one.value == request.path_params["deed"]), None)
        if deed is None:
            raise HTTPException(404)
        act = Act.APPROVE_NEWS if deed in APPROVING else Act.SEND_NEWS
        signed, fields = await self.gate.posted_long(request, act, MOST_BYTES, FIELDS)
        number, now, form = request.path_params["number"], self.gate.parts.clock(), _form(fields)
        page, words = DONE[deed]

        def turn(tx: Transaction) -> Words | No:
            if not audit.did(tx, signed.staff.id, page, [], now, form):
                return TWICE
            context = self.layout.staff.context(tx, now, f"board:{form}")
            made = done_with(deed, number, signed.staff, fields, context)
            return made if isinstance(made, No) else words

        said = await self.gate.parts.db.run(turn)
        if said in (No.RIGHT, No.NUMBER):
            raise await self.gate.refuse(signed, page)
        self.layout.staff.wake()
        return self.layout.done(f"/campaigns/{number}", SAID[said] if isinstance(said, No) else said, request)

    async def _form(
        self,
        request: Request,
        signed: Signed,
        filled: Mapping[str, str],
        wrong: Words | None = None,
        counted: Preview | None = None,
    ) -> Response:
        content, titles = filled.get("content", ""), await self._read(lambda context: context.titles)
        return self.layout.page(
            request,
            signed,
            "board_campaign_new.html",
            "campaigns",
            422 if wrong else 200,
            filled=filled,
            wrong=wrong,
            texts=self._library.campaigns.values(),
            languages={code: own_name(code) for code in OFFERED},
            outcomes=[(state, REQUESTS[state]) for state in LeadState],
            today=local(self.gate.parts.clock()).date(),
            **self._seen(request, content, counted, titles),
        )

    def _seen(
        self, request: Request, content: str, counted: Preview | None, titles: Mapping[str, Words]
    ) -> Mapping[str, Any]:
        """What both pages show of the words, and of whom they would reach."""
        languages, today = self.layout.parts.languages, local(self.gate.parts.clock()).date()
        scene = scene_of(self.layout.staff.knowledge(), languages[FIRST], today)
        sights: list[tuple[str, list[Sight]]] = of_thing("campaign", content, scene, languages)
        cost = self.layout.language(request).value(Dong(counted.cost)) if counted else ""
        return {"sights": sights, "counted": counted, "cost": cost, "whys": WHYS, "channels": titles}

    async def _read(self, work: Callable[[Context], T]) -> T:
        now = self.gate.parts.clock()
        return await self.gate.parts.db.read(lambda tx: work(self.layout.staff.context(tx, now, "board")))

    @property
    def _library(self) -> Library:
        return self.layout.staff.knowledge().library


def _form(fields: Mapping[str, str]) -> str:
    if not FORM.fullmatch(fields.get("form", "")):
        raise HTTPException(400)
    return fields["form"]
