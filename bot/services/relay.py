"""Passing on what is said in a live question: text always, photos and the like where the other side's channel can."""

from __future__ import annotations

from bot.domain.cases import Case
from bot.domain.messages import Abilities, Address, Incoming, Media, Option, Say
from bot.search.redact import redact
from bot.services.case_cards import END, HIDDEN, KINDS, talk_to, tell_citizen, tell_staff
from bot.services.case_clock import go_on_without
from bot.services.case_desk import spoke
from bot.services.cases import answered_by
from bot.services.desk import Desk
from bot.store import cases, staff
from bot.words import Words, _, lines, verbatim

# What Telegram's servers give out at most; other platforms give out less.
LARGEST = 20 * 1024 * 1024


def relay_to_staff(incoming: Incoming, case: Case, desk: Desk) -> tuple[Say, ...]:
    """What the citizen says goes to every address of the officer who has the floor; she hears only what went wrong."""
    assert case.taken_by is not None
    places = staff.addresses(desk.tx, case.taken_by)
    _heard(incoming, case, desk)
    if not places:
        go_on_without(case, desk, _("Nobody has answered yet, so this question comes to you:"))
        return ()
    if case.answered:
        cases.heard(desk.tx, case.number, desk.now, answered_by(case, desk))
    several = len(cases.of_staff(desk.tx, case.taken_by)) > 1
    options = (*((talk_to(case),) if several else ()), Option(f">ready:{case.number}", _("Ready answers")))
    header = _("{number} · Citizen:", number=str(case.number))
    media = passable(incoming, places, desk)
    said = Say(lines(header, _said(incoming, media)), options, media=media)
    tell_staff(case, desk, case.taken_by, "said", said)
    return _warnings(incoming, media)


def relay_to_citizen(incoming: Incoming, case: Case, desk: Desk) -> tuple[Say, ...]:
    """What the officer says goes to where the citizen asked."""
    number = str(case.number)
    if not case.reachable:
        return (
            Say(_("Question {number}: the citizen has blocked this chat, so nothing arrives.", number=number), (END,)),
        )
    media = passable(incoming, [case.address], desk)
    if incoming.kind != "text" and media is None and not incoming.text:
        return (unseen(incoming),)
    header = _("Officer {staff}:", staff=case.taken_name)
    tell_citizen(case, desk, "said", Say(lines(header, _said(incoming, media)), media=media))
    spoke(case, _kept(incoming, desk), desk)
    several = case.taken_by is not None and len(cases.of_staff(desk.tx, case.taken_by)) > 1
    sent = (Say(_("(sent to {number})", number=number)),) if several else ()
    return (*sent, *_warnings(incoming, media))


def wait_with(incoming: Incoming, case: Case, desk: Desk) -> tuple[Say, ...]:
    """Adds to a question that waits for an officer, and tells those who have its card."""
    _heard(incoming, case, desk)
    asked = sorted(cases.asked(desk.tx, case.number))
    header = _("{number} · Citizen adds:", number=str(case.number))
    lost = False
    for who in asked:
        media = passable(incoming, staff.addresses(desk.tx, who), desk)
        lost = lost or (incoming.kind != "text" and media is None)
        said = Say(lines(header, _said(incoming, media)), (Option(f">case:{case.number}", _("Answer")),), media=media)
        tell_staff(case, desk, who, f"adds{who}", said)
    if incoming.kind != "text" and (lost or not asked):
        return (unseen(incoming),)
    return (
        *_warnings(incoming, incoming.media),
        Say(_("I have added that to question {number} for the officer.", number=str(case.number)), (END,)),
    )


def passable(incoming: Incoming, places: list[Address], desk: Desk) -> Media | None:
    """What can be passed on to all of these addresses; None where it cannot be fetched, carried or shown."""
    media = incoming.media
    if media is None or media.size > LARGEST:
        return None
    able = all(media.kind in desk.abilities.get(place.channel, Abilities()).media for place in places)
    return media if able else None


def unseen(incoming: Incoming) -> Say:
    """Tells whoever sent it, honestly, that the other side does not see it."""
    media = incoming.media
    if media is not None and media.size > LARGEST:
        return Say(_("That is larger than 20 MB, so it could not be passed on. Please send it smaller, or in words."))
    what = KINDS[media.kind] if media is not None else _("this")
    return Say(_("I could not pass {what} on: the other side's channel does not show it. Please type it.", what=what))


def _warnings(incoming: Incoming, media: Media | None) -> tuple[Say, ...]:
    """What whoever sent it should know: that something did not get through, or not as it was."""
    says = (Say(HIDDEN),) if redact(incoming.text) != incoming.text else ()
    return says if incoming.kind == "text" or media is not None else (*says, unseen(incoming))


def _heard(incoming: Incoming, case: Case, desk: Desk) -> None:
    cases.say(desk.tx, case.number, "citizen", _kept(incoming, desk), desk.now)


def _kept(incoming: Incoming, desk: Desk) -> str:
    """The line as it is kept: of a photo, that there was one."""
    text = redact(incoming.text)
    if incoming.kind == "text":
        return text
    what = KINDS[incoming.media.kind] if incoming.media is not None else _("something that I cannot read")
    shown = desk.language("vi").say(_("[{what}]", what=what))
    return f"{shown} {text}".strip()


def _said(incoming: Incoming, media: Media | None) -> Words:
    """What the other side reads."""
    if incoming.kind == "text":
        return verbatim(redact(incoming.text))
    caption = verbatim(redact(incoming.text)) if incoming.text else None
    if media is not None:
        return caption or _("[{what}]", what=KINDS[media.kind])
    what = KINDS[incoming.media.kind] if incoming.media is not None else _("something that I cannot read")
    return lines(_("[{what}, which cannot be shown here]", what=what), caption)
