"""The one table of who is told what of a live question; `announcements` goes by it.

`asker` is the citizen, `holder` the officer who has the floor, `office` the officers who are asked (a card under that
heading), `former` the officer who had the floor, or was asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.events.cases import CaseEventKind
from bot.services.leads.who_hears import FOLLOW, PLAIN, Hears
from bot.words import _

_NEXT = _("Nobody has answered question {number} yet. I have just asked somebody else as well.")
_CANNOT = _("Officer {staff} cannot go on just now, so I have asked another one. Loa answers again until then.")
_COMES = _("Nobody has answered yet, so this question comes to you:")
_PASSES = _("{staff} passes this question on:")

HEARS: Mapping[CaseEventKind, Hears] = {
    CaseEventKind.ASKED: Hears(_("A citizen asks an officer"), office=PLAIN),
    CaseEventKind.NEXT_ASKED: Hears(_("Nobody answers in time"), _NEXT, office=_COMES),
    CaseEventKind.DECLINED: Hears(_("The officer asked passes it on"), _NEXT, office=_PASSES),
    CaseEventKind.TAKEN: Hears(
        _("An officer answers"),
        _(
            "Officer {staff} is answering. What you type now goes to the officer, and Loa keeps silent. "
            "“kết thúc” ends the talk."
        ),
        copies=_("Question {number}: {staff} is answering."),
    ),
    CaseEventKind.PASSED_ON: Hears(
        _("The officer who is talking passes it on"), _CANNOT, office=_PASSES, copies=FOLLOW
    ),
    CaseEventKind.LEFT_UNANSWERED: Hears(
        _("The officer who opened it says nothing"),
        _CANNOT,
        office=_COMES,
        former=_("Question {number} goes to somebody else, for the citizen still waits for a word."),
        copies=FOLLOW,
    ),
    CaseEventKind.STILL_WAITS: Hears(
        _("The citizen waits for a word"),
        holder=_("Question {number}: the citizen still waits. If all is said, please end the talk."),
    ),
    CaseEventKind.NOBODY_LEFT: Hears(
        _("Everybody who can answer has been asked"),
        _(
            "I am sorry, nobody could answer question {number} yet. Everybody who can has been asked, and I keep it. "
            "In a hurry? Leave your number to be called, or call {hotline}."
        ),
    ),
    CaseEventKind.PUT_AWAY: Hears(
        _("Nobody answers for three working days"),
        _(
            "I am sorry: nobody has answered question {number} for three working days, so I put it away. "
            "Leave your number to be called, or call {hotline}."
        ),
        copies=_("Question {number} has ended without an answer."),
    ),
    CaseEventKind.TAKEN_BACK: Hears(
        _("The citizen takes it back"), copies=_("Question {number}: the citizen needs no answer any more.")
    ),
    CaseEventKind.ENDED_BY_STAFF: Hears(
        _("The officer ends the talk"), _("Officer {staff} has ended the talk. Loa answers again from here on.")
    ),
    CaseEventKind.ENDED_BY_CITIZEN: Hears(
        _("The citizen ends the talk"), holder=_("Question {number}: the citizen has ended the talk.")
    ),
    CaseEventKind.ENDED_BY_SILENCE: Hears(
        _("Nobody writes for a day"),
        _(
            "Nobody has written for a day, so the talk with officer {staff} has ended and Loa answers again. "
            "Anything still unclear? Ask an officer again any time."
        ),
        holder=_("Question {number} has ended: nobody has written for a day."),
    ),
    CaseEventKind.FORGOTTEN: Hears(
        _("The citizen deletes it"),
        former=_(
            "Question {number}: the citizen has deleted it, with everything that was said. I am taking back what I had "
            "passed on; please keep nothing of it."
        ),
        copies=_("(deleted)"),
    ),
}
