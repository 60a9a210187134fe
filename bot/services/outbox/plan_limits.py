"""The limits of a platform's plan: admins are told before they are reached, and when."""

from __future__ import annotations

import structlog

from bot.domain.calendar import VIET_NAM
from bot.domain.pace.plan_limits import Plan, reached
from bot.services.context import Context
from bot.services.notify import tell_admins
from bot.store.statistics import plan_usage
from bot.words import Words, YearMonth, _

log = structlog.get_logger()


def watch_plan(context: Context, channel: str, account: str, plan: Plan) -> None:
    """Tells the admins once for each mark (80, 95, 100 %) that users or messages reach."""
    today = context.now.astimezone(VIET_NAM).date()
    month = YearMonth(today.year, today.month)
    users, sent = plan_usage.users(context.tx, channel, account), plan_usage.sent(context.tx, channel, account, today)
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
    _tell_admins(context, f"{channel}:{account}:users", reached(users, plan.users), about_users)
    _tell_admins(context, f"{channel}:{account}:{today:%Y-%m}", reached(sent, plan.messages), about_messages)


def _tell_admins(context: Context, what: str, mark: int, words: Words) -> None:
    if mark:
        tell_admins(context, f"{what}:{mark}", words)
