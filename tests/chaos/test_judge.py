"""The judge itself is judged: each kind of broken record is complained of, and a sound one is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.runtime.attempts import AGAIN
from tests.chaos.judge import Case, Ended, Posted, judge
from tests.chaos.record import Taken

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
POSTED = [
    Posted("a", "citizen1", "sent", NOON),
    Posted("b", "citizen1", "sent", NOON + timedelta(seconds=1)),
    Posted("c", "officer1", "sent", NOON + timedelta(seconds=1), id="4"),
    Posted("d", "officer1", "sent", NOON + timedelta(seconds=9), kind="edit"),
]
A, B, COPY = (
    Taken(1, "citizen1", "Chào", "a", id="1"),
    Taken(2, "citizen1", "Cô tên gì?", "b", id="2"),
    Taken(3, "citizen1", f"{AGAIN}\nCô tên gì?", "b", id="3"),
)
C, D = Taken(4, "officer1", "Lan, 0900 000 001", "c", id="4"), Taken(9, "officer1", "đã rút", "d", "edit", "4")
ERASED = Ended("Lan is erased", 8, ("Lan", "0900 000 001"), own="citizen1")
SOUND = Case([A, B, COPY, C, D], POSTED, [ERASED], {"done": 3}, {"request of Lan": 1})
UNNAMED = Case([Taken(1, "z", "Chào"), Taken(2, "z", f"{AGAIN}\nChào")], [Posted("z", "z", "sent", NOON, keyless=True)])


@pytest.mark.parametrize("case", [SOUND, UNNAMED])
def test_a_sound_record_is_complained_of_by_nobody(case: Case) -> None:
    assert judge(case) == []


BROKEN = {
    "lost": (replace(SOUND, taken=[A, C, D]), "b never arrived"),
    "left in the inbox": (replace(SOUND, inbox={"done": 2, "waiting": 1}), "inbox: 1 are waiting"),
    "set aside": (replace(SOUND, inbox={"set_aside": 1}), "inbox: 1 are set_aside"),
    "done twice": (replace(SOUND, counted={"request of Lan": 2}), "request of Lan: 2 times"),
    "never done": (replace(SOUND, counted={"request of Lan": 0}), "request of Lan: 0 times"),
    "not sent": (replace(SOUND, posted=[*POSTED[:3], replace(POSTED[3], state="waiting")]), "d is waiting"),
    "given up": (replace(SOUND, posted=[*POSTED[:3], replace(POSTED[3], state="never")]), "d is never"),
    "from nowhere": (replace(SOUND, posted=POSTED[:3]), "d was never posted"),
    "a copy unmarked": (replace(SOUND, taken=[A, B, B, C, D]), "b: a copy that does not say so"),
    "out of order": (
        replace(SOUND, taken=[B, A, C, D], posted=[POSTED[0], replace(POSTED[1], due=NOON + timedelta(seconds=3))]),
        "citizen1: out of order, b before a, 3.0 s apart",
    ),
    "an answer before the one that was said first, by a clock that was set back": (
        replace(
            SOUND,
            posted=[replace(POSTED[0], key="in7:0:a"), replace(POSTED[1], key="in8:0:b", due=NOON - timedelta(1))],
            taken=[replace(B, key="in8:0:b"), replace(A, key="in7:0:a")],
        ),
        "citizen1: out of order, in8:0:b before in7:0:a, -86400.0 s apart",
    ),
    "an edit before its card": (
        replace(SOUND, taken=[A, B, replace(D, at=4), replace(C, at=5)]),
        "officer1: out of order, d before c, 8.0 s apart",
    ),
    "sent after erasure": (
        replace(SOUND, taken=[A, B, replace(C, at=11.5), replace(D, at=11.6)]),
        "Lan is erased: c (new) to officer1 3.5 s later",
    ),
    "told herself after erasure": (
        replace(SOUND, ended=[replace(ERASED, at=-1.5, words=("nobody",), silent=True)]),
        "Lan is erased: b to herself 3.5 s later",
    ),
    "sent to a place that was parted": (
        replace(
            SOUND, ended=[Ended("Lan's second place is parted", -1.5, ("tên",), frozenset({"citizen1"}), "citizen1")]
        ),
        "Lan's second place is parted: b (new) to citizen1 3.5 s later",
    ),
    "shown after erasure": (
        replace(SOUND, taken=[A, B, C], posted=POSTED[:3]),
        "Lan is erased: it still stands in the chat of officer1",
    ),
    "shown to who has left": (
        replace(SOUND, taken=[A, B, C], posted=POSTED[:3], ended=[replace(ERASED, chats=frozenset({"officer1"}))]),
        "Lan is erased: it still stands in the chat of officer1",
    ),
    "unmarked where no key is told": (
        replace(UNNAMED, taken=[UNNAMED.taken[0], UNNAMED.taken[0]]),
        "z: 1 posted, 2 arrived, 0 copies",
    ),
    "lost where no key is told": (
        replace(UNNAMED, taken=UNNAMED.taken[:1], posted=[*UNNAMED.posted, *UNNAMED.posted]),
        "z: 2 posted, 1 arrived, 0 copies",
    ),
}


@pytest.mark.parametrize(("case", "complaint"), BROKEN.values(), ids=BROKEN)
def test_a_broken_record_is_complained_of(case: Case, complaint: str) -> None:
    assert complaint in judge(case)


def test_a_copy_that_nobody_can_name_is_no_complaint() -> None:
    unheard = [*POSTED[:2], replace(POSTED[2], id="5")]
    marked = replace(C, id="5", text=f"{AGAIN}\nđã rút")
    assert judge(replace(SOUND, taken=[A, B, C, marked], posted=unheard)) == []


def test_what_is_told_a_little_later_may_come_after_what_is_said_meanwhile() -> None:
    told = [replace(POSTED[0], key="in7:taken:1", due=NOON + timedelta(seconds=1)), replace(POSTED[1], due=NOON)]
    assert judge(Case([B, replace(A, key="in7:taken:1")], told)) == []


def test_a_marked_copy_of_the_last_words_is_no_complaint() -> None:
    late = replace(ERASED, at=2, words=("nobody",), silent=True)
    assert judge(replace(SOUND, taken=[A, B, replace(COPY, at=12), C, D], ended=[late])) == []


def test_what_somebody_else_may_still_read_is_no_complaint() -> None:
    theirs = replace(ERASED, chats=frozenset({"officer2"}))
    assert judge(replace(SOUND, taken=[A, B, C], posted=POSTED[:3], ended=[theirs])) == []
