"""A campaign in words.

Where it is, whom it would reach and whom not, what came of it; for chat and command line.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.calendar import local
from bot.domain.outreach.campaigns import STATES, WHYS, Campaign, Halt, Preview, Why
from bot.domain.outreach.facts import FACTS
from bot.services.campaigns.results import STEPS, Outcome
from bot.services.context import Context
from bot.words import Dong, Words, _, lines, verbatim


def line(campaign: Campaign, context: Context) -> Words:
    """One of a list."""
    return _(
        "Campaign {number}: {name}, {hour}: {state}",
        number=str(campaign.number),
        name=name_of(campaign, context),
        hour=verbatim(f"{local(campaign.at):%H:%M %d/%m/%Y}"),
        state=STATES[campaign.state],
    )


def name_of(campaign: Campaign, context: Context) -> str:
    """What staff call its words; the id where they are gone."""
    found = context.knowledge.library.campaigns.get(campaign.content)
    return found.name if found else campaign.content


def whom(campaign: Campaign, context: Context) -> Words:
    """Its audience."""
    audience = campaign.audience
    if campaign.wrong is not None:
        return _("To whom: only those who got campaign {number}, which it corrects", number=str(campaign.wrong))
    communes = [context.commune_name(code) for code in sorted(audience.communes)]
    others = sorted({*audience.languages, *audience.channels, *audience.sources, *audience.outcomes})
    if not communes and not others:
        return _("To whom: everybody who asked for it")
    return _("To whom: {names}", names=", ".join([*communes, *others]))


def foreseen(preview: Preview, context: Context) -> Words:
    """Whom it would reach, at what cost, until when; and who is left out, and why."""
    last = preview.last_at
    ways = (
        _(
            "• {channel}: {count}, until {hour}",
            channel=context.titles.get(one.channel, verbatim(one.channel)),
            count=str(one.count),
            hour=verbatim(f"{local(one.last_at):%H:%M %d/%m}"),
        )
        for one in preview.reached
    )
    return lines(
        _("Would reach: {count}", count=str(preview.count)),
        *ways,
        _("Cost: {cost}", cost=Dong(preview.cost)) if preview.cost else None,
        _("The last one has it at {hour}.", hour=verbatim(f"{local(last):%H:%M %d/%m/%Y}")) if last else None,
        *_left_out(preview.left_out),
    )


def achieved(outcome: Outcome) -> Words:
    """What came of it so far."""
    counts = ((step, outcome.total(step)) for step in STEPS)
    return lines(
        _("Still to go: {count}", count=str(outcome.open)) if outcome.open else None,
        *(_("• {what}: {count}", what=FACTS[step].title, count=str(count)) for step, count in counts),
        *_left_out(outcome.left_out),
    )


def halted(campaign: Campaign) -> Words | None:
    """Why it is paused, where nobody has done so."""
    if campaign.halt is Halt.CHANGED:
        return _("It is paused because its words say something else than what was tested.")
    if campaign.halt is Halt.UNAPPROVED:
        return _("It is paused because it is for so many now that somebody else has to approve it.")
    return None


def _left_out(those: Mapping[Why, int]) -> list[Words]:
    listed = [_("• {why}: {count}", why=WHYS[why], count=str(count)) for why, count in those.items()]
    return [_("Left out:"), *listed] if listed else []
