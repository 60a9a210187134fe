"""Replay: a dialogue is a function of what was said, whatever a release in between has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from bot.domain.commands.citizens import ForgetDraft
from bot.domain.commands.leads import RecordOutcome, RequestCall
from bot.domain.leads import Outcome
from bot.domain.messages import Address, Incoming
from bot.domain.phone import PhoneNumber
from bot.flows.calculators.estimate import estimate
from bot.flows.catalogue import FOR_ALL, FOR_STAFF
from bot.flows.citizen.consultation import consultation
from bot.flows.staff.leads import outcome
from bot.talk.contact_questions import EDIT
from bot.talk.conversation import Conversation
from bot.talk.play import Asked, Dialogue, Finished, play
from bot.talk.question import Done, Misread, Question
from bot.talk.questions import Confirm, TextQuestion
from bot.talk.scene import Scene
from bot.talk.turn import take_turn
from bot.words import _

SAID = {"consent-2026-11-24": "yes", "name": "Lan", "phone": "+84912345678", "commune": "29419", "right": "yes"}


def text(said: str) -> Incoming:
    return Incoming("1", Address("paper", "", "lan"), "text", said, sender="lan")


def test_a_dialogue_is_a_function_of_what_was_said(scene: Scene) -> None:
    finished = play(partial(consultation, scene, ""), SAID)
    assert isinstance(finished, Finished)
    consent = scene.library.consent
    call = RequestCall("29419", "Lan", PhoneNumber("+84912345678"), consent.version, consent.purposes)
    assert finished.done == Done(do=call)
    assert finished.path == tuple(SAID)


def test_nothing_is_asked_of_whoever_does_not_consent(scene: Scene) -> None:
    finished = play(partial(consultation, scene, ""), SAID | {"consent-2026-11-24": "no"})
    assert isinstance(finished, Finished)
    assert (finished.done.do, finished.path) == (ForgetDraft(), ("consent-2026-11-24",))


def test_an_outcome_with_a_day(staff_scene: Scene) -> None:
    finished = play(partial(outcome, staff_scene, "17"), {"outcome": "later", "day": "2026-11-26", "noting": "no"})
    assert isinstance(finished, Finished)
    assert finished.done.do == RecordOutcome(17, Outcome.LATER, "", staff_scene.today.replace(day=26))


def test_a_draft_of_an_older_release_is_asked_what_it_lacks(scene: Scene) -> None:
    draft = {key: value for key, value in SAID.items() if key not in ("phone", "right")}
    asked = play(partial(consultation, scene, ""), draft)
    assert isinstance(asked, Asked)
    assert (asked.question.key, asked.path, asked.reason) == ("phone", ("consent-2026-11-24", "name"), None)


def test_the_answers_to_questions_that_a_release_removed_do_no_harm(scene: Scene) -> None:
    assert play(partial(consultation, scene, ""), {"birth": "5/1970", **SAID}) == play(
        partial(consultation, scene, ""), SAID
    )


@pytest.mark.parametrize(
    ("key", "stored", "reason"),
    [
        ("commune", "00000", "I could not find that commune."),
        ("phone", "+84123", "That does not look like a phone number."),
        ("right", "maybe", "Please tap one of the buttons"),
        ("name", "", "Please type only a name"),
    ],
)
def test_an_answer_that_no_longer_holds_is_asked_anew_with_the_reason(
    scene: Scene, key: str, stored: str, reason: str
) -> None:
    asked = play(partial(consultation, scene, ""), SAID | {key: stored})
    assert isinstance(asked, Asked)
    assert asked.question.key == key
    assert asked.reason is not None
    assert asked.reason.msgid.startswith(reason)


def test_an_income_under_a_raised_floor_is_asked_anew(scene: Scene) -> None:
    draft = Conversation(flow="estimate", nonce="1", answers={"income": "1400000"}, at=scene.now)
    turn = take_turn(draft, text("không"), scene)
    (say,) = turn.says
    said = scene.language.say(say.words)
    assert said.startswith("Dạ, số đó thấp hơn mức thấp nhất là 1.500.000 đồng.")
    assert "Dạ, cô chú muốn đóng theo mức thu nhập nào một tháng?" in said
    assert play(partial(estimate, scene, ""), turn.conversation.answers) == play(partial(estimate, scene, ""), {})


def test_a_dialogue_that_a_release_removed_is_forgotten_kindly(scene: Scene) -> None:
    draft = Conversation(flow="raffle", nonce="1", answers={"ticket": "7"}, at=scene.now)
    for said in ("mức thấp nhất", "quay lại", "dừng", "Lan"):
        turn = take_turn(draft, text(said), scene)
        assert turn.conversation.flow in ("", "raffle")
        assert turn.says
    stale = Incoming("1", Address("paper", "", "lan"), "tap", token="raffle|ticket|1|7")
    assert take_turn(draft, stale, scene).says


@pytest.mark.parametrize("name", sorted(FOR_STAFF))
def test_no_two_questions_of_a_dialogue_share_a_key(staff_scene: Scene, name: str) -> None:
    """Every way through every dialogue, by every option or a sample of what may be typed."""
    paths = list(ways(partial(FOR_STAFF[name], staff_scene, ARGS.get(name, ""))))
    assert paths, "at least one way leads to the end"
    assert all(len(set(path)) == len(path) for path in paths)


ARGS = {"outcome": "17", "hand": "17", "note": "17", "lead": "17", "take": "17", "topic": "contribution"}
MONTHS = ("5/1970", "1/2020", "11/2026", "12/2026", "1/2027")
SAMPLES = ("29419", "+84912345678", "2026-11-26", *MONTHS, "3 năm 6 tháng", "8 tháng", "2000000", "40", "Lan")


def ways(dialogue: Callable[[], Dialogue], said: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The keys asked on every way to the end."""
    outcome = play(dialogue, said or {})
    if isinstance(outcome, Finished):
        return [outcome.path]
    question = outcome.question
    assert outcome.reason is None, f"{question.key} does not take what it offers"
    answers = [option.token for option in question.options if option.token != EDIT] or [sample(question)]
    return [way for answer in answers for way in ways(dialogue, {**(said or {}), question.key: answer})]


def sample(question: Question[object]) -> str:
    """Something that the question understands."""
    for typed in SAMPLES:
        try:
            return question.write(question.read(typed))
        except Misread:
            continue
    raise AssertionError(f"nothing in SAMPLES answers {question.key}")


async def _twice(_scene: Scene, _arg: str) -> Done:
    await TextQuestion("name", _("Please type a few words."))
    await TextQuestion("name", _("Please type a few words."))
    return Done()


def test_a_shared_key_is_an_error_of_whoever_wrote_the_dialogue(scene: Scene) -> None:
    with pytest.raises(ValueError, match="share the key name"):
        play(partial(_twice, scene, ""), {"name": "Lan"})


async def _shorter(_scene: Scene, _arg: str) -> Done:
    await Confirm("consent-2026-11-24", _("Yes"))
    return Done(say=_("Noted, thank you."))


def test_a_release_may_shorten_a_dialogue_under_way(scene: Scene) -> None:
    newer = replace(scene, flows={**FOR_ALL, "consultation": _shorter})
    draft = Conversation(flow="consultation", nonce="1", answers=SAID, at=scene.now)
    turn = take_turn(draft, text("Lan"), newer)
    assert (turn.conversation.flow, turn.says[0].words) == ("", _("Noted, thank you."))
