"""Which leads are late, as a condition of a query: `OfficeRules.late` of each office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, or_

from bot.domain.leads import LeadState
from bot.domain.office_rules import Overdue
from bot.store.tables import lead

Rules: TypeAlias = Sequence[tuple[frozenset[str], Overdue]]
"""What is late in which communes; the last one holds in all others (see Library.overdue)."""


def late(rules: Rules) -> ColumnElement[bool]:
    """Nobody has taken it, or called, though the time is over."""
    *own, (_others, home) = rules
    named = sorted(code for communes, _rule in own for code in communes)
    elsewhere = [lead.c.commune.not_in(named)] if named else []
    return or_(
        *(and_(lead.c.commune.in_(sorted(communes)), _late(rule)) for communes, rule in own),
        and_(_late(home), *elsewhere),
    )


def _late(rule: Overdue) -> ColumnElement[bool]:
    since, state, day = lead.c.changed_at, lead.c.state, lead.c.call_on
    agreed = and_(state == LeadState.CALL_AGAIN.value, day.is_not(None))
    taken = or_(state == LeadState.TAKEN.value, and_(state == LeadState.CALL_AGAIN.value, day.is_(None)))
    return or_(
        and_(state == LeadState.NEW.value, since <= rule.new),
        and_(taken, since <= rule.taken),
        and_(agreed, since <= rule.call_again, day <= rule.day),
        and_(state == LeadState.WILL_JOIN.value, since <= rule.will_join),
    )
