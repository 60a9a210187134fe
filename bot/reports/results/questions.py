"""What people asked most without getting an answer: of the whole province, and of nobody."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, time

from bot.domain.calendar import VIET_NAM
from bot.domain.reports.cells import Cell, shown
from bot.domain.reports.periods import DAY, Period
from bot.domain.text import fold
from bot.store.engine.database import Transaction
from bot.store.statistics import unanswered

_WORD = re.compile(r"\w+")
MOST_READ, MOST_SHOWN = 200, 10


def questions(tx: Transaction, period: Period, *, few: bool = True) -> list[tuple[str, Cell]]:
    """The texts, most often asked first, and how often; of the last ones that are still kept.

    They are kept without names, numbers or who asked, and not for which commune.

    few     whether those are told too that were asked too seldom for their number to be shown
    """
    first = datetime.combine(period.first, time(), VIET_NAM)
    before = datetime.combine(period.last + DAY, time(), VIET_NAM)
    texts: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for text in unanswered.asked(tx, first, before, MOST_READ):
        same = " ".join(_WORD.findall(fold(text)))
        counted[same] += 1
        texts.setdefault(same, text)
    most = dict(counted.most_common(MOST_SHOWN))
    seen = shown(most)
    return [(texts[key], seen[key]) for key in most if few or seen[key].known]
