"""What came of a meeting, in words."""

from __future__ import annotations

from bot.domain.meetings import Meeting
from bot.domain.outreach.results import UNCOUNTED, Results, known, told_heads, told_words
from bot.services.context import Context
from bot.services.meetings.wording import when, where
from bot.store.meetings import afterwards
from bot.store.meetings.afterwards import Since
from bot.words import Words, _, lines, paragraphs, verbatim


def minutes(meeting: Meeting, results: Results | None, context: Context) -> Words:
    """What was held where, and all that is known of what came of it."""
    held = lines(verbatim(meeting.plan.title), when(meeting), where(meeting, context))
    since = afterwards.since(context.tx, meeting.number)
    came = told(results) if results is not None else counted(meeting)
    return paragraphs(held, came, came_since(since), found_it(since))


def counted(meeting: Meeting) -> Words | None:
    """What the officer counted in the hall; None where nobody has."""
    if meeting.counted == UNCOUNTED:
        return None
    return lines(_("Counted in the hall:"), *known(meeting.counted))


def found_it(since: Since) -> Words | None:
    """How guests found it; None where nobody said so."""
    if not since.good + since.fair + since.poor:
        return None
    return _(
        "Guests found it useful: {good}, so-so: {fair}, of little use: {poor}.",
        good=since.good,
        fair=since.fair,
        poor=since.poor,
    )


def came_since(since: Since) -> Words | None:
    """Requests, and who of them has joined; None where there is none."""
    if not since.requests:
        return None
    return _(
        "Requests from this meeting: {requests}; joined within 7 days: {joined_7}, within 30 days: {joined_30}.",
        requests=since.requests,
        joined_7=since.joined_7,
        joined_30=since.joined_30,
    )


def told(results: Results) -> Words:
    """The numbers, and what was answered."""
    return paragraphs(told_heads(results.heads), told_words(results.words))
