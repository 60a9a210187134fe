"""What officers got of an erased question: taken back, and told honestly where it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.events.cases import CaseEventKind
from bot.domain.messages import Address, Say, Subject
from bot.services.cases.who_hears import HEARS
from bot.services.context import Context
from bot.services.leads.who_hears import PLAIN
from bot.services.notify import notify, take_back
from bot.store.cases import messages as case_messages
from bot.words import _

# Platforms delete for two days only, and change what is older.
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def take_copies_back(number: int, context: Context) -> None:
    """Deletes or empties what officers got of it; where nothing can be changed, they are told."""
    gone = Say(HEARS[CaseEventKind.FORGOTTEN].copies or PLAIN)
    for key, place in case_messages.at_staff(context.tx, number, EVER):
        if context.edits(place):
            take_back(context, key, place, gone, about=Subject.case(number))
        else:
            tell_left(number, place, context)


def tell_left(number: int, place: Address, context: Context) -> None:
    """Asks the officer, once for each question, to delete what cannot be taken back there."""
    words = _(
        "Question {number}: the citizen has had it deleted, and some of what I passed on cannot be taken back here. "
        "Please delete it yourself.",
        number=str(number),
    )
    notify(replace(context, turn=f"left{number}"), place, Say(words), "case")
