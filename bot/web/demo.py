"""The demo's front page: a citizen's phone beside a commune officer's inbox, both real.

For tests: iframes named "citizen" and "officer", data-testid "step" (four of them) and "language" (the toggle).
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.web.chat.session import keep_language, language_of
from bot.web.dependencies import WebParts
from bot.web.templating import Pages
from bot.words import Words, _, in_language


@dataclass(frozen=True)
class DemoStep:
    """One thing to try."""

    title: Words
    text: Words


STEPS = (
    DemoStep(
        _("Ask in your own words"),
        _("On the phone, type “đóng ít nhất bao nhiêu một tháng” (the least to pay)."),
    ),
    DemoStep(
        _("Estimate"),
        _("Tap Menu, choose the estimate, and see what is paid each month and what comes back later."),
    ),
    DemoStep(
        _("Ask to be called"),
        _("Type “tư vấn” (advice), leave any name, a commune and the number 0912 345 678."),
    ),
    DemoStep(
        _("Be the officer"),
        _("The request is in the inbox at once: take it, note the result. The citizen hears."),
    ),
)


@dataclass(frozen=True)
class Demo:
    parts: WebParts
    pages: Pages

    async def page(self, request: Request) -> Response:
        """GET /, only where the demo is on."""
        language = language_of(request, self.parts.languages)
        home = in_language(language.code, self.parts.home)
        title = language.say(_("Loa, the demo"))
        response = self.pages.page("demo.html", language, title=title, officer=False, steps=STEPS, home=home)
        keep_language(response, request, self.parts.secure_cookies)
        return response
