"""What staff do with a request that takes questions: outcome, next call, handing on, note."""

from __future__ import annotations

from bot.domain.commands.leads import AddNote, FindLeads, GiveLead, HandOver, RecordOutcome, Reopen, Undo
from bot.domain.leads import OUTCOMES, Outcome
from bot.search.values.phones import phones
from bot.search.values.sentence import Sentence
from bot.talk.contact_questions import ChooseCommune
from bot.talk.question import Done
from bot.talk.questions import Choose, Confirm, Day, ForPerson
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import _


async def outcome(scene: Scene, arg: str) -> Done:
    """What came of the call, the day of the next one where one was agreed, and a note."""
    chosen = Outcome(await Choose("outcome", _("Request {number}: what came of the call?", number=arg), OUTCOMES))
    call_on = None
    if chosen is Outcome.LATER:
        call_on = await Day("day", _("On which day will you call again?"), today=scene.today, future=True)
    note = ""
    if await Confirm("noting", _("Would you like to add a note?"), yes=_("Yes, a note"), no=_("No, that is all")):
        note = await ForPerson("note", _("Please type the note."), at_most=500)
    return Done(do=RecordOutcome(read_number(arg), chosen, note, call_on))


async def again(scene: Scene, arg: str) -> Done:
    """ "Hẹn lại": the day of the next call."""
    day = await Day("day", _("On which day will you call again?"), today=scene.today, future=True)
    return Done(do=RecordOutcome(read_number(arg), Outcome.LATER, call_on=day))


async def hand(scene: Scene, arg: str) -> Done:
    """ "Không phải xã tôi": to another commune."""
    knowledge = scene.knowledge
    commune = await ChooseCommune(
        "commune", _("Which commune should have request {number}?", number=arg), knowledge.communes, knowledge.by_code
    )
    return Done(do=HandOver(read_number(arg), commune.code))


async def give(_scene: Scene, arg: str) -> Done:
    """ "Giao 17": whom to; a tap on a name says "17-5"."""
    number, _to, colleague = arg.partition("-")
    return Done(do=GiveLead(read_number(number), read_number(colleague)))


async def find(_scene: Scene, arg: str) -> Done:
    """ "Tìm 0912…": requests of somebody, by phone or by name."""
    typed = arg or await ForPerson("who", _("Whose requests? Please type a phone number or a name."), at_most=60)
    found = phones(Sentence(typed))
    return Done(do=FindLeads(found[0].value) if found else FindLeads(name=typed))


async def note(_scene: Scene, arg: str) -> Done:
    """A line for the history."""
    return Done(do=AddNote(read_number(arg), await ForPerson("note", _("Please type the note."), at_most=500)))


async def reopen(_scene: Scene, arg: str) -> Done:
    """ "Mở lại 17": an ended request, for a reason."""
    why = _("Why is request {number} to be opened again? Please type it.", number=arg)
    return Done(do=Reopen(read_number(arg), await ForPerson("reason", why, at_most=500)))


async def undo(_scene: Scene, arg: str) -> Done:
    """ "Hoàn tác 17"; a button says "17-345", for it is about one step."""
    number, _of, step = arg.partition("-")
    return Done(do=Undo(read_number(number), read_number(step)))
