"""What else is in a simulated year: campaigns, unanswered questions, officers' remarks."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cli.year.people import Team
from bot.domain.outreach.campaigns import Audience, CampaignState
from bot.domain.outreach.codes import CodeKind
from bot.domain.outreach.facts import Fact, Step
from bot.library.library import Library
from bot.store.engine.database import Transaction
from bot.store.outreach import campaigns, codes
from bot.store.reports import remarks
from bot.store.reports.remarks import Remark
from bot.store.statistics import unanswered

MISSED = (
    "Ở xã có chỗ nào đóng bằng thẻ ngân hàng không?",
    "Chủ nhật bưu điện có thu tiền không?",
    "Mất sổ thì làm lại ở xã hay ở tỉnh?",
    "Con đi làm ở Bình Dương đóng giùm cha mẹ ở quê được không?",
    "Đóng rồi có được tặng lịch treo tường không?",
)
DIFFICULTIES = (
    "Bà con đi biển, đi làm xa nên gọi ban ngày ít gặp.",
    "Nhiều hộ chờ bán lúa xong mới có tiền đóng.",
    "Một số ấp chưa có loa truyền thanh.",
    "Bà con còn nhầm bảo hiểm xã hội với bảo hiểm nhân thọ.",
)
PROPOSALS = (
    "Cấp thêm tờ rơi tiếng Khmer.",
    "Tổ chức hội nghị vào buổi tối, sau giờ ra đồng.",
    "Tập huấn lại cho các điểm thu.",
)
DAYS_HEARD = 4
"""So many days a campaign is tapped, asked about, and stopped for."""


def go(tx: Transaction, library: Library, content: str, who: int, at: datetime) -> str:
    """That campaign goes to all who asked for news; returns its code."""
    code = codes.make(tx, library, CodeKind.CAMPAIGN, "", library.campaigns[content].name, who, at).code
    number = campaigns.add(tx, content, Audience(), at, "", who, code, at).number
    campaigns.become(tx, number, CampaignState.SCHEDULED, CampaignState.DRAFT)
    campaigns.begin(tx, number, at)
    campaigns.end(tx, number, CampaignState.DONE, at + timedelta(hours=1))
    return code


def sent(code: str, channels: Sequence[str], chance: random.Random) -> Counter[Fact]:
    """What is counted of it on its day."""
    found: Counter[Fact] = Counter()
    for channel in channels:
        found[Fact(Step.CAMPAIGN_SENT, "", channel, code)] += chance.randrange(300, 900)
        found[Fact(Step.CAMPAIGN_FAILED, "", channel, code)] += chance.randrange(4, 20)
    return found


def heard(code: str, commune: str, channel: str, chance: random.Random) -> Counter[Fact]:
    """What is counted of it in a commune on one of the days after."""
    asked = chance.randrange(2, 12)
    return Counter(
        {
            Fact(Step.CAMPAIGN_TAPPED, "", channel, code): chance.randrange(10, 40),
            Fact(Step.CAMPAIGN_STOPPED, "", channel, code): chance.randrange(2),
            Fact(Step.ASKED, commune, channel, code): asked,
            Fact(Step.ANSWERED, commune, channel, code): asked,
        }
    )


def miss(tx: Transaction, at: datetime, chance: random.Random) -> None:
    """Nothing is found for what somebody asks, some of it more often."""
    unanswered.keep(tx, chance.choices(MISSED, (5, 4, 3, 2, 1))[0], "missed", "", at)


def remark(tx: Transaction, month: str, team: Team, at: datetime, chance: random.Random) -> None:
    """Some officers write what was difficult in the month, and what they propose."""
    served = {who: commune for commune, who in sorted(team.of.items(), reverse=True)}
    for who in sorted(served)[:: chance.choice((2, 3))]:
        remarks.add(tx, month, Remark("difficulty", served[who], chance.choice(DIFFICULTIES)), who, at)
        if chance.random() < 0.5:
            remarks.add(tx, month, Remark("proposal", served[who], chance.choice(PROPOSALS)), who, at)
