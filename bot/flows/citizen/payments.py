"""Being reminded to pay: how somebody pays, until when, that they have, why not any more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.commands.payments import HavePaid, LetCall, RemindOfPayment, SayWhyStopped
from bot.domain.consents import PAYMENT_CALL_TEXT, PAYMENT_CALL_VERSION
from bot.domain.messages import Option
from bot.domain.outreach.payments import COVERS, Method, WhyStopped, on
from bot.domain.outreach.subscriptions import Purpose
from bot.flows.citizen.own_commune import own_commune
from bot.search.values.days import read_month
from bot.search.values.phrasebook import Phrasebook
from bot.search.values.rhythms import nearest, read_method, read_until
from bot.talk.actions import TO_MENU
from bot.talk.contact_questions import Phone
from bot.talk.durations import MonthWithin
from bot.talk.question import Done, Misread
from bot.talk.questions import Agree, Choose, Confirm
from bot.talk.scene import Scene
from bot.words import YearMonth, _, in_language, verbatim

CHOICES = (
    Option(Method.MONTH, _("Every month")),
    Option(Method.QUARTER, _("Every three months")),
    Option(Method.HALF, _("Every six months")),
    Option(Method.YEAR, _("Once a year")),
    Option(Method.AHEAD, _("Years ahead")),
    Option(Method.MISSING, _("Missing years at once")),
)
MOST_AHEAD = 72


@dataclass(frozen=True)
class HowPaid(Choose):
    """How they pay, with the month until which where that is said too: "half 3/2027"."""

    today: date = date.min

    def understand(self, text: str, book: Phrasebook) -> str:
        return self.read(text)

    def read(self, text: str) -> str:
        if re.fullmatch(rf"(?:{'|'.join(Method)})(?: \d+/\d+)?", text):
            return text
        if (method := read_method(text)) is None:
            raise Misread(_("Please tap how you pay, or type it, for example: đóng 6 tháng, tới hết tháng 3."), CHOICES)
        until = read_until(text, self.today)
        return f"{method} {until.month}/{until.year}" if until else method.value


@dataclass(frozen=True)
class PaidUntil(MonthWithin):
    """The last month that is paid; one alone is the next such month, or one just past."""

    today: date = date.min

    def read(self, text: str) -> YearMonth:
        bare = re.fullmatch(r"\D{0,20}?(\d{1,2})\D{0,5}", text)
        if bare and 1 <= int(bare[1]) <= 12:
            return nearest(int(bare[1]), self.today)
        if (said := read_until(text, self.today)) is not None and self.first <= said <= self.last:
            return said
        return super().read(text)


async def remind_me(scene: Scene, _arg: str) -> Done:
    """ "Nhắc tôi đóng"."""
    consent = scene.library.subscribing.get(Purpose.PAYMENT)
    if consent is None:
        return Done(say=_("I do not write to anybody about that yet."), options=TO_MENU)
    shown = in_language(scene.language.code, consent.text)
    choices = (Option("yes", _("I agree")), Option("no", _("I do not agree")))
    if await Agree(f"consent-{consent.version}", verbatim(shown), choices) != "yes":
        return Done(say=_("All right, I keep nothing. You can still ask me anything."), options=TO_MENU)
    method, until = await _rhythm(scene)
    return Done(do=RemindOfPayment(method, until, consent.version, shown))


async def new_way(scene: Scene, _arg: str) -> Done:
    """ "Đổi cách": the consent there was holds."""
    return Done(do=RemindOfPayment(*await _rhythm(scene)))


async def paid(scene: Scene, _arg: str) -> Done:
    """ "Đã đóng": until when follows from how they pay."""
    return Done(do=HavePaid())


async def let_call(scene: Scene, _arg: str) -> Done:
    """ "Cho gọi nhắc": a number for that, with a consent of its own."""
    if not await Confirm("consent", PAYMENT_CALL_TEXT, yes=_("I agree"), no=_("I do not agree")):
        return Done(say=_("All right, I keep no number."), options=TO_MENU)
    phone = await Phone("phone", _("Which number can we call? Type it, for example 0912 345 678."))
    return Done(do=LetCall(phone, await own_commune(scene), PAYMENT_CALL_VERSION))


async def why_stopped(_scene: Scene, arg: str) -> Done:
    """A button after "ngừng nhắc"."""
    return Done(do=SayWhyStopped(WhyStopped(arg) if arg in set(WhyStopped) else WhyStopped.OTHER))


async def _rhythm(scene: Scene) -> tuple[Method, YearMonth]:
    ask = _("How do you pay? Tap, or say it in your own words, for example: đóng 6 tháng, tới hết tháng 3.")
    how, _blank, said = (await HowPaid("how", ask, CHOICES, today=scene.today)).partition(" ")
    if (until := read_month(said)) is None:
        now = YearMonth(scene.today.year, scene.today.month)
        first, last = on(now, -COVERS[Method.YEAR]), on(now, MOST_AHEAD)
        ask = _("Until the end of which month have you paid? For example: {example}.", example=f"3/{now.year + 1}")
        until = await PaidUntil("until", ask, first=first, last=last, today=scene.today)
    return Method(how), until
