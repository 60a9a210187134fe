"""Every dialogue by the name that tokens and drafts carry; a name is never reused for something else."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows import estimate, menu, mine, topics, work
from bot.flows.consultation import consultation
from bot.talk.scene import Flow

FOR_ALL: Mapping[str, Flow] = {
    "start": menu.start,
    "menu": menu.menu,
    "help": menu.help_,
    "topics": topics.topics,
    "topic": topics.topic,
    "answer": topics.show,
    "more": topics.more,
    "estimate": estimate.estimate,
    "consultation": consultation,
    "language": mine.language,
    "my-data": mine.my_data,
    "correct": mine.correct,
    "forget": mine.forget,
    "join": work.join,
}
FOR_STAFF: Mapping[str, Flow] = {
    **FOR_ALL,
    "work": work.work,
    "take": work.take,
    "lead": work.lead,
    "outcome": work.outcome,
    "hand": work.hand,
    "note": work.note,
    "staff-help": work.staff_help,
}
