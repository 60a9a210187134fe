"""Who writes too much in a minute hears it once: a citizen in a citizen's words, staff in plain office words."""

from __future__ import annotations

import pytest

from bot.domain.messages import Address
from bot.domain.pace.limits import Limits
from bot.domain.people import Citizen, Role, Staff
from bot.runtime.brake import brake
from bot.store.people.visitors import Visitor
from bot.words import languages
from tests.web.site import LOCALES

LIMITS = Limits(messages_a_minute=20, staff_messages_a_minute=120)
MINH = Staff(1, "Minh", Role.OFFICER)
VI = languages(LOCALES)["vi"]


def visitor(staff: Staff | None) -> Visitor:
    return Visitor(1, Address("paper", "", "c"), Citizen(1, "vi"), staff, "", blocked=False)


def hears(this_minute: int, staff: Staff | None) -> list[str] | None:
    says = brake(this_minute, visitor(staff), LIMITS)
    return None if says is None else [VI.say(say.words) for say in says]


@pytest.mark.parametrize("count", [1, 20])
def test_up_to_the_limit_everybody_is_answered(count: int) -> None:
    assert hears(count, None) is None
    assert hears(count, MINH) is None


def test_a_citizen_hears_it_once_in_twenty() -> None:
    (said,) = hears(21, None) or []
    assert "Cô chú đợi Loa" in said
    assert [hears(count, None) for count in (22, 40)] == [[], []]
    assert hears(41, None) == [said]


def test_staff_may_do_six_times_as_much_and_read_no_citizens_words() -> None:
    assert hears(120, MINH) is None
    (said,) = hears(121, MINH) or []
    assert said == "Quá 120 tin trong một phút: tin này chưa được thực hiện. Vui lòng làm tiếp sau một phút."
    assert hears(122, MINH) == []
