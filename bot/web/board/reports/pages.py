"""What was achieved: numbers of a unit and a period, with charts that are drawn elsewhere.

For tests: data-testid "measure" (a row with its definition), "commune", "source", "topic".
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.domain.messages import Address
from bot.domain.people import LEADERS
from bot.domain.reports.cells import Cell, known
from bot.domain.reports.measures import GROUPS, MEASURES
from bot.domain.reports.periods import MONTHS, PeriodKind
from bot.domain.reports.targets import TARGETED, Standing
from bot.domain.reports.units import Unit, UnitKind, inside
from bot.library.library import Library, Poster
from bot.reports.charts.order import Chart, drawn
from bot.reports.results.charts import Spoken, charts, empty, label, ranked
from bot.reports.results.figures import REST, Cells, Figures, figures
from bot.reports.results.gathering import counting_of, spoken_by
from bot.reports.results.news import OF_CAMPAIGN, CampaignRow, news
from bot.reports.results.questions import questions
from bot.reports.results.targets import standings
from bot.reports.results.units import own, units
from bot.reports.results.wording import change, said, written
from bot.store.engine.database import Transaction
from bot.store.outreach import codes as register
from bot.store.reports import remarks, sent, targets
from bot.store.reports.remarks import Remark
from bot.web.board.auth import Gate, Signed
from bot.web.board.layout import Layout
from bot.web.board.reports.filters import ReportAsked
from bot.web.templating import figures_under
from bot.words import FIRST, Language, Words, _

KEPT = 64
NARROWED: Mapping[str, Words] = {"channel": _("Channel"), "source": _("Code"), "topic": _("Topic")}


CONSTANT: Mapping[str, Any] = {
    "groups": GROUPS,
    "measures": MEASURES,
    "measure_of": TARGETED,
    "narrowed": NARROWED,
    "of_campaign": OF_CAMPAIGN,
    "known": known,
    "said": said,
    "written": written,
    "change": change,
    "label": label,
    "ranked": ranked,
    "empty": empty,
}
"""What the template knows whatever is asked for."""


@dataclass(frozen=True)
class Sight:
    """What one page shows; `units` are those that its reader may see."""

    units: list[Unit]
    asked: ReportAsked
    found: Figures
    spoken: Spoken
    charts: Mapping[str, Chart]
    targets: list[Standing]
    versions: list[sent.Sent]
    remarks: list[Remark]
    narrowing: Mapping[str, Mapping[str, str]]
    questions: list[tuple[str, Cell]]
    news: list[CampaignRow]


@dataclass(frozen=True)
class ReportPages:
    """One set of charts is drawn at a time, in a process of its own; the last ones are kept."""

    gate: Gate
    layout: Layout
    press: asyncio.Lock = field(default_factory=asyncio.Lock)
    pictures: OrderedDict[Chart, bytes] = field(default_factory=OrderedDict)

    async def page(self, request: Request) -> Response:
        """GET /staff/reports?unit=86&period=2026-11&by=requests; anonymous, so not in the audit log."""
        signed = await self.gate.signed(request)
        sight = await self._sight(request, signed)
        values = {one.name: getattr(sight, one.name) for one in fields(sight)}
        speaks = _speaking(self.layout.language(request))
        return self.layout.page(
            request,
            signed,
            "board_reports.html",
            "reports",
            me=signed.staff.id,
            may_remark=sight.asked.unit.kind is UnitKind.COMMUNE and sight.asked.period.kind is PeriodKind.MONTH,
            may_send=signed.staff.role in LEADERS and sight.asked.period.last < self._today,
            may_bring=signed.staff.role in LEADERS and not signed.staff.communes,
            periods=sight.asked.choices(self._today),
            today=self._today,
            topics=self._library.topics,
            funnel=sight.found.columns,
            of_unit=sight.asked.of_units(),
            **CONSTANT,
            **values,
            **speaks,
        )

    async def chart(self, request: Request) -> Response:
        """GET /staff/reports/chart.svg?which=trend&…: one chart of that page."""
        signed = await self.gate.signed(request)
        made = (await self._sight(request, signed)).charts
        chart = made.get(request.query_params.get("which", ""))
        if chart is None:
            raise HTTPException(404)
        return Response(await self._picture(chart, made), media_type="image/svg+xml")

    async def _picture(self, chart: Chart, made: Mapping[str, Chart]) -> bytes:
        """All charts of the page are drawn at once, for the others are asked for next."""
        async with self.press:
            if chart not in self.pictures:
                new = [one for one in made.values() if one not in self.pictures]
                try:
                    self.pictures.update(zip(new, await asyncio.to_thread(drawn, new, "svg"), strict=True))
                except Trouble as trouble:
                    raise HTTPException(503) from trouble
            self.pictures.move_to_end(chart)
            picture = self.pictures[chart]
            while len(self.pictures) > KEPT:
                self.pictures.popitem(last=False)
        return picture

    async def _sight(self, request: Request, signed: Signed) -> Sight:
        """Raises HTTPException(404) where somebody serves nothing that reports."""
        library, today, member = self._library, self._today, signed.staff
        language = self.layout.language(request)

        def read(tx: Transaction) -> Sight:
            codes = register.every(tx, library, member.communes)
            mine = own(member, units(library, codes))
            if not mine:
                raise HTTPException(404)
            asked = ReportAsked.read(request.query_params, mine, today, library.home.closing)
            counting = counting_of(
                tx, library, asked.unit, asked.period, today, inside=inside(member, asked.unit), only=asked.only
            )
            found = figures(counting)
            goals = (*library.targets, *targets.targets(tx, library.home.closing, asked.unit.code))
            context = self.layout.staff.context(tx, self.gate.parts.clock(), "reports")
            channels = dict.fromkeys([*context.abilities, *found.channels])
            titles = {one: language.say(context.title(Address(one, "", ""))) for one in channels if one != REST}
            spoken = spoken_by(language, library, codes, titles)
            versions = sent.versions(tx, asked.unit.code, asked.period.name)
            months = [one.name for one in (asked.period.months if asked.period.kind in MONTHS else [asked.period])]
            noted = remarks.of(tx, months, asked.unit.communes)
            reached = standings(counting, goals)
            everything = not member.communes and asked.unit.kind is UnitKind.PROVINCE and asked.only is None
            return Sight(
                mine,
                asked,
                found,
                spoken,
                charts(found, asked.by, spoken),
                reached,
                versions,
                noted,
                {} if asked.unit.source else self._narrowing(titles, spoken, codes, asked.unit, language),
                questions(tx, asked.period) if everything else [],
                news(counting, found, library.campaigns) if not member.communes else [],
            )

        return await self.gate.parts.db.read(read)

    def _narrowing(
        self, titles: Mapping[str, str], spoken: Spoken, codes: list[Poster], unit: Unit, language: Language
    ) -> dict[str, dict[str, str]]:
        """What the page may be narrowed to: names by code."""
        own = [one.code for one in codes if not unit.communes or one.commune in unit.communes]
        topics = self._library.topics.values()
        return {
            "channel": dict(sorted(titles.items(), key=lambda one: one[1])),
            "source": {code: spoken.source(code) for code in own},
            "topic": {one.id: one.title.get(language.code, one.title[FIRST]) for one in topics},
        }

    @property
    def _library(self) -> Library:
        return self.layout.staff.knowledge().library

    @property
    def _today(self) -> date:
        return self.gate.parts.clock().astimezone(VIET_NAM).date()


def _speaking(language: Language) -> dict[str, Any]:
    """What measures are called, and what makes all cells of a row under these columns."""
    titles = {name: language.say(one.title) for name, one in MEASURES.items()}

    def numbers(columns: Sequence[str]) -> Callable[[Cells], Markup]:
        row = figures_under([titles[name] for name in columns])
        return lambda cells: row(written(name, cells[name], language) for name in columns)

    return {"titles": titles, "numbers": numbers}
