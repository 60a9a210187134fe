"""What an officer types in short becomes a command, a form with answers, or a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.commands.leads import FindLeads, GiveLead, LeadAction, Several
from bot.domain.messages import Say
from bot.talk import actions
from bot.talk.action import Action
from bot.talk.asking import Turn, go_on
from bot.talk.conversation import Conversation
from bot.talk.scene import Scene
from bot.talk.understanding.phrases import command
from bot.talk.understanding.shorthand import read_shorthand
from bot.talk.understanding.shorthand_named import Shorthand
from bot.words import _

ASKED_ABOUT = (actions.TAKE, actions.OUTCOME, actions.AGAIN, actions.NOTE, actions.LEAD)
MOST_AT_ONCE = 10


def is_work(text: str, today: date) -> bool:
    """Whether a line among colleagues tells Loa to do something, rather than being talk."""
    said = command(text, staff=True)
    if said is not None:
        return actions.BY_NAME[said[0]].staff if said[0] in actions.BY_NAME else False
    short = read_shorthand(text, today)
    return short is not None and (bool(short.numbers) or short.action in (actions.FIND, actions.AWAY))


def in_short(conversation: Conversation, text: str, scene: Scene) -> Turn | None:
    """The turn that `text` leads to where it is shorthand, else None."""
    short = read_shorthand(text, scene.today)
    if short is None:
        return None
    row, numbers = short.action, short.numbers[:MOST_AT_ONCE]
    if row is actions.FIND:
        return Turn(conversation, do=FindLeads(short.phone, short.arg))
    if row is actions.AWAY:
        return _form(conversation, row, short.arg, short, scene)
    if row is None or not numbers:
        return _unclear(conversation, numbers)
    if row.does is not None:
        done = [command for number in numbers if isinstance(command := row.does(number), LeadAction)]
        return Turn(conversation, do=done[0] if len(done) == 1 else Several(tuple(done)))
    if len(numbers) > 1:
        return _unclear(conversation, numbers)
    if row is actions.GIVE:
        return Turn(conversation, do=GiveLead(numbers[0], named=short.arg))
    return _form(conversation, row, str(numbers[0]), short, scene)


def _form(conversation: Conversation, row: Action, arg: str, short: Shorthand, scene: Scene) -> Turn:
    """The form of that action, with what was said already filled in."""
    fills = dict(short.fills)
    places = scene.knowledge.communes.find(short.place) if short.place else ()
    if len(places) == 1:
        fills["commune"] = places[0].commune.code
    return go_on(replace(conversation, flow=row.name, arg=arg, nonce=scene.nonce, answers=fills), scene)


def _unclear(conversation: Conversation, numbers: tuple[int, ...]) -> Turn:
    """Asks what was meant: an officer's work is not looked for among answers for citizens."""
    if not numbers:
        said = Say(_("Which request do you mean? Type its number too, for example “nhận 17”."), actions.TO_WORK)
    elif len(numbers) == 1:
        options = tuple(row.option(numbers[0]) for row in ASKED_ABOUT)
        said = Say(_("What would you like to do with request {number}?", number=str(numbers[0])), options)
    else:
        options = tuple(actions.LEAD.option(number) for number in numbers)
        said = Say(_("One at a time, please. Which one first?"), options)
    return Turn(conversation, (said,))
