"""Every dialogue by the name that tokens and drafts carry; a name is never reused for something else."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.calculators.eligibility import may_join
from bot.flows.calculators.estimate import estimate
from bot.flows.calculators.maternity import maternity
from bot.flows.calculators.missing_years import missing
from bot.flows.calculators.pension import pension
from bot.flows.calculators.questions import or_refused
from bot.flows.calculators.survivors import death
from bot.flows.calculators.withdrawal import withdrawal
from bot.flows.citizen import linking as link
from bot.flows.citizen import live_question as live
from bot.flows.citizen import menu, rating, topics
from bot.flows.citizen import my_data as mine
from bot.flows.citizen.consultation import consultation
from bot.flows.staff import leads as work
from bot.talk.scene import Flow

FOR_ALL: Mapping[str, Flow] = {
    "start": menu.start,
    "menu": menu.menu,
    "help": menu.help_,
    "topics": topics.topics,
    "topic": topics.topic,
    "answer": topics.show,
    "more": topics.more,
    "useful": rating.useful,
    "wrong": rating.wrong,
    "reckon": menu.reckon,
    "estimate": or_refused(estimate),
    "pension": or_refused(pension),
    "may-join": or_refused(may_join),
    "missing": or_refused(missing),
    "withdrawal": or_refused(withdrawal),
    "maternity": or_refused(maternity),
    "death": or_refused(death),
    "consultation": consultation,
    "live": live.live,
    "end-case": live.end_case,
    "helped": live.helped,
    "language": mine.language,
    "my-data": mine.my_data,
    "correct": mine.correct,
    "unshare": mine.unshare,
    "uncall": mine.uncall,
    "take-back": mine.take_back,
    "forget": mine.forget,
    "link": link.link,
    "link-code": link.bring,
    "part": link.part,
    "join": work.join,
}
FOR_STAFF: Mapping[str, Flow] = {
    **FOR_ALL,
    "work": work.work,
    "today": work.today,
    "late": work.late,
    "board": work.board,
    "take": work.take,
    "takeover": work.take_over,
    "giveback": work.give_back,
    "away": work.away,
    "present": work.present,
    "duty": work.duty,
    "again": work.again,
    "lead": work.lead,
    "outcome": work.outcome,
    "hand": work.hand,
    "give": work.give,
    "note": work.note,
    "case": live.case,
    "case-leave": live.leave,
    "case-pass": live.pass_on,
    "ready": live.ready,
    "ready-find": live.find_ready,
    "send": live.send,
    "propose": live.propose,
    "staff-help": work.staff_help,
}
