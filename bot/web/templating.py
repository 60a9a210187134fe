"""Templates, and the static files they use, which browsers cache for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.domain.calendar import VIET_NAM
from bot.web.chat.changes import version
from bot.web.rich_text import beyond_card, folded, prose
from bot.words import Language, Value, Words

HERE = Path(__file__).parent
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Asset:
    body: bytes
    media: str


@dataclass(frozen=True)
class Pages:
    """Renders templates and serves static files, whose addresses carry a hash of their content.

    urls     a file's plain name ("chat.css") to its address
    assets   the end of that address to its content
    """

    environment: Environment
    urls: Mapping[str, str]
    assets: Mapping[str, Asset]

    def html(self, template: str, language: Language, **values: object) -> str:
        """Renders the template in that language."""
        return self.environment.get_template(template).render(asset=self.urls, **_spoken(language), **values)

    def page(self, template: str, language: Language, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self.html(template, language, **values), status)

    async def asset(self, request: Request) -> Response:
        """GET /static/{name}"""
        found = self.assets.get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        forever = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(found.body, media_type=found.media, headers=forever)


def load_pages() -> Pages:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(prose=prose, folded=folded, beyond_card=beyond_card, clock=clock, version=version)
    urls, assets = {}, {}
    for file in sorted((HERE / "static").iterdir()):
        body = file.read_bytes()
        name = f"{file.stem}.{sha256(body).hexdigest()[:12]}{file.suffix}"
        urls[file.name] = f"/static/{name}"
        assets[name] = Asset(body, MEDIA[file.suffix])
    return Pages(environment, urls, assets)


def _spoken(language: Language) -> dict[str, object]:
    """What templates speak with: `_` and `pgettext` for their own sentences, `say` for Words."""

    def pgettext(context: str, msgid: str, /, **values: Value) -> str:
        return language.say(Words(msgid, tuple(values.items()), context))

    gettext: Callable[..., str] = partial(pgettext, "")
    return {"language": language, "say": language.say, "_": gettext, "pgettext": pgettext}


def figures_under(titles: Sequence[str]) -> Callable[[Iterable[str]], Markup]:
    """Makes a table row's cells of numbers, each with its column's title for small screens.

    All of them at once: of thousands of cells a template takes most of a page's time.
    """
    opening = [f'<td class="figure" data-label="{escape(title)}">' for title in titles]

    def row(numbers: Iterable[str]) -> Markup:
        cells = (f"{begins}{escape(number)}</td>" for begins, number in zip(opening, numbers, strict=True))
        return Markup("".join(cells))  # noqa: S704 - each part is escaped

    return row


def clock(moment: datetime, today: datetime) -> str:
    """The time of day in Vietnam, with the day unless it is today: "14:05", "14:05 · 22/11"."""
    there = moment.astimezone(VIET_NAM)
    return there.strftime("%H:%M" if there.date() == today.astimezone(VIET_NAM).date() else "%H:%M · %d/%m")
