"""A lane never lets more through than its pace allows, whatever is asked of it and whenever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Pace
from bot.domain.rate_limits import BULK_SHARE, MOST_METERS, Lane, Meter, backoff

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PACE = Pace()
asks = st.lists(
    st.tuples(
        st.integers(0, 3000).map(lambda ms: timedelta(milliseconds=ms) / 100),
        st.sampled_from("abc"),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=120,
)


def busiest(times: list[datetime], window: timedelta) -> int:
    return max((sum(1 for time in times if start <= time < start + window) for start in times), default=0)


@given(asks)
def test_a_lane_keeps_its_pace(wanted: list[tuple[timedelta, str, bool, bool]]) -> None:
    lane, now, passed = Lane(PACE), START, []
    for pause, chat, group, bulk in wanted:
        chat = f"{chat}{group}"
        now = lane.opens(now + pause, chat, group=group, bulk=bulk)
        lane.passes(now, chat, group=group, bulk=bulk)
        passed.append((now, chat, group, bulk))
    second, minute = timedelta(seconds=1), timedelta(minutes=1)
    assert busiest([time for time, *_rest in passed], second) <= PACE.per_second + PACE.burst - 1
    assert busiest([time for time, *_rest, bulk in passed if bulk], second) <= PACE.per_second * BULK_SHARE + 1
    for chat in {chat for _time, chat, *_rest in passed}:
        times = [time for time, to, *_rest in passed if to == chat]
        assert busiest(times, second) <= PACE.per_chat_second + PACE.burst - 1
        if chat.endswith("True"):
            assert busiest(times, minute) <= 20, "what Telegram lets into a group"


def test_a_steady_stream_gets_its_whole_pace() -> None:
    meter, now, passed = Meter(timedelta(seconds=0.04)), START, 0
    while now < START + timedelta(seconds=10):
        now = meter.opens(now)
        meter = meter.after(now)
        passed += 1
    assert passed in (250, 251)


def test_a_clock_that_is_set_back_does_not_close_a_lane() -> None:
    lane = Lane(PACE)
    lane.passes(START, "a", group=True)
    earlier = START - timedelta(hours=1)
    assert lane.opens(earlier, "a", group=True) - earlier <= timedelta(seconds=10)


def test_a_pause_closes_the_lane_and_is_never_shortened() -> None:
    lane = Lane(PACE)
    lane.pause(START + timedelta(seconds=30))
    lane.pause(START + timedelta(seconds=10))
    assert lane.opens(START, "a") == START + timedelta(seconds=30)
    assert lane.paused_until(START + timedelta(seconds=30)) is None


def test_workers_share_a_lane() -> None:
    lane, now = Lane(Pace(burst=1), share=0.5), START
    lane.passes(now, "a")
    assert lane.opens(now, "b") - now == timedelta(seconds=2 / 25)


def test_meters_of_chats_that_rest_are_forgotten() -> None:
    lane, now = Lane(Pace(per_second=1000)), START
    for number in range(5000):
        now = lane.opens(now, f"c{number}", group=True)
        lane.passes(now, f"c{number}", group=True)
    assert len(lane._chats) <= MOST_METERS


@given(st.integers(1, 200), st.floats(0, 1))
def test_backing_off_grows_and_ends_at_its_limit(tries: int, jitter: float) -> None:
    first, most = timedelta(seconds=2), timedelta(minutes=10)
    assert first / 2 <= backoff(tries, jitter, first, most) <= most
    assert backoff(tries, jitter, first, most) <= backoff(tries + 1, jitter, first, most)
