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
from bot.flows.citizen import linking, live_question, menu, my_data, rating, topics
from bot.flows.citizen.consultation import consultation
from bot.flows.staff import leads, live_questions, membership
from bot.talk import actions
from bot.talk.actions import BY_NAME, Action
from bot.talk.question import Done
from bot.talk.scene import Flow, Scene
from bot.talk.understanding.numbers import read_number

DIALOGUES: Mapping[Action, Flow] = {
    actions.START: menu.start,
    actions.MENU: menu.menu,
    actions.HELP: menu.help_,
    actions.TOPICS: topics.topics,
    actions.TOPIC: topics.topic,
    actions.ANSWER: topics.show,
    actions.MORE: topics.more,
    actions.USEFUL: rating.useful,
    actions.WRONG: rating.wrong,
    actions.RECKON: menu.reckon,
    actions.ESTIMATE: or_refused(estimate),
    actions.PENSION: or_refused(pension),
    actions.MAY_JOIN: or_refused(may_join),
    actions.MISSING: or_refused(missing),
    actions.WITHDRAWAL: or_refused(withdrawal),
    actions.MATERNITY: or_refused(maternity),
    actions.DEATH: or_refused(death),
    actions.CONSULTATION: consultation,
    actions.LIVE: live_question.live,
    actions.END_CASE: live_question.end_case,
    actions.HELPED: live_question.helped,
    actions.LANGUAGE: my_data.language,
    actions.CORRECT: my_data.correct,
    actions.UNSHARE: my_data.unshare,
    actions.UNCALL: my_data.uncall,
    actions.TAKE_BACK: my_data.take_back,
    actions.FORGET: my_data.forget,
    actions.LINK: linking.link,
    actions.LINK_CODE: linking.bring,
    actions.PART: linking.part,
    actions.JOIN: membership.join,
    actions.AWAY: membership.away,
    actions.STAFF_HELP: membership.staff_help,
    actions.OUTCOME: leads.outcome,
    actions.AGAIN: leads.again,
    actions.HAND: leads.hand,
    actions.GIVE: leads.give,
    actions.NOTE: leads.note,
    actions.READY_FIND: live_questions.find_ready,
    actions.SEND: live_questions.send,
}


def _at_once(action: Action) -> Flow | None:
    """The dialogue of an action that asks nothing."""
    does = action.does
    if does is None:
        return None

    async def dialogue(_scene: Scene, arg: str) -> Done:
        return Done(do=does(read_number(arg)))

    return dialogue


FOR_STAFF: Mapping[str, Flow] = {
    name: flow for name, action in BY_NAME.items() if (flow := DIALOGUES.get(action) or _at_once(action)) is not None
}
FOR_ALL: Mapping[str, Flow] = {name: flow for name, flow in FOR_STAFF.items() if not BY_NAME[name].staff}
