"""Who and what the tests of the store are about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.commands.leads import RequestCall
from bot.domain.consents import CALL_BACK, HAND_ON
from bot.domain.leads import CALLED, Lead, LeadState, Move
from bot.domain.messages import Address, Incoming
from bot.domain.people import Role, Staff
from bot.domain.phone import PhoneNumber
from bot.store.engine.database import Transaction
from bot.store.engine.vault import Vault
from bot.store.leads import queries as leads
from bot.store.leads import tray
from bot.store.leads.queries import Asked
from bot.store.people import consents, visitors
from bot.store.people.visitors import Visitor
from bot.store.staff import invitations

VAULT = Vault(bytes(range(32)))
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LAN = Address("telegram", "loa", "4711")
HOA = Address("zalo", "loa", "4712")
MINH = Address("telegram", "loa", "5001")
PHONE = PhoneNumber("+84912345678")
OTHER_PHONE = PhoneNumber("+84987654321")


def after(**passed: float) -> datetime:
    return NOW + timedelta(**passed)


def says(address: Address, id: str = "1", text: str = "xin chào") -> Incoming:
    return Incoming(id, address, text=text, sender=address.chat)


def comes(tx: Transaction, address: Address = LAN) -> Visitor:
    return visitors.visit(tx, says(address), NOW, "vi")


def hired(
    tx: Transaction,
    address: Address = MINH,
    name: str = "Minh",
    role: Role = Role.OFFICER,
    communes: tuple[str, ...] = ("29000",),
) -> Staff:
    invitations.invite(tx, address.chat.encode(), name, role, communes, after(days=1), NOW)
    member = invitations.redeem(tx, address.chat.encode(), address, NOW, "vi")
    assert member is not None
    return member


def asks(
    tx: Transaction,
    address: Address = LAN,
    name: str = "Nguyễn Thị Lan",
    phone: PhoneNumber = PHONE,
    commune: str = "29000",
) -> Lead:
    who = comes(tx, address).citizen.id
    consent = consents.give(tx, who, "2026-1", (CALL_BACK, HAND_ON), address.channel, "00", NOW)
    return leads.add(tx, who, RequestCall(commune, name, phone, "2026-1", (CALL_BACK, HAND_ON)), Asked(consent), NOW)


def brought_to(tx: Transaction, lead: Lead, state: LeadState, officer: int | None = None) -> Lead:
    """The request after the shortest legal way to that state, taken on its way by that member of staff."""
    if state is LeadState.NEW:
        return lead
    if state in {LeadState.IN_TRAY, LeadState.DISCARDED}:
        tray.hold(tx, lead.number, lead.number)
        held = leads.get(tx, lead.number)
        assert held is not None
        return held if state is LeadState.IN_TRAY else _moved(tx, held, Move.DISCARD, officer)
    if state is LeadState.WITHDRAWN:
        return _moved(tx, lead, Move.WITHDRAW)
    taken = _moved(tx, lead, Move.TAKE_OVER if lead.taken_by else Move.TAKE, officer)
    if state is LeadState.TAKEN:
        return taken
    if state is LeadState.UNREACHABLE:
        for day in range(2):
            taken = _moved(tx, taken, Move.NO_ANSWER, officer, day)
        return _moved(tx, taken, Move.GIVE_UP, officer, 2)
    move = next(move for move, leads_to in CALLED.items() if leads_to is state)
    return _moved(tx, taken, move, officer)


def _moved(tx: Transaction, lead: Lead, move: Move, officer: int | None = None, days: int = 0) -> Lead:
    assert leads.move(tx, lead, move, after(days=days), leads.By(officer)), move
    now = leads.get(tx, lead.number)
    assert now is not None
    return now
