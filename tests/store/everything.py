"""A bit of everything that holds something personal about Lan, in every sealed column that there is."""

from __future__ import annotations

from bot.domain.approvals import Verdict
from bot.domain.calls.known import Extra
from bot.domain.consents import ATTACH_QUESTIONS
from bot.domain.content.drafts import Edit, Source
from bot.domain.meetings import Plan
from bot.domain.messages import Card, Media, Message, Subject
from bot.domain.outreach.payments import Method
from bot.domain.outreach.results import Heads, Results
from bot.store.cases import proposals
from bot.store.cases import queries as cases
from bot.store.channels import origins
from bot.store.channels import zalo_oa as zalo
from bot.store.content import drafts, noticed
from bot.store.engine.database import Transaction
from bot.store.leads import extras
from bot.store.leads import queries as leads
from bot.store.meetings import calls, door, guests, photos, results
from bot.store.meetings import queries as meetings
from bot.store.meetings import questions as guest_questions
from bot.store.messages import chat_lines as chatlines
from bot.store.messages import hosted_media as pictures
from bot.store.messages import inbox
from bot.store.messages import outbox as parcels
from bot.store.people import consents, erasures, payment_calls, payments, visitors
from bot.store.people import linking as links
from bot.store.reports import remarks
from bot.store.reports import sent as reports
from bot.store.staff import approvals, invitations, new_addresses
from bot.store.statistics import unanswered as questions
from bot.words import YearMonth
from tests.store.samples import (
    LAN,
    MINH,
    NOW,
    PHONE,
    after,
    asks,
    comes,
    hired,
    says,
)

PLAN = Plan("hoi-nghi", "Hội nghị", "29000", "Chợ", after(days=1), after(days=1, hours=2))
SECRETS = ("Nguyễn Thị Lan", "Lan", "912345678", "cạnh chợ", "Trần Minh", "tâm sự")


def live(tx: Transaction) -> int:
    """Fills every sealed column; returns the id of Lan's citizen."""
    minh = hired(tx, name="Trần Minh")
    invitations.invite(tx, b"unused", "Trần Minh", minh.role, (), after(days=1), NOW)
    asked = asks(tx)
    leads.step(tx, asked.number, "note", NOW, minh.id, "nhà cạnh chợ")
    extras.put(tx, asked.number, Extra(ATTACH_QUESTIONS, "• tâm sự của Lan"), 1)
    lan = comes(tx)
    visitors.remember(tx, lan.address_id, '{"name": "Nguyễn Thị Lan", "phone": "+84912345678"}', NOW)
    for number in range(3):
        inbox.receive(tx, says(LAN, str(number), "tôi là Lan, 0912345678, tâm sự"), NOW)
    inbox.set_aside(tx, 2, "ValueError", NOW)
    parcels.post(tx, "to her", LAN, Message("Chào chị Lan, tâm sự"), NOW)
    parcels.post(tx, "card", MINH, Message("Nguyễn Thị Lan, +84912345678"), NOW, about=asked.subject)
    chatlines.add(tx, LAN.chat, Message("0912345678 Lan"), NOW, mine=True, message_id="1")
    case = cases.add(tx, lan.citizen.id, lan.address_id, "29000", NOW, after(minutes=15))
    cases.say(tx, case, "citizen", "tôi là Lan, tâm sự", NOW)
    proposals.propose(tx, case, "Lan hỏi", "tâm sự với Lan", NOW)
    parcels.post(tx, "relayed", MINH, Message("Lan: tâm sự"), NOW, about=Subject.case(case))
    pictures.keep(tx, "card", Message("", picture=Card("", "374.000 đồng", (), "", "")), after(days=1))
    zalo.consented(tx, "oa", "access", "refresh", after(days=1), NOW)
    questions.keep(tx, "đóng sao", "missed", "", NOW)
    links.offer(tx, lan.address_id, "ABC", NOW)
    erasures.record(tx, "sharing", lan.citizen.id, NOW)
    origins.blind(tx, "203.0.113.9", NOW)
    edit = Edit({"a.md": b"x"}, {"a.md": b"y"})
    draft = drafts.add(tx, Source.FORM, "answer", "a", 1, edit, minh.id, "Trần Minh đã đọc", NOW)
    asked_for = approvals.ask(tx, "content", draft, edit.hash, minh.id, NOW)
    approvals.decide(tx, asked_for.id, Verdict.NO, minh.id, "nhờ Trần Minh xem lại", NOW)
    noticed.keep(tx, {"code:AB23": "29000|Chợ Mỹ Long"}, set())
    held = meetings.add(tx, PLAN, minh.id, NOW).number
    guest = guests.known(tx, held, lan.citizen.id, lan.address_id, NOW)
    asked_there = guest_questions.add(tx, guest, held, "tâm sự của Lan", "Lan", NOW)
    guest_questions.answer(tx, asked_there, "Lan ở cạnh chợ")
    guests.arrive(tx, held, lan.citizen.id, lan.address_id, NOW)
    calls.leave(tx, held, lan.citizen.id, PHONE)
    payer = payments.keep(tx, lan.address_id, Method.MONTH, YearMonth(2026, 10), NOW)
    payment_calls.leave(tx, payer, PHONE, "29000")
    door.scanned(tx, held, lan.address_id)
    door.open_screen(tx, held, minh.id, "link", NOW)
    door.enter(tx, "link", "token", NOW)
    new_addresses.offer(tx, minh.id, b"typed", after(minutes=15))
    photos.add(tx, held, Media("photo", "paper", "", "1"), minh.id, NOW)
    photos.add(tx, held, Media("photo", "paper", "", "2"), minh.id, NOW)
    photos.keep(tx, 2, b"a face")
    results.put(tx, Results(held, Heads(42), {"Bà con hỏi gì?": "Lan tâm sự"}, minh.id, NOW))
    reports.send(tx, reports.Sent(0, "86", "2026-10", 1, "hash", {}, (), minh.id, NOW), b"document")
    remarks.add(tx, "2026-10", remarks.Remark("difficulty", "29000", "đường xa"), minh.id, NOW)
    return lan.citizen.id


def forget(tx: Transaction, who: int) -> None:
    """What the service does when she has everything deleted, but for the words."""
    for number in leads.forget(tx, who):
        parcels.withdraw(tx, about=Subject.lead(number))
    for number in cases.numbers_of(tx, who):
        parcels.withdraw(tx, about=Subject.case(number))
    cases.forget(tx, who, NOW)
    consents.withdraw(tx, who, NOW)
    door.forget(tx, who)
    guests.forget(tx, who)
    visitors.forget(tx, who)
