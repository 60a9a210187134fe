"""The form of one thing: what is written, what is wrong, and how citizens would read it.

For tests: data-testid "part", "slip" (what is wrong at a field), "sight" (a channel).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.content.drafts import Edit, Outcome, Source
from bot.domain.rights import Act
from bot.library import Library
from bot.library.comparison import Comparison, effect
from bot.library.editing.applying import applied, edit_of
from bot.library.editing.form import Field, Form, Part, written
from bot.library.editing.kinds import consent, topic
from bot.library.editing.names import KINDS as NAMES
from bot.library.editing.names import name_of
from bot.library.editing.places import by_field
from bot.library.editing.registry import communes, form_of
from bot.library.editing.renaming import KINDS as RENAMED
from bot.library.editing.things import CODE, KINDS, MADE, slug, things
from bot.library.editing.withdrawing import removable
from bot.services.content import drafting
from bot.services.context import Context
from bot.store.cases import proposals
from bot.store.content import drafts
from bot.store.staff.audited import Audited
from bot.store.statistics import unanswered
from bot.talk.understanding.numbers import read_number
from bot.web.board.auth import PATH, Signed
from bot.web.content.desk import LONGEST_REASON, OUTCOMES, Desk
from bot.web.editor.sights import of_thing
from bot.words import FIRST, _

MOST_BYTES, MOST_FIELDS = 256 * 1024, 600
NEW = "new"
# The field from whose words the code of something new is made.
NAMED = (f"{FIRST}.title", "title", "name", f"name.{FIRST}", "where", "basis")
OLD = _("People have agreed to these words: they stay as they are. Make a new version of them.")


@dataclass(frozen=True)
class Filled:
    """What somebody has filled in, and what came of it.

    said      what is wrong, by field
    edit      what it changes
    drafted   the content with it; None where something is wrong
    """

    form: Form
    edit: Edit
    said: Mapping[str, list[str]]
    drafted: Library | None


@dataclass(frozen=True)
class FormPage:
    desk: Desk

    async def show(self, request: Request) -> Response:
        """GET /staff/content/edit/{kind}/{thing}?draft=NUMBER&on=DAY&beside=ID&ask=WORDS"""
        signed, asked = await self.desk.signed(request), request.query_params
        version, files = await self.desk.contents.current()
        number = _number(asked.get("draft", ""))
        reason, drafted = "", None
        if number:
            draft = await self.desk.gate.parts.db.read(lambda tx: drafts.get(tx, number))
            if draft is not None:
                files, reason = applied(draft.edit, files).files, draft.reason
                drafted = (await self.desk.contents.check(files)).library
        form = self._form(request, drafted or self.desk.library, files, asked.get("beside", ""))
        if ask := asked.get("ask", "").strip():
            form = _asked(form, ask)
        kept = {name: asked.get(name, "") for name in ("draft", "beside", "question", "proposal", "on")}
        empty = Filled(form, Edit({}, {}), {}, drafted)
        kept |= {"reason": reason, "version": str(version.number)}
        if drafted and form.thing in drafted.answers:
            kept["beside"] = drafted.answers[form.thing].topic
        return self._page(request, signed, empty, kept)

    async def post(self, request: Request) -> Response:
        """POST the same: with do=save it becomes a draft, else it is only looked at."""
        signed, fields = await self.desk.gate.posted_long(request, Act.MEND_CONTENT, MOST_BYTES, MOST_FIELDS)
        filled = await self._filled(request, fields)
        if fields.get("do") == "save" and not filled.said and filled.edit.paths:
            return await self._save(request, signed, fields, filled)
        return self._page(request, signed, filled, fields, 422 if filled.said else 200)

    async def _filled(self, request: Request, fields: Mapping[str, str]) -> Filled:
        current = (await self.desk.contents.current())[1]
        files = await self.desk.files(fields.get("version", ""), current)
        library = self.desk.library
        form = self._form(request, library, files, fields.get("beside", ""), fields)
        values = {field.key: _typed(field, fields) for field in form.fields}
        values |= {key: value for key, value in fields.items() if key.endswith(".drop")}
        titles = {
            f"topics/{one.id}/{code}.md": name for one in library.topics.values() for code, name in one.title.items()
        }
        after = await asyncio.to_thread(written, form, files, values, communes(library), titles)
        shown = replace(form, parts=tuple(_with(part, values) for part in form.parts))
        edit = edit_of(files, after)
        both = applied(edit, current)
        if form.locked or any(path.startswith(consent.FOLDER) for path in edit.before):
            return Filled(shown, edit, {"": [self.desk.say(request, OLD)]}, None)
        if both.met:
            return Filled(shown, edit, {"": [self.desk.say(request, OUTCOMES[Outcome.MET])]}, None)
        checked = await self.desk.contents.check(both.files)
        return Filled(shown, edit, by_field(form, both.files, checked.mistakes), checked.library)

    async def _save(self, request: Request, signed: Signed, fields: Mapping[str, str], filled: Filled) -> Response:
        version = _number(fields.get("version", "")) or (await self.desk.contents.current())[0].number
        number = _number(fields.get("draft", ""))
        saved: list[int | None] = []

        def work(context: Context) -> Outcome:
            draft = drafting.save(
                context,
                Source.FORM,
                filled.form.kind,
                filled.form.thing,
                filled.edit,
                signed.staff.id,
                fields.get("reason", "").strip()[:LONGEST_REASON],
                version=version,
                number=number,
            )
            saved.append(draft)
            if draft is None:
                return Outcome.OVER
            asked = fields.get("question", "").split(",")
            unanswered.settle(context.tx, [one for each in asked if (one := _number(each))], context.now)
            if done := _number(fields.get("proposal", "")):
                proposals.done(context.tx, done)
            return Outcome.ASKED

        outcome = await self.desk.done(signed, Audited.CONTENT_EDIT, fields.get("form", ""), work)
        to = f"/content/draft/{saved[0]}" if saved and saved[0] else "/content"
        return self.desk.layout.done(to, OUTCOMES[outcome], request)

    def _form(
        self,
        request: Request,
        library: Library,
        files: Mapping[str, bytes],
        beside: str,
        fields: Mapping[str, str] | None = None,
    ) -> Form:
        """The form of the thing in the address; `beside`: what a new one needs to be told."""
        kind, thing = request.path_params["kind"], request.path_params["thing"]
        if kind not in KINDS or (thing == NEW and kind not in MADE):
            raise HTTPException(404)
        taken = {one.id for one in things(library, files, kind)}
        drafted = request.query_params.get("draft") or (fields or {}).get("draft")
        if thing == NEW and fields is not None:
            thing = self._code(kind, fields, taken)
        elif thing != NEW and thing not in taken and not (drafted and CODE.fullmatch(thing.lower())):
            raise HTTPException(404)
        if kind == "topic" and thing not in self.desk.library.topics:
            known = topic.first_answer(files, thing)
            answers = {one.id for one in things(library, files, "answer")}
            beside = known or slug((fields or {}).get(f"{FIRST}.title", ""), "answer", answers)
        elif kind == "answer" and thing not in library.answers and beside not in library.topics:
            beside = next(iter(library.topics))
        form = form_of(library, files, kind, thing, beside)
        assert form is not None
        return form

    def _code(self, kind: str, fields: Mapping[str, str], taken: set[str]) -> str:
        """The code of something new: as typed, else the day for a consent, else made from its name."""
        typed, named = fields.get("id", "").strip(), next((fields[one] for one in NAMED if fields.get(one)), "")
        if kind == "consent":
            return consent.new_version(typed, fields.get("beside", ""), self.desk.today, taken)
        if kind == "target":
            return typed if CODE.fullmatch(typed) else str(self.desk.today.year)
        if kind == "topic":
            named = fields.get("title", "")
        usable = kind == "poster" or (typed not in taken and CODE.fullmatch(typed))
        return typed if typed and usable else slug(typed or named, kind, taken)

    def _page(
        self, request: Request, signed: Signed, filled: Filled, kept: Mapping[str, str], status: int = 200
    ) -> Response:
        form, change = filled.form, self._effect(filled)
        today = not kept.get("on") or kept["on"] == self.desk.today.isoformat()
        on = change[0] if change and today else self.desk.day(kept.get("on", ""))
        library, new = filled.drafted or self.desk.library, request.path_params["thing"] == NEW
        return self.desk.layout.page(
            request,
            signed,
            "content_form.html",
            "content",
            status,
            form=form,
            heading=NAMES[form.kind] if new else name_of(library, form.kind, form.thing),
            said=filled.said,
            new=new,
            topics=library.topics.values(),
            kept=kept,
            on=on,
            changed=bool(filled.edit.paths),
            sights=of_thing(form.kind, form.thing, self.desk.scene(on, library), self.desk.layout.parts.languages),
            effect=change,
            action=f"{PATH}/content/edit/{form.kind}/{request.path_params['thing']}",
            first=FIRST,
            renamed=form.kind in RENAMED and not kept.get("draft"),
            removable=removable(form.kind, form.thing) and not kept.get("draft"),
        )

    def _effect(self, filled: Filled) -> tuple[date, Comparison] | None:
        """What a figure's change changes for three people, and which answers read otherwise."""
        if filled.drafted is None or not any(path.startswith("figures/") for path in filled.edit.paths):
            return None
        return effect(self.desk.library, filled.drafted, self.desk.today)


def _typed(field: Field, fields: Mapping[str, str]) -> str:
    if field.look == "several":
        return ", ".join(code for code, _name in field.choices if f"{field.key}={code}" in fields)
    if field.look != "flag":
        return fields.get(field.key, "").replace("\r\n", "\n").strip()
    if field.key in fields:
        return "true"
    return "false" if field.needed or field.value else ""


def _with(part: Part, values: Mapping[str, str]) -> Part:
    return replace(part, fields=tuple(replace(one, value=values[one.key]) for one in part.fields))


def _asked(form: Form, ask: str) -> Form:
    """The form with one more way of asking at the end."""
    values = form.values
    values["asks"] = f"{values.get('asks', '')}\n{ask}".strip()
    return replace(form, parts=tuple(_with(part, values) for part in form.parts))


def _number(written: str) -> int | None:
    return read_number(written) or None
