"""An audience is always written in the same way, and an approval is of one text, one audience and one hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.leads import LeadState
from bot.domain.outreach.campaigns import Audience, fingerprint
from bot.domain.outreach.subscriptions import IN_BULK

NAMES = st.frozensets(st.sampled_from(["29419", "vi", "en", "telegram", "XMY7"]))
AUDIENCES = st.builds(
    Audience,
    purpose=st.sampled_from(IN_BULK),
    communes=NAMES,
    languages=NAMES,
    channels=NAMES,
    sources=NAMES,
    outcomes=st.frozensets(st.sampled_from(list(LeadState))),
)
NINE = datetime(2026, 12, 1, 2, tzinfo=UTC)


@settings(deadline=None)
@given(AUDIENCES)
def test_what_is_written_is_read_again(audience: Audience) -> None:
    assert Audience.read(audience.written()) == audience
    assert Audience.read(audience.written()).written() == audience.written()


@settings(deadline=None)
@given(AUDIENCES, AUDIENCES)
def test_two_audiences_are_never_written_alike(one: Audience, other: Audience) -> None:
    assert (one.written() == other.written()) is (one == other)


def test_an_approval_is_of_that_text_audience_and_hour() -> None:
    audience = Audience(communes=frozenset({"29419"}))
    approved = fingerprint("text", audience, NINE)
    assert approved == fingerprint("text", Audience(communes=frozenset({"29419"})), NINE)
    others = {
        fingerprint("texts", audience, NINE),
        fingerprint("text", Audience(), NINE),
        fingerprint("text", audience, NINE + timedelta(minutes=1)),
    }
    assert len(others) == 3
    assert approved not in others
