"""Buttons that people still have, of answers and topics whose ids were changed since."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from bot.domain.commands.content import RateAnswer
from bot.flows.citizen import rating, topics
from bot.library.renamed import Renamed
from bot.talk.play import Finished, play
from bot.talk.question import Done
from bot.talk.scene import Flow, Scene


@pytest.fixture
def scene(scene: Scene) -> Scene:
    library = scene.library
    answers = Renamed(library.answers, {"gia-bao-nhieu": "muc-dong-thang"})
    library = replace(library, answers=answers, topics=Renamed(library.topics, {"tien-dong": "contribution"}))
    return replace(scene, knowledge=replace(scene.knowledge, library=library))


def tapped(flow: Flow, scene: Scene, arg: str) -> Done:
    done = play(partial(flow, scene, arg), {})
    assert isinstance(done, Finished)
    return done.done


def test_an_old_button_shows_the_answer_and_what_is_counted_is_the_id_of_now(scene: Scene) -> None:
    for flow in (topics.show, topics.more):
        old, new = (tapped(flow, scene, id_) for id_ in ("gia-bao-nhieu", "muc-dong-thang"))
        assert (old, old.shown) == (new, "muc-dong-thang")


def test_an_old_verdict_counts_for_the_answer_of_now(scene: Scene) -> None:
    assert tapped(rating.useful, scene, "gia-bao-nhieu").do == RateAnswer("muc-dong-thang", True)
    assert tapped(rating.wrong, scene, "gia-bao-nhieu").do == RateAnswer("muc-dong-thang", False)


def test_an_old_topic_shows_its_questions(scene: Scene) -> None:
    assert tapped(topics.topic, scene, "tien-dong:1") == tapped(topics.topic, scene, "contribution:1")


def test_what_was_never_there_leads_to_the_topics(scene: Scene) -> None:
    assert tapped(topics.show, scene, "chua-tung-co") == tapped(topics.topics, scene, "")
