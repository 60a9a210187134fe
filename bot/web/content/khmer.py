"""Drafts in Khmer beside what they translate: read, released or taken back one by one.

For tests: data-testid "translation" (one draft), "released", "outdated", "unread", "unlike" (other figures).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Outcome, Source
from bot.domain.rights import Act
from bot.library.editing.applying import edit_of
from bot.library.editing.form import Files, text_of
from bot.library.editing.releasing import name_of_reader, released, taken_back
from bot.library.files.khmer import drafts_in
from bot.library.reading.mistakes import Mistakes
from bot.library.translations import CONSENT, FILE, GREETING, MENU, Translation
from bot.store.staff.audited import Audited
from bot.web.content.desk import OUTCOMES, Change, Desk
from bot.words import FIRST, Words, _, in_language, pgettext, verbatim

ANOTHER = _("It says something else by now, on one side or the other: please read it once more.")
NAMELESS = _("Please write the name of the person who has read it, and tick that they have.")
ALREADY = _("Somebody has released it already.")
UNLIKE = _("The figures on the two sides are not the same. Please correct it first.")
OWN: Mapping[str, Words] = MappingProxyType(
    {GREETING: _("Greeting"), MENU: pgettext("khmer", "Menu"), CONSENT: _("Consent to a call")}
)


@dataclass(frozen=True)
class Khmer:
    desk: Desk

    async def page(self, request: Request) -> Response:
        """GET /staff/content/khmer"""
        signed = await self.desk.signed(request)
        drafts, figures = await self._drafts((await self.desk.contents.current())[1]), self.desk.library.figures
        return self.desk.layout.page(
            request,
            signed,
            "content_khmer.html",
            "content",
            drafts=[(draft, *draft.shown(self.desk.today, figures)) for draft in drafts],
            named={draft.id: self._name(draft) for draft in drafts},
        )

    async def post(self, request: Request) -> Response:
        """POST /staff/content/khmer/{thing}: `release` lets it be used from now on, `back` ends it.

        `mark` is that of what was looked at: other words are not released unseen.
        """
        signed, fields = await self.desk.gate.posted(request, Act.MEND_CONTENT)
        newest, files = await self.desk.contents.current()
        thing = request.path_params["thing"]
        draft = next((one for one in await self._drafts(files) if one.id == thing), None)
        if draft is None or not fields.keys() & {"release", "back"}:
            raise HTTPException(404)
        by = name_of_reader(fields.get("by", ""))
        refused = _refused(draft, fields, by)
        if refused is not None:
            return self.desk.layout.done(f"/content/khmer#{thing}", refused, request)
        today = self.desk.today
        after = taken_back(files, draft) if "back" in fields else released(files, draft, by, today)
        change = Change(Source.RELEASE, "khmer", thing, edit_of(files, after), newest.number)
        number, outcome = await self.desk.keep(signed, Audited.CONTENT_RELEASE, fields | {"reason": by}, change)
        if number:
            outcome = (await self.desk.publish(signed, number, fields.get("form", ""))).outcome
        return self.desk.layout.done(f"/content/khmer#{thing}", OUTCOMES[outcome], request)

    def _name(self, draft: Translation) -> Words:
        own = OWN.get(draft.id)
        return own or verbatim(in_language(FIRST, self.desk.library.answers[draft.id].title))

    async def _drafts(self, files: Files) -> Sequence[Translation]:
        """Every draft in use; raises HTTPException(409) where the content has just changed."""
        if FILE not in files:
            return ()
        try:
            return await asyncio.to_thread(drafts_in, text_of(files, FILE), self.desk.library)
        except Mistakes as met:
            raise HTTPException(409) from met


def _refused(draft: Translation, fields: Mapping[str, str], by: str) -> Words | None:
    """Why that form changes nothing."""
    if "back" in fields:
        return None if draft.release else OUTCOMES[Outcome.OVER]
    if draft.released:
        return ALREADY
    if draft.mark != fields.get("mark"):
        return ANOTHER
    if draft.unlike:
        return UNLIKE
    return None if by and fields.get("sure") else NAMELESS
