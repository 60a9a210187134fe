"""A bit of everything that holds something personal about Lan, in every sealed column that there is."""

from __future__ import annotations

from bot.domain.messages import Card, Message, Subject
from bot.store.cases import proposals
from bot.store.cases import queries as cases
from bot.store.channels import zalo_oa as zalo
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines as chatlines
from bot.store.messages import hosted_media as pictures
from bot.store.messages import inbox
from bot.store.messages import outbox as parcels
from bot.store.people import consents, visitors
from bot.store.people import linking as links
from bot.store.staff import invitations
from bot.store.statistics import unanswered as questions
from tests.store.samples import (
    LAN,
    MINH,
    NOW,
    after,
    asks,
    comes,
    hired,
    says,
)

SECRETS = ("Nguyễn Thị Lan", "Lan", "912345678", "cạnh chợ", "Trần Minh", "tâm sự")


def live(tx: Transaction) -> int:
    """Fills every sealed column; returns the id of Lan's citizen."""
    minh = hired(tx, name="Trần Minh")
    invitations.invite(tx, b"unused", "Trần Minh", minh.role, (), after(days=1), NOW)
    asked = asks(tx)
    leads.step(tx, asked.number, "note", NOW, minh.id, "nhà cạnh chợ")
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
    return lan.citizen.id


def forget(tx: Transaction, who: int) -> None:
    """What the service does when she has everything deleted, but for the words."""
    for number in leads.forget(tx, who):
        parcels.withdraw(tx, about=Subject.lead(number))
    for number in cases.numbers_of(tx, who):
        parcels.withdraw(tx, about=Subject.case(number))
    cases.forget(tx, who, NOW)
    consents.withdraw(tx, who, NOW)
    visitors.forget(tx, who)
