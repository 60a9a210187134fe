"""A lane never lets more through than its pace allows, whatever is asked of it and whenever."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pace.rate_limits import BULK_SHARE, LONGEST_REST, MOST_METERS, TOGETHER, Lane, Meter, Pace, backoff

START = 7_000.0
PACE = Pace()
asks = st.lists(
    st.tuples(
        st.integers(0, 3000).map(lambda ms: ms / 100_000),
        st.sampled_from("abc"),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=120,
)


def busiest(times: list[float], window: float) -> int:
    return max((sum(1 for time in times if start <= time < start + window - 1e-6) for start in times), default=0)


@given(asks)
def test_a_lane_keeps_its_pace(wanted: list[tuple[float, str, bool, bool]]) -> None:
    lane, now, passed = Lane(PACE), START, []
    for pause, chat, group, bulk in wanted:
        chat = f"{chat}{group}"
        now = lane.opens(now + pause, chat, group=group, bulk=bulk)
        lane.passes(now, chat, group=group, bulk=bulk)
        passed.append((now, chat, group, bulk))
    second, minute = 1.0, 60.0
    assert busiest([time for time, *_rest in passed], second) <= PACE.per_second + PACE.burst - 1
    assert busiest([time for time, *_rest, bulk in passed if bulk], second) <= PACE.per_second * BULK_SHARE + 1
    for chat in {chat for _time, chat, *_rest in passed}:
        times = [time for time, to, *_rest in passed if to == chat]
        assert busiest(times, second) <= PACE.per_chat_second + PACE.burst - 1
        if chat.endswith("True"):
            assert busiest(times, minute) <= 20, "what Telegram lets into a group"


def test_a_steady_stream_gets_its_whole_pace() -> None:
    meter, now, passed = Meter(0.04), START, 0
    while now < START + 10:
        now = meter.opens(now)
        meter = meter.after(now)
        passed += 1
    assert 250 <= passed <= 252


def test_a_pause_closes_the_lane_and_is_never_shortened() -> None:
    lane = Lane(PACE)
    lane.pause(START + 30)
    lane.pause(START + 10)
    assert lane.opens(START, "a") == START + 30
    assert lane.paused_until(START + 30) is None


def test_one_chat_that_is_refused_closes_nothing_but_a_second_one_soon_after_does() -> None:
    lane = Lane(PACE)
    lane.crowded(START, "a", 20)
    lane.crowded(START + 1, "a", 20)
    assert lane.paused_until(START + 1) is None
    lane.crowded(START + 2, "b", 20)
    assert lane.paused_until(START + 2) == START + 22


def test_two_chats_that_are_refused_long_after_one_another_close_nothing() -> None:
    lane = Lane(PACE)
    lane.crowded(START, "a", 20)
    lane.crowded(START + TOGETHER + 1, "b", 20)
    assert lane.paused_until(START + TOGETHER + 1) is None


def test_two_chats_close_the_lane_for_a_minute_at_most() -> None:
    lane = Lane(PACE)
    lane.crowded(START, "a", 40_000)
    lane.crowded(START, "b", 40_000)
    assert lane.paused_until(START) == START + LONGEST_REST


def test_workers_share_a_lane() -> None:
    lane, now = Lane(Pace(burst=1)), START
    lane.passes(now, "a", group=True)
    lane.share(0.5)
    assert abs(lane.opens(now, "b") - now - 1 / 25) < 1e-6, "what has gone was at the whole pace"
    lane.passes(now, "b")
    assert abs(lane.opens(now, "c") - now - 3 / 25) < 1e-6
    assert lane.opens(now + 60, "a", group=True) == now + 60
    lane.passes(now + 60, "a", group=True)
    assert abs(lane.opens(now + 60, "a", group=True) - now - 60 - 2 * 60 / 18) < 1e-6


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
