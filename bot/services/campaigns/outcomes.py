"""What comes of something that somebody wants done with a campaign.

Chat, board and operator each word it.
"""

from __future__ import annotations

from enum import StrEnum

from bot.words import Words, _


class No(StrEnum):
    """Why it is not done."""

    RIGHT = "right"
    NUMBER = "number"
    CONTENT = "content"
    FIGURE = "figure"
    CONSENT = "consent"
    STATE = "state"
    CHANGED = "changed"
    UNTESTED = "untested"
    UNAPPROVED = "unapproved"
    SAME_PERSON = "same_person"
    NOT_ASKED = "not_asked"
    NOBODY = "nobody"
    STANDSTILL = "standstill"
    WRONG_GOES = "wrong_goes"


SAID: dict[No, Words] = {
    No.RIGHT: _("That is not yours to do, or not for these communes."),
    No.NUMBER: _("There is no campaign of that number."),
    No.CONTENT: _("There are no words of that name among the campaigns of the content."),
    No.FIGURE: _("A figure in these words has no value on that day, so they cannot go."),
    No.CONSENT: _("The consent that people gave does not name that, so nobody may be chosen by it."),
    No.STATE: _("The campaign is not where that can be done."),
    No.CHANGED: _("Words, audience or hour have changed since: have a new test message sent first."),
    No.UNTESTED: _("Have a test message sent first."),
    No.UNAPPROVED: _("For so many recipients somebody else has to approve it first."),
    No.SAME_PERSON: _("Somebody else approves it: not its author, and at no address of theirs."),
    No.NOT_ASKED: _("Nobody has asked for an approval of it."),
    No.NOBODY: _("Nobody is in that audience."),
    No.STANDSTILL: _("After a restore nothing goes to many until the operator says so."),
    No.WRONG_GOES: _("Stop or pause the one that is wrong first."),
}
