"""What staff do in their chat: join, see their requests, take one, record what came of it, hand it on, add a note."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.commands.leads import AddNote, GiveBack, GiveLead, HandOver, RecordOutcome, ShowLead, TakeLead
from bot.domain.commands.staff import GoAway, JoinStaff, OpenBoard, ShowDuty, ShowMyLeads
from bot.domain.leads import Outcome
from bot.domain.messages import Option
from bot.talk import actions
from bot.talk.question import Done
from bot.talk.questions import Choose, ChooseCommune, Confirm, Day, ForPerson, Text
from bot.talk.scene import Scene
from bot.talk.understanding.dates import read_day
from bot.words import _, lines

LONGEST_ABSENCE = timedelta(days=366)
OUTCOMES = (
    Option(Outcome.REACHED, _("Reached, questions answered")),
    Option(Outcome.WILL_JOIN, _("Will join")),
    Option(Outcome.JOINED, _("Has joined")),
    Option(Outcome.NOT_INTERESTED, _("Not interested")),
    Option(Outcome.TRY_AGAIN, _("No answer, I will call again")),
    Option(Outcome.LATER, _("They asked for another day")),
    Option(Outcome.WRONG_NUMBER, _("Wrong number")),
)


async def join(_scene: Scene, arg: str) -> Done:
    """Becomes staff with an invitation code, typed or in the link."""
    code = arg or await Text("code", _("Please type your invitation code."), at_most=64)
    return Done(do=JoinStaff(code))


async def work(_scene: Scene, _arg: str) -> Done:
    """Her open requests, and those that nobody has taken."""
    return Done(do=ShowMyLeads())


async def today(_scene: Scene, _arg: str) -> Done:
    """What she is to call today, and what waits for somebody."""
    return Done(do=ShowMyLeads("today"))


async def late(_scene: Scene, _arg: str) -> Done:
    """What should have been taken, or called, by now."""
    return Done(do=ShowMyLeads("late"))


async def board(_scene: Scene, _arg: str) -> Done:
    """A link to the board, for a bigger screen."""
    return Done(do=OpenBoard())


async def take(_scene: Scene, arg: str) -> Done:
    """ "Tôi nhận"."""
    return Done(do=TakeLead(_number(arg)))


async def take_over(_scene: Scene, arg: str) -> Done:
    """ "Nhận thay"."""
    return Done(do=TakeLead(_number(arg), over=True))


async def give_back(_scene: Scene, arg: str) -> Done:
    """ "Trả lại"."""
    return Done(do=GiveBack(_number(arg)))


async def away(scene: Scene, arg: str) -> Done:
    """ "Nghỉ đến 30/11", "nghỉ từ 1/12 đến 5/12": until the end of that day new requests go to others."""
    first, _to, last = arg.rpartition(" den ")
    since, until = read_day(first, scene.today), read_day(last, scene.today)
    if until is None or until < (since or scene.today) or until > scene.today + LONGEST_ABSENCE:
        until = await Day("until", _("Until which day are you away?"), today=scene.today, future=True)
    return Done(do=GoAway(until, since if since and scene.today < since <= until else None))


async def duty(_scene: Scene, _arg: str) -> Done:
    """ "Lịch trực"."""
    return Done(do=ShowDuty())


async def present(_scene: Scene, _arg: str) -> Done:
    """ "Đi làm lại"."""
    return Done(do=GoAway(None))


async def lead(_scene: Scene, arg: str) -> Done:
    """One request as a card with its history."""
    return Done(do=ShowLead(_number(arg)))


async def outcome(scene: Scene, arg: str) -> Done:
    """What came of the call, the day of the next one where one was agreed, and a note."""
    chosen = Outcome(await Choose("outcome", _("Request {number}: what came of the call?", number=arg), OUTCOMES))
    call_on = None
    if chosen is Outcome.LATER:
        call_on = await Day("day", _("On which day will you call again?"), today=scene.today, future=True)
    note = ""
    if await Confirm("noting", _("Would you like to add a note?"), yes=_("Yes, a note"), no=_("No, that is all")):
        note = await ForPerson("note", _("Please type the note."), at_most=500)
    return Done(do=RecordOutcome(_number(arg), chosen, note, call_on))


async def again(scene: Scene, arg: str) -> Done:
    """ "Hẹn lại": the day of the next call."""
    day = await Day("day", _("On which day will you call again?"), today=scene.today, future=True)
    return Done(do=RecordOutcome(_number(arg), Outcome.LATER, call_on=day))


async def hand(scene: Scene, arg: str) -> Done:
    """ "Không phải xã tôi": to another commune."""
    knowledge = scene.knowledge
    commune = await ChooseCommune(
        "commune", _("Which commune should have request {number}?", number=arg), knowledge.communes, knowledge.by_code
    )
    return Done(do=HandOver(_number(arg), commune.code))


async def give(_scene: Scene, arg: str) -> Done:
    """ "Giao 17": whom to; a tap on a name says "17-5"."""
    number, _to, colleague = arg.partition("-")
    return Done(do=GiveLead(_number(number), _number(colleague)))


async def note(_scene: Scene, arg: str) -> Done:
    """A line for the history."""
    return Done(do=AddNote(_number(arg), await ForPerson("note", _("Please type the note."), at_most=500)))


async def staff_help(_scene: Scene, _arg: str) -> Done:
    """How staff work here, in a few lines."""
    said = lines(
        _("• A new request arrives here by itself. “Nhận” takes it; whoever taps first has it."),
        _("• After the call: “Gọi xong”, or type “gọi xong 17”. Agreed on another day: “Hẹn lại”."),
        _("• No answer: Loa puts it off to the next working day; after three days it is closed."),
        _("• “việc của tôi”, “hôm nay”, “quá hạn” list requests; “xem 17” shows one."),
        _("• “chuyển 17” hands one to another commune, “trả lại 17” to your colleagues; “ghi chú 17” adds a note."),
        _("• “giao 17” gives one to a colleague by name."),
        _("• Away: “nghỉ đến 30/11”, “nghỉ từ 1/12 đến 5/12”; back earlier: “đi làm lại”."),
        _("• “lịch trực” says who is on duty today and on the next days."),
        _("• A live question comes with “Answer”: tap it, and what you type goes to the citizen; “kết thúc” ends it."),
        _("• “bảng” sends a link to the staff board: lists, numbers and Excel on a bigger screen."),
        _("• The citizen is told that you have taken the request, and by when you will call."),
    )
    return Done(say=said, options=(actions.WORK.option(),))


def _number(arg: str) -> int:
    return int(arg) if arg.isdecimal() and len(arg) < 10 else 0
