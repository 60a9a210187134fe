"""Laws of a turn: nothing that anybody sends makes it fail, and a restart between two turns is not noticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.messages import Address, Incoming, Kind
from bot.flows.catalogue import FOR_STAFF
from bot.talk.actions import BY_NAME
from bot.talk.conversation import Conversation
from bot.talk.scene import Scene
from bot.talk.turn import Turn, take_turn
from bot.talk.understanding.phrases import MOVES

LAN = Address("paper", "", "lan")
PLENTY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
TYPED = [
    *(way for ways in MOVES.values() for way in ways),
    *(f"{way} 1" if row.numbered else way for row in BY_NAME.values() for way in row.said),
    *("có", "không", "dạ", "1", "2", "0", "Lan", "Dung", "đúng", "0912 345 678", "xã Mỹ Long", "tân bình", "1tr5"),
    *(
        "mức thấp nhất",
        "Đóng bao nhiêu?",
        "thứ năm",
        "25/12",
        "31/2",
        "hộ nghèo",
        "²",
        "một",
        "",
        " ",
        "\x00",
        "%s {x}",
    ),
    *(
        "/start",
        "/start q-A",
        "/start j-A",
        "/start \x00",
        "{name}",
        "{0}",
        "a" * 5000,
        "👩🏽‍🌾",
        "\u202e0912",
        "99999999999999999",
    ),
]
typed = st.sampled_from(TYPED) | st.text(max_size=40)
forged = st.builds(
    "{}{}{}{}".format,
    st.sampled_from([">", "", "|", "> "]),
    st.sampled_from([*FOR_STAFF, "x", ""]),
    st.sampled_from([":", "|", "||", "|right|1|", "|consent|1|", ""]),
    st.sampled_from(["1", "²", "-1", "contribution:²", "contribution:9999", "muc-dong-toi-thieu", "yes", "|", "9" * 30])
    | st.text(max_size=10),
)
#: What may come in: text, a forged tap, or the number of a button of the last message.
sent = st.one_of(
    st.tuples(st.just("text"), typed),
    st.tuples(st.just("tap"), forged),
    st.tuples(st.just("press"), st.integers(0, 7)),
    st.tuples(st.just("contact"), st.sampled_from(["+84912345678", "", "112", "nope", "+1 202 555 0101"])),
    st.tuples(st.just("unreadable"), st.just("")),
)


def incoming(what: tuple[str, str | int], offered: tuple[tuple[str, str], ...]) -> Incoming:
    kind, said = what
    if kind == "press":
        token = offered[int(said) % len(offered)][0] if offered else ">menu"
        return Incoming("1", LAN, "tap", token=token, sender="lan")
    if kind == "tap":
        return Incoming("1", LAN, "tap", token=str(said), sender="lan")
    assert kind in get_args(Kind)
    return Incoming("1", LAN, "contact" if kind == "contact" else kind, str(said), own=said != "112", sender="lan")  # type: ignore[arg-type]


def offered(turn: Turn, scene: Scene) -> tuple[tuple[str, str], ...]:
    """What the last message of the turn offers, as reception keeps it."""
    says = [say.options for say in (*turn.says, *turn.after) if say.options]
    return tuple((option.token, scene.language.say(option.label)) for option in (says[-1] if says else ()))


def take(conversation: Conversation, what: tuple[str, str | int], scene: Scene) -> tuple[Turn, Conversation]:
    turn = take_turn(conversation, incoming(what, conversation.offered), scene)
    return turn, replace(turn.conversation, offered=offered(turn, scene))


def spoken(turn: Turn, scene: Scene) -> Iterator[str]:
    for say in (*turn.says, *turn.after):
        yield scene.language.say(say.words)
        yield from (scene.language.say(option.label) for option in say.options)


@PLENTY
@given(st.lists(sent, min_size=1, max_size=8), st.booleans())
def test_whatever_comes_in_has_a_turn_and_nobody_notices_a_restart(
    scene: Scene, staff_scene: Scene, sends: list[tuple[str, str | int]], staff: bool
) -> None:
    on = staff_scene if staff else scene
    kept, restarted = Conversation(), Conversation()
    for number, what in enumerate(sends):
        now = replace(on, nonce=str(number), now=on.now + timedelta(seconds=number))
        turn, kept = take(kept, what, now)
        again, restarted = take(Conversation.read(restarted.write()), what, now)
        assert again == turn
        assert turn.says or turn.do or turn.after, "nobody is left without a reply"
        assert all(spoken(turn, on)), "nothing empty is said"
        for say in (*turn.says, *turn.after):
            assert all(fits(option.token) for option in say.options)


def fits(token: str) -> bool:
    """Every platform takes a token of 64 bytes of ASCII."""
    return token.isascii() and token.isprintable() and 0 < len(token) <= 64


@PLENTY
@given(
    st.sampled_from(sorted(FOR_STAFF)),
    st.sampled_from(["", "1", "contribution", "muc-dong-toi-thieu", "vi", "²", "\x00"]),
    st.dictionaries(
        st.sampled_from(
            ["consent-2026-11-24", "name", "phone", "commune", "right", "whom", "income", "group", "outcome", "day"]
        ),
        typed | st.sampled_from(["yes", "no", "29419", "other", "poor", "2026-11-26", "try_again"]),
    ),
    sent,
)
def test_no_draft_makes_a_turn_fail(
    staff_scene: Scene, flow: str, arg: str, answers: dict[str, str], what: tuple[str, str | int]
) -> None:
    """A draft may come from any release, so it may say anything under any key."""
    draft = Conversation(flow=flow, arg=arg, nonce="1", answers=answers, at=staff_scene.now)
    turn, after = take(draft, what, staff_scene)
    assert Conversation.read(after.write()) == after
    assert all(spoken(turn, staff_scene))


def test_every_token_that_content_offers_is_short_ascii(scene: Scene) -> None:
    library = scene.library
    assert [topic for topic in library.topics if not fits(f">topic:{topic}:99")] == []
    assert [answer for answer in library.answers if not fits(f">answer:{answer}")] == []


def test_back_goes_through_a_form_to_its_beginning(scene: Scene) -> None:
    conversation = Conversation()
    asked = []
    for said in ("0", "có", "Lan", "0912345678", "xã Mỹ Long", *["quay lại"] * 5):
        _turn, conversation = take(conversation, ("text", said), scene)
        asked.append(tuple(conversation.answers))
    full = ("consent-2026-11-24", "name", "phone", "commune")
    assert asked == [full[:n] for n in (0, 1, 2, 3, 4, 3, 2, 1, 0, 0)]


def test_a_tap_of_another_run_of_the_same_form_is_stale(scene: Scene) -> None:
    _first, conversation = take(Conversation(), ("text", "0"), scene)
    token = conversation.offered[0][0]
    _again, conversation = take(conversation, ("text", "0"), replace(scene, nonce="2"))
    turn, conversation = take(conversation, ("tap", token), scene)
    assert scene.language.say(turn.says[0].words) == "Dạ, nút đó của câu trước nên Loa bỏ qua."
    assert conversation.answers == {}


@pytest.mark.parametrize("said", ["dừng", "hủy", "huỷ", "dừng lại", "/stop"])
def test_stop_forgets_the_form(scene: Scene, said: str) -> None:
    draft = Conversation(flow="consultation", nonce="1", answers={"consent-2026-11-24": "yes"}, at=scene.now)
    _turn, conversation = take(draft, ("text", said), scene)
    assert (conversation.flow, conversation.answers) == ("", {})


@pytest.mark.parametrize("said", ["Dung", "dung", "Huy", "Dũng", "Đứng"])
def test_a_name_is_a_name(scene: Scene, said: str) -> None:
    draft = Conversation(flow="consultation", nonce="1", answers={"consent-2026-11-24": "yes"}, at=scene.now)
    _turn, conversation = take(draft, ("text", said), scene)
    assert conversation.answers == {"consent-2026-11-24": "yes", "name": said}


@pytest.mark.parametrize("said", ["dung", "đúng", "Đúng rồi", "co", "có", "dạ", "1", "một", "vâng", "ok", "yes"])
def test_yes_is_yes_at_the_end(scene: Scene, said: str) -> None:
    answers = {"consent-2026-11-24": "yes", "name": "Lan", "phone": "+84912345678", "commune": "29419"}
    draft = Conversation(flow="consultation", nonce="1", answers=answers, at=scene.now)
    _shown, asked = take(draft, ("text", "abc"), scene)
    turn, _conversation = take(asked, ("text", said), scene)
    assert turn.do is not None


def test_two_misses_in_a_row_offer_a_person(scene: Scene) -> None:
    conversation = Conversation()
    for _time in range(2):
        turn, conversation = take(conversation, ("text", "xyzzy plugh quux foobar"), scene)
    assert conversation.misses == 2
    assert [option.token for option in turn.says[-1].options[:2]] == [">live", ">consultation"]
    turn, conversation = take(conversation, ("text", "mức thấp nhất"), scene)
    assert (conversation.misses, conversation.last_answer) == (0, "muc-dong-toi-thieu")
