"""Actions about what Loa tells of itself: news, reminders to pay, and that it is enough."""

from __future__ import annotations

from bot.domain.commands import citizens, payments, subscriptions
from bot.domain.outreach.subscriptions import IN_BULK
from bot.talk.action import Action
from bot.words import _

# fmt: off
NEWS = Action("news", _("Tell me news"), _("news"), (
    "nhan tin", "nhan tin moi", "dang ky nhan tin", "toi muon nhan tin", "co tin thi nhan toi", "news", "tell me news"))
MEETING_NEWS = Action("meeting-news", _("Tell me of new meetings"), _("new meetings"), (
    "bao hoi nghi moi", "bao buoi moi", "bao toi hoi nghi moi", "co hoi nghi thi bao toi", "new meetings"))
NEWS_OF = Action("news-of", _("News of another commune"), _("another commune"), (
    "doi xa nhan tin", "doi xa", "another commune"))
STOP_NEWS = Action("stop-news", _("Stop the news"), _("stop news"), (
    "ngung tin", "dung tin", "ngung nhan tin", "ngung gui tin", "thoi nhan tin", "huy nhan tin", "khong nhan tin nua",
    "dung gui tin nua", "stop news"), does=lambda _none: subscriptions.Unsubscribe(IN_BULK), in_live_talk=True)
LEAVE_ALONE = Action("leave-alone", _("Do not contact us any more"), said=(
    "dung lien he nua", "khong lien he nua", "dung lien he voi toi nua", "dung lien he toi nua", "dung nhan tin nua",
    "dung nhan tin cho toi nua", "dung lam phien nua", "dung lam phien toi nua", "khong lam phien nua",
    "leave me alone", "do not contact me", "do not contact me any more"),
    does=lambda _none: citizens.LeaveAlone(), in_live_talk=True)
REMIND_ME = Action("remind-me", _("Remind me to pay"), _("remind me to pay"), (
    "nhac toi dong", "nhac dong", "nhac toi dong tien", "nhac toi dong bao hiem", "nhac dong bhxh", "doi cach dong",
    "nhac toi dong bhxh", "dat nhac dong", "remind me", "remind me to pay"))
PAID = Action("paid", _("I have paid"), _("I have paid"), ("da dong", "da dong roi", "toi da dong", "toi dong roi",
    "toi da dong roi", "i have paid"))
PAY_LATER = Action("pay-later", _("Remind me later"), _("remind me later"), (
    "nhac sau", "de sau nhac", "nhac lai sau", "remind me later"), does=lambda _none: payments.RemindLater())
NEW_WAY = Action("new-way", _("I pay in another way"), _("another way"), ("doi cach", "doi cach nhac", "another way"))
STOP_REMINDING = Action("stop-reminding", _("Stop reminding"), _("stop reminding"), (
    "ngung nhac", "dung nhac", "dung nhac nua", "khong nhac nua", "thoi nhac", "khoi nhac", "stop reminding"),
    does=lambda _none: payments.StopReminding(), in_live_talk=True)
WHY_STOPPED = Action("why-stopped")
LET_CALL = Action("let-call", _("Call me if I forget"), _("call me about paying"), (
    "cho goi nhac", "goi nhac toi dong", "goi nhac toi", "goi toi nhac dong", "call me about paying"))
PAYERS = Action("payers", _("Calls about paying"), _("calls about paying"), (
    "goi nhac", "can goi nhac", "danh sach goi nhac", "goi nhac dong", "calls about paying"), staff=True,
    does=lambda _none: payments.ShowPayersToCall())
TAKE_PAYER = Action("take-payer", _("I call number {number}"), _("I call payer {number}"), (
    "nhan goi nhac", "nhan goi nhac so", "i call payer"), numbered=True, staff=True, does=payments.TakePayer)
PAYER_CALLED = Action("payer-called", _("Result of call {number}"), _("result of payer {number}"), (
    "ket qua goi nhac", "da goi nhac", "result of payer"), numbered=True, staff=True)
# fmt: on
