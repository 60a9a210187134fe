"""The limits of a platform's plan: the admins hear before they are reached, and when they are."""

from __future__ import annotations

import structlog

from bot.domain.calendar import VIET_NAM
from bot.domain.plan_limits import Plan, reached
from bot.services.context import Context
from bot.services.notify import tell_admins
from bot.store.statistics import plan_usage as plans
from bot.words import Words, YearMonth, _

log = structlog.get_logger()


def watch_plan(context: Context, channel: str, account: str, plan: Plan) -> None:
    """Tells the admins once for each mark (80, 95, 100 %) that is reached: of users ever, of messages each month."""
    today = context.now.astimezone(VIET_NAM).date()
    month = YearMonth(today.year, today.month)
    users, sent = plans.users(context.tx, channel, account), plans.sent(context.tx, channel, account, today)
    about_users = _(
        "The Zalo bot has {used} users; its plan allows {most}. Beyond that nobody new is answered: "
        "lead people to the Official Account, the web page or Telegram.",
        used=users,
        most=plan.users,
    )
    about_messages = _(
        "The Zalo bot has sent {used} messages in {month}; its plan allows {most}. Beyond that nothing is sent "
        "until next month: lead people to the Official Account, the web page or Telegram.",
        used=sent,
        month=month,
        most=plan.messages,
    )
    _tell(context, f"{channel}:{account}:users", reached(users, plan.users), about_users)
    _tell(context, f"{channel}:{account}:{today:%Y-%m}", reached(sent, plan.messages), about_messages)


def _tell(context: Context, what: str, mark: int, words: Words) -> None:
    if mark:
        tell_admins(context, f"{what}:{mark}", words)
