"""Every dialogue, by the action that starts it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.calculators.eligibility import may_join
from bot.flows.calculators.estimate import estimate
from bot.flows.calculators.maternity import maternity
from bot.flows.calculators.missing_years import missing
from bot.flows.calculators.pension import pension
from bot.flows.calculators.pension_of_years import pension_of
from bot.flows.calculators.prepaying import prepay
from bot.flows.calculators.questions import or_refused
from bot.flows.calculators.survivors import death
from bot.flows.calculators.withdrawal import withdrawal
from bot.flows.citizen import (
    at_the_door,
    for_the_call,
    khmer,
    linking,
    live_question,
    meetings,
    menu,
    my_data,
    offices,
    payments,
    rating,
    subscriptions,
    topics,
)
from bot.flows.citizen.consultation import consultation
from bot.flows.citizen.reading_aloud import read_aloud
from bot.flows.staff import leads, live_questions, meeting_answers, meeting_report, membership, payers, remarks, writing
from bot.flows.staff import meetings as holding
from bot.talk import actions
from bot.talk.action import Action
from bot.talk.actions import BY_NAME
from bot.talk.question import Done
from bot.talk.scene import Flow, Scene
from bot.talk.understanding import report_actions, told_actions
from bot.talk.understanding.numbers import read_number

DIALOGUES: Mapping[Action, Flow] = {
    actions.START: menu.start,
    actions.MENU: menu.menu,
    actions.HELP: menu.help_,
    actions.TOPICS: topics.topics,
    actions.TOPIC: topics.topic,
    actions.ANSWER: topics.show,
    actions.MORE: topics.more,
    actions.IN_KHMER: khmer.in_khmer,
    actions.OFFICE: offices.office,
    actions.USEFUL: rating.useful,
    actions.WRONG: rating.wrong,
    actions.READ_ALOUD: read_aloud,
    actions.RECKON: menu.reckon,
    actions.ESTIMATE: or_refused(estimate),
    actions.PREPAY: or_refused(prepay),
    actions.PENSION: or_refused(pension),
    actions.PENSION_OF: or_refused(pension_of),
    actions.WHAT_IF: menu.what_if,
    actions.MAY_JOIN: or_refused(may_join),
    actions.MISSING: or_refused(missing),
    actions.WITHDRAWAL: or_refused(withdrawal),
    actions.MATERNITY: or_refused(maternity),
    actions.DEATH: or_refused(death),
    actions.CONSULTATION: consultation,
    actions.LIVE: live_question.live,
    actions.END_CASE: live_question.end_case,
    actions.HELPED: live_question.helped,
    actions.MEETINGS: meetings.meetings,
    actions.COME: meetings.come,
    actions.NOT_COMING: meetings.not_coming,
    actions.RATE_MEETING: meetings.rate,
    actions.CALL_ABOUT: meetings.call_about,
    actions.HERE: at_the_door.here,
    actions.ASK_THERE: at_the_door.ask,
    actions.JOIN_NOW: at_the_door.join_now,
    told_actions.NEWS: subscriptions.news,
    told_actions.REMIND_ME: payments.remind_me,
    told_actions.NEW_WAY: payments.new_way,
    told_actions.PAID: payments.paid,
    told_actions.WHY_STOPPED: payments.why_stopped,
    told_actions.LET_CALL: payments.let_call,
    told_actions.PAYER_CALLED: payers.called,
    told_actions.MEETING_NEWS: subscriptions.meeting_news,
    told_actions.NEWS_OF: subscriptions.news_of,
    actions.LANGUAGE: my_data.language,
    actions.CORRECT: my_data.correct,
    actions.WHEN: for_the_call.when,
    actions.WITH_SUM: for_the_call.with_sum,
    actions.WITH_QUESTIONS: for_the_call.with_questions,
    actions.DETACH: for_the_call.detach,
    actions.UNSHARE: my_data.unshare,
    actions.UNCALL: my_data.uncall,
    actions.TAKE_BACK: my_data.take_back,
    actions.FORGET: my_data.forget,
    actions.LINK: linking.link,
    actions.LINK_CODE: linking.bring,
    actions.PART: linking.part,
    actions.JOIN: membership.join,
    actions.AWAY: membership.away,
    actions.ADDRESS_MINE: membership.address_mine,
    actions.ADDRESS_STRANGE: membership.address_strange,
    actions.POST: membership.post,
    actions.STAFF_HELP: membership.staff_help,
    actions.OUTCOME: leads.outcome,
    actions.AGAIN: leads.again,
    actions.HAND: leads.hand,
    actions.GIVE: leads.give,
    actions.NOTE: leads.note,
    actions.FIND: leads.find,
    actions.REOPEN: leads.reopen,
    actions.WRITE: writing.write,
    actions.ERASE: writing.erase,
    actions.UNDO: leads.undo,
    actions.HOLD: holding.hold,
    actions.CHANGE: holding.change,
    actions.MOVE: holding.move,
    actions.COPY: holding.copy,
    actions.CANCEL: holding.cancel,
    actions.REPORT: meeting_report.report,
    actions.CORRECT_REPORT: meeting_report.correct,
    report_actions.REMARK: remarks.remark,
    actions.ANSWER_ASKED: meeting_answers.answer_asked,
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
