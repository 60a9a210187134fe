"""Who is in a simulated year: staff, people who ask to be called, meetings."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import Hours
from bot.domain.commands.leads import RequestCall
from bot.domain.leads import CALLED, Lead, Move
from bot.domain.meetings import MeetingState, Plan
from bot.domain.messages import Address, Incoming
from bot.domain.outreach.facts import OUTCOMES, Fact, Step, bound
from bot.domain.outreach.results import Heads, Results
from bot.domain.people import Role
from bot.domain.phone import PhoneNumber
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.leads import queries as leads
from bot.store.leads.queries import Asked, By
from bot.store.meetings import queries as meetings
from bot.store.meetings import results
from bot.store.people import consents, visitors
from bot.store.staff import invitations
from bot.words import FIRST

OFFICERS, COLLECTORS = 14, 6
FAMILY, GIVEN = (
    ("Nguyễn", "Trần", "Lê", "Phạm", "Thạch", "Kim", "Sơn"),
    ("An", "Bình", "Hạnh", "Mai", "Sen", "Út", "Tư"),
)
OUTCOME = (Move.JOIN, Move.JOIN, Move.AGREE, Move.ANSWER, Move.ANSWER, Move.DECLINE, Move.MISDIAL)
KINDS = ("hoi-nghi", "doi-thoai", "nhom-nho", "cho")
HOURS = 2
HOURS_OF_WORK = Hours()


@dataclass(frozen=True)
class Team:
    """Ids of officers and collectors by the communes that they serve."""

    of: dict[str, int]


def hired(tx: Transaction, communes: Sequence[str], at: datetime) -> Team:
    """Twenty officers and collectors, each with a part of the communes."""
    of: dict[str, int] = {}
    count = OFFICERS + COLLECTORS
    for number in range(count):
        role = Role.OFFICER if number < OFFICERS else Role.COLLECTOR
        served = communes[number % OFFICERS :: OFFICERS]
        code = code_hash(secrets.token_hex(16))
        name = f"{FAMILY[number % len(FAMILY)]} Văn {GIVEN[number * 3 % len(GIVEN)]} {number + 1}"
        invitations.invite(tx, code, name, role, served, at + timedelta(days=1), at)
        member = invitations.redeem(tx, code, Address("webchat", "", secrets.token_hex(12)), at, FIRST)
        if member is not None and role is Role.OFFICER:
            of |= dict.fromkeys(served, member.id)
    return Team(of)


def ask(
    tx: Transaction, commune: str, channel: str, source: str, consent: str, at: datetime, chance: random.Random
) -> Lead:
    """Somebody asks to be called."""
    said = Incoming(secrets.token_hex(6), Address(channel, "", secrets.token_hex(6)))
    who = visitors.visit(tx, said, at, FIRST).citizen.id
    given = consents.give(tx, who, consent, ("call",), channel, "", at)
    name = f"{chance.choice(FAMILY)} Thị {chance.choice(GIVEN)}"
    phone = PhoneNumber.parse(f"0912{chance.randrange(10**6):06}")
    lead = leads.add(tx, who, RequestCall(commune, name, phone, consent, ("call",)), Asked(given, channel, source), at)
    leads.step(tx, lead.number, "asked", at)
    leads.move(tx, lead, Move.TELL, at)
    return lead


def call(tx: Transaction, lead: Lead, team: Team, at: datetime, chance: random.Random) -> list[Fact]:
    """Its officer takes it and calls; returns what that counts as."""
    who, outcome = team.of[lead.commune], chance.choice(OUTCOME)
    taken = at + timedelta(minutes=chance.randrange(5, 180))
    leads.take(tx, lead.number, who, taken)
    held = leads.get(tx, lead.number)
    assert held is not None
    called = taken + timedelta(minutes=chance.randrange(10, 300))
    leads.move(tx, held, outcome, called, By(who))
    waits = ((Step.TOLD_WAIT, at), (Step.TAKEN_WAIT, taken), (Step.CALLED_WAIT, called))
    steps = [Step.TAKEN, Step.CALLED, OUTCOMES[CALLED[outcome]], Step.FIRST_CALL]
    steps += [Step.CALLED_IN_TIME] if called <= HOURS_OF_WORK.called_by(at) else []
    return [
        *(Fact(step, lead.commune, lead.channel, lead.source) for step in steps),
        *(Fact(step, lead.commune, topic=bound(moment - at)) for step, moment in waits),
    ]


def meet(tx: Transaction, commune: str, team: Team, at: datetime, chance: random.Random) -> dict[Step, int]:
    """A meeting is announced, held and reported; returns what that counts as."""
    who, kind = team.of[commune], chance.choice(KINDS)
    plan = Plan(kind, "Tư vấn BHXH tự nguyện", commune, "Nhà văn hóa", at, at + timedelta(hours=HOURS))
    made = meetings.add(tx, plan, who, at - timedelta(days=7))
    for was, state in (
        (MeetingState.PLANNED, MeetingState.ANNOUNCED),
        (MeetingState.ANNOUNCED, MeetingState.HELD),
        (MeetingState.HELD, MeetingState.REPORTED),
    ):
        meetings.become(tx, made.number, state, was)
    present = chance.randrange(20, 90)
    heads = Heads(present, present // 2, present // 5, chance.randrange(3, 9), chance.randrange(3, 15))
    results.put(tx, Results(made.number, heads, {}, who, at + timedelta(hours=HOURS + 1)))
    counted = {
        Step.ATTENDED: heads.present,
        Step.ATTENDED_WOMEN: heads.women,
        Step.ATTENDED_KHMER: heads.khmer,
        Step.SIGNED_UP: heads.signed,
        Step.PROMISED: heads.promised,
    }
    return {Step.MEETING: 1, Step.MEETING_HELD: 1, **{step: times or 0 for step, times in counted.items()}}
