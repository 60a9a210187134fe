"""Passes on what is said in a live question: text always, photos and files where possible."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.cases import Case
from bot.domain.events.cases import CaseEvent, CaseEventKind
from bot.domain.messages import LARGEST_FILE, Abilities, Address, Incoming, Media, Say
from bot.search.text.redact import redact
from bot.services.cases import arrivals
from bot.services.cases.actions import spoke
from bot.services.cases.announcements import tell_citizen, tell_staff
from bot.services.cases.cards import END, HIDDEN, KINDS, talk_to
from bot.services.cases.create import answered_by
from bot.services.cases.edits import said_as
from bot.services.cases.escalation import go_on_without
from bot.services.context import Context
from bot.store.cases import queries as cases
from bot.store.staff import members as staff
from bot.talk import actions
from bot.words import FIRST, Words, _, lines, verbatim

MEGABYTE = 1024 * 1024
QUOTED = 100


def relay_to_staff(incoming: Incoming, case: Case, context: Context) -> tuple[Say, ...]:
    """Passes the citizen's words to every address of the officer who has the floor.

    The citizen is answered only where something went wrong.
    """
    assert case.taken_by is not None
    places = staff.addresses(context.tx, case.taken_by)
    _heard(incoming, case, context)
    if not places:
        go_on_without(CaseEvent(CaseEventKind.LEFT_UNANSWERED, case), context)
        return ()
    if case.answered:
        cases.heard(context.tx, case.number, context.now, answered_by(case, context))
    several = len(cases.of_staff(context.tx, case.taken_by)) > 1
    options = (*((talk_to(case),) if several else ()), actions.READY.option(case.number))
    header = _("{number} · Citizen:", number=str(case.number))
    media = passable(incoming, places, context)
    said = Say(lines(header, _quoted(incoming), _said(incoming, media)), options, media=media)
    tell_staff(case, context, case.taken_by, said_as(incoming), said)
    arrivals.watch(arrivals.TO_STAFF, case, context)
    return _warnings(incoming, media, places, context)


def relay_to_citizen(incoming: Incoming, case: Case, context: Context) -> tuple[Say, ...]:
    """What the officer says goes to where the citizen asked."""
    assert case.taken_by is not None
    number = str(case.number)
    if not case.reachable:
        return (
            Say(_("Question {number}: the citizen has blocked this chat, so nothing arrives.", number=number), (END,)),
        )
    media = passable(incoming, [case.address], context)
    if incoming.kind != "text" and media is None and not incoming.text:
        return (unseen(incoming, [case.address], context),)
    header = _("Officer {staff}:", staff=case.taken_name)
    tell_citizen(case, context, said_as(incoming), Say(lines(header, _said(incoming, media)), media=media))
    arrivals.watch(arrivals.TO_CITIZEN, case, context)
    spoke(case, case.taken_by, _kept(incoming, context), context)
    several = len(cases.of_staff(context.tx, case.taken_by)) > 1
    sent = (Say(_("(sent to {number})", number=number)),) if several else ()
    return (*sent, *_warnings(incoming, media, [case.address], context))


def wait_with(incoming: Incoming, case: Case, context: Context) -> tuple[Say, ...]:
    """Adds to a question that waits for an officer, and tells those who have its card."""
    _heard(incoming, case, context)
    asked = sorted(cases.asked(context.tx, case.number))
    header = _("{number} · Citizen adds:", number=str(case.number))
    every: list[Address] = []
    for who in asked:
        places = staff.addresses(context.tx, who)
        every += places
        media = passable(incoming, places, context)
        words = lines(header, _quoted(incoming), _said(incoming, media))
        said = Say(words, (actions.CASE.option(case.number),), media=media)
        tell_staff(case, context, who, f"adds{who}", said)
    seen = passable(incoming, every, context) if every else None
    if incoming.kind != "text" and seen is None:
        return (unseen(incoming, every, context) if every else _nobody_yet(incoming),)
    return (
        *_warnings(incoming, seen, every, context),
        Say(_("I have added that to question {number} for the officer.", number=str(case.number)), (END,)),
    )


def passable(incoming: Incoming, places: Sequence[Address], context: Context) -> Media | None:
    """What can be passed on to all of these addresses.

    None where it cannot be fetched, carried or shown.
    """
    media = incoming.media
    if media is None or media.size > LARGEST_FILE:
        return None
    return media if all(_abilities(place, context).passes_on(media) for place in places) else None


def unseen(incoming: Incoming, places: Sequence[Address], context: Context) -> Say:
    """Tells the sender, honestly, that the other side does not see it."""
    media = incoming.media
    if media is None:
        what = _("this")
        return Say(
            _("I could not pass {what} on: the other side's channel does not show it. Please type it.", what=what)
        )
    most = min((_abilities(place, context).of(media.kind).largest for place in places), default=LARGEST_FILE)
    if media.size > most:
        megabytes = str(round(most / MEGABYTE))
        return Say(
            _(
                "That is larger than {megabytes} MB, so it could not be passed on. "
                "Please send it smaller, or in words.",
                megabytes=megabytes,
            )
        )
    what = KINDS[media.kind]
    return Say(_("I could not pass {what} on: the other side's channel does not show it. Please type it.", what=what))


def _nobody_yet(incoming: Incoming) -> Say:
    """There is no officer to show it to, and nothing of it is kept."""
    what = KINDS[incoming.media.kind] if incoming.media is not None else _("this")
    return Say(_("No officer is there to see {what} yet. Please send it again when one answers.", what=what), (END,))


def _abilities(place: Address, context: Context) -> Abilities:
    return context.abilities.get(place.channel, Abilities())


def _warnings(incoming: Incoming, media: Media | None, places: Sequence[Address], context: Context) -> tuple[Say, ...]:
    """What the sender should know: that something did not get through, or not as it was."""
    says = (Say(HIDDEN),) if redact(incoming.text) != incoming.text else ()
    return says if incoming.kind == "text" or media is not None else (*says, unseen(incoming, places, context))


def _heard(incoming: Incoming, case: Case, context: Context) -> None:
    cases.say(context.tx, case.number, "citizen", _kept(incoming, context), context.now)


def _kept(incoming: Incoming, context: Context) -> str:
    """The line as it is kept: of a photo, that there was one."""
    text = redact(incoming.text)
    if incoming.kind == "text":
        return text
    what = KINDS[incoming.media.kind] if incoming.media is not None else _("something that I cannot read")
    shown = context.language(FIRST).say(_("[{what}]", what=what))
    return f"{shown} {text}".strip()


def _quoted(incoming: Incoming) -> Words | None:
    """The line that the citizen answers, for the officer does not see which it is."""
    if not incoming.quoted:
        return None
    line = redact(incoming.quoted)
    return _("(about “{text}”)", text=line if len(line) <= QUOTED else f"{line[:QUOTED]}…")


def _said(incoming: Incoming, media: Media | None) -> Words:
    """What the other side reads."""
    if incoming.kind == "text":
        return verbatim(redact(incoming.text))
    caption = verbatim(redact(incoming.text)) if incoming.text else None
    if media is not None:
        return caption or _("[{what}]", what=KINDS[media.kind])
    what = KINDS[incoming.media.kind] if incoming.media is not None else _("something that I cannot read")
    return lines(_("[{what}, which cannot be shown here]", what=what), caption)
