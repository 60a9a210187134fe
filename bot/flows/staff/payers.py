"""What came of a call to somebody who did not answer the reminders to pay."""

from __future__ import annotations

from bot.domain.commands.payments import RecordPayerCall
from bot.domain.messages import Option
from bot.domain.outreach.payments import CallOutcome
from bot.talk.question import Done
from bot.talk.questions import Choose
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _

OUTCOMES = (
    Option(CallOutcome.KEPT, _("Had paid in time")),
    Option(CallOutcome.BACK, _("Has paid now")),
    Option(CallOutcome.LATER, _("Asks to be reminded again")),
    Option(CallOutcome.MONEY, _("Stops: no money for it")),
    Option(CallOutcome.COMPULSORY, _("Stops: compulsory insurance")),
    Option(CallOutcome.OTHER, _("Stops: another reason")),
    Option(CallOutcome.NO_ANSWER, _("Did not answer")),
    Option(CallOutcome.WRONG_NUMBER, _("Wrong number")),
)


async def called(_scene: Scene, arg: str) -> Done:
    """One tap: paid, stops, asks for another time, not reached."""
    said = await Choose("outcome", _("Payer {number}: what came of the call?", number=arg), OUTCOMES)
    return Done(do=RecordPayerCall(read_number(arg), CallOutcome(said)))
